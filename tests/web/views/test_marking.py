"""Marked text is the stored text, letter by letter, whatever stands in it and however marks overlap."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knell.model import Part, PartKind
from knell.web.views.marking import Block, Mark, marked, page_of, pages

# Surrogates, marks of direction, separators, NUL: all that a badly decoded report may hold.
letters = st.text(
    st.one_of(
        st.characters(codec=None),
        st.sampled_from("\n\r\t \x00\u202e\u2066\u200d\u2028\ud800\udfff\ufeff<&>\"'"),
    ),
    max_size=80,
)


def plain(blocks: list[Block]) -> str:
    return "".join(run.text for block in blocks for stretch in block.stretches for run in stretch.runs)


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, list[Mark], list[Part]]:
    text = draw(letters)
    places = st.integers(0, len(text))
    kinds = draw(st.lists(st.sampled_from(["claim", "date", "place", "cited"]), max_size=8))
    spans = [sorted((draw(places), draw(places))) for _ in kinds]
    marks = [Mark(start, end, kind, f"c{start}") for (start, end), kind in zip(spans, kinds, strict=True)]
    edges = sorted({draw(places) for _ in range(draw(st.integers(0, 4)))})
    parts = [
        Part(kind, start, end)
        for kind, start, end in zip([PartKind.TITLE, PartKind.CAPTION, PartKind.BODY], edges, edges[1:], strict=False)
    ]
    return text, marks, parts


@given(texts())
def test_nothing_is_lost_and_nothing_added(made: tuple[str, list[Mark], list[Part]]) -> None:
    text, marks, parts = made
    assert plain(marked(text, marks, parts)) == text


@given(texts(), st.integers(0, 80), st.integers(0, 80))
def test_a_page_is_its_stretch_of_the_text(made: tuple[str, list[Mark], list[Part]], one: int, other: int) -> None:
    text, marks, parts = made
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    assert plain(marked(text, marks, parts, start, end)) == text[start:end]


@given(texts())
def test_every_letter_is_under_just_the_marks_that_hold_it(made: tuple[str, list[Mark], list[Part]]) -> None:
    text, marks, parts = made
    for block in marked(text, marks, parts):
        for stretch in block.stretches:
            length = sum(len(run.text) for run in stretch.runs)
            for at in range(stretch.start, stretch.start + length):
                assert set(stretch.marks) == {mark for mark in marks if mark.start <= at < mark.end}


def test_marks_that_overlap_cut_each_other_and_begin_once() -> None:
    text = "Seven people died in Lagos."
    claim, place = Mark(0, 17, "claim", "a"), Mark(13, 26, "place")
    (block,) = marked(text, [claim, place])
    assert [(stretch.start, stretch.kinds) for stretch in block.stretches] == [
        (0, ("claim",)),
        (13, ("claim", "place")),
        (17, ("place",)),
        (26, ()),
    ]
    assert [mark for stretch in block.stretches for mark in stretch.begins] == [claim, place]


def test_what_turns_the_direction_of_words_is_shown_by_its_number() -> None:
    (block,) = marked("12\u202e34\x00", [])
    codes = [(run.text, run.code) for run in block.stretches[0].runs]
    assert codes == [("12", ""), ("\u202e", "202E"), ("34", ""), ("\x00", "0000")]


def test_joiners_and_marks_of_single_letters_stay_letters() -> None:
    text = "می\u200cخواهم \u200f"
    (block,) = marked(text, [])
    assert [run.text for run in block.stretches[0].runs] == [text]


def test_captions_and_titles_stand_apart() -> None:
    text = "A title\nThe body.\nA caption"
    parts = [Part(PartKind.TITLE, 0, 8), Part(PartKind.CAPTION, 18, 27)]
    assert [block.kind for block in marked(text, [], parts)] == [PartKind.TITLE, PartKind.BODY, PartKind.CAPTION]


@given(letters, st.integers(1, 30))
def test_pages_follow_each_other_without_a_gap(text: str, size: int) -> None:
    cuts = pages(text, size)
    assert "".join(text[start:end] for start, end in cuts) == text
    assert all(end - start <= size for start, end in cuts)
    assert all(cuts[page_of(cuts, at) - 1][0] <= at < cuts[page_of(cuts, at) - 1][1] for at in range(len(text)))


def test_pages_are_cut_between_paragraphs() -> None:
    text = "aaaa bbbb\n\ncccc dddd\n\neeee"
    assert [text[start:end] for start, end in pages(text, 14)] == ["aaaa bbbb\n\n", "cccc dddd\n\n", "eeee"]
