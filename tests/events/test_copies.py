"""Copies, copied passages and what is neither."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knell.events import CopyKind, CopyPair, find_copies
from knell.events.passages import FEWEST_WORDS, Anchored, shared_passages
from knell.events.unite import Unite
from knell.model import Extraction, Part, PartKind, Report
from tests.events.makers import figure, told

WIRE = (
    "Crowds gathered on Friday at the old customs house in Orveld to remember the night of the shelling. "
    "Relatives laid wreaths at the wall where the names are cut, and ships in the bay sounded their horns at noon. "
    "According to the port commission, 131 people were killed that night and 744 were wounded, most of them dockers "
    "and their families asleep in the barracks behind the grain silo. No officer was ever tried for giving the order, "
    "and the files of the inquiry remain closed to the public to this day."
)
OTHER = (
    "The ministry of fisheries has published new quotas for the spring season. Herring boats from the northern "
    "villages may land a third more than last year, while the limit for cod stays where it was. Owners of small boats "
    "had asked for a longer season, pointing to the price of fuel and to the storms that kept them in harbour for most "
    "of the winter. A decision on nets is to follow before the end of the month, the ministry said on its website."
)


def pairs(*reports: Extraction) -> list[CopyPair]:
    return find_copies(reports)


def text(report: str, words: str, published: str | None = None, outlet: str | None = None) -> Extraction:
    return told(report, text=words, published=published, outlet=outlet)


def test_the_same_text_is_a_copy_of_the_earlier_report() -> None:
    (pair,) = pairs(text("a", WIRE, "2020-02-02"), text("b", WIRE, "2020-02-01"))
    assert (pair.earlier, pair.later, pair.kind) == ("b", "a", CopyKind.COPY)
    assert pair.jaccard == pair.containment == 1.0
    (passage,) = pair.passages
    assert (passage.earlier.start, passage.earlier.end) == (0, len(WIRE) - 1)


def test_a_copy_with_a_changed_figure_is_a_copy_and_a_changed_figure() -> None:
    (pair,) = pairs(text("a", WIRE), text("b", WIRE.replace("131", "137")))
    assert pair.kind is CopyKind.COPY
    assert pair.changed == (("131", "137"),)


def test_a_wire_text_with_other_words_around_it_is_a_copy() -> None:
    longer = "ORVELD, 2 February. " + WIRE + " Subscribe to our letter for news from the coast. All rights reserved."
    (pair,) = pairs(text("a", WIRE), text("b", longer))
    assert pair.kind is CopyKind.COPY


def test_a_passage_in_a_text_of_its_own_is_a_partial_copy() -> None:
    passage = WIRE[WIRE.index("According") : WIRE.index("No officer")]
    body = OTHER + " " + passage + OTHER.swapcase()[:0]
    (pair,) = pairs(text("a", WIRE, "2020-01-01"), text("b", body, "2020-01-02"))
    assert pair.kind is CopyKind.PARTIAL
    (shared,) = pair.passages
    assert "131 people were killed" in WIRE[shared.earlier.start : shared.earlier.end]
    assert "131 people were killed" in body[shared.later.start : shared.later.end]


def test_a_reworded_passage_still_shows() -> None:
    reworded = OTHER + (
        " Relatives laid flowers at the wall where the names are cut, and ships in the bay sounded horns at noon. "
        "The port commission says 137 people were killed that night and 744 were hurt, most of them dockers."
    )
    (pair,) = pairs(text("a", WIRE), text("b", reworded))
    assert pair.kind is CopyKind.PARTIAL
    assert ("131", "137") in pair.changed


def test_one_shared_sentence_is_no_copy() -> None:
    assert pairs(text("a", WIRE), text("b", OTHER + " On Friday crowds gathered at the old customs house.")) == []


def test_texts_without_a_word_are_no_copies() -> None:
    assert pairs(text("a", ""), text("b", ""), text("c", "—"), text("d", "—")) == []


def test_short_texts_are_copies_only_when_all_words_are_the_same() -> None:
    line = "Two men were shot dead in Mirsk on Monday."
    (pair,) = pairs(text("a", line), text("b", line.upper()))
    assert pair.kind is CopyKind.COPY
    assert pairs(text("a", line), text("b", line.replace("Two", "Three"))) == []


def test_other_alphabets_are_compared_alike() -> None:
    words = "В ночь на субботу войска вошли в город и стреляли по жителям на улицах и во дворах домов у порта. " * 2
    (pair,) = pairs(text("a", words + "Погибли 131 человек."), text("b", words + "Погибли 137 человек."))
    assert pair.kind is CopyKind.COPY


CHROME = "\n".join(
    [
        "Home News Weather Sport Culture Letters Archive Contact",
        "Read more about the coast, the harbour towns and their people in our weekly letter, free for all who ask",
        "Reprinting is allowed only with a link to the source, and photographs only with the consent of the author",
    ]
)


def test_page_chrome_makes_no_copies() -> None:
    stories = [WIRE, OTHER, " ".join(f"berth{n} crane{n}" for n in range(40)), " ".join(f"cod{n}" for n in range(70))]
    pages = [text(f"p{n}", f"{story[:200]}\n{CHROME}", outlet="Post") for n, story in enumerate(stories)]
    assert pairs(*pages) == []


def test_a_line_that_holds_a_claim_is_never_chrome() -> None:
    recap = WIRE[WIRE.index("According") : WIRE.index(" No officer")]
    stories = [OTHER, " ".join(f"berth{n} crane{n}" for n in range(40)), " ".join(f"cod{n}" for n in range(70))]
    pages = []
    for number, story in enumerate(stories):
        body = f"{story}\n{recap}"
        at = body.index("131")
        pages.append(told(f"p{number}", figure(131, start=at, end=at + 3), text=body, outlet="Post"))
    assert {pair.kind for pair in pairs(*pages)} == {CopyKind.PARTIAL}
    assert len(pairs(*pages)) == 3


def test_captions_are_not_compared() -> None:
    def page(report: str, body: str) -> Extraction:
        whole = body + "\n" + WIRE
        parts = (Part(PartKind.BODY, 0, len(body)), Part(PartKind.CAPTION, len(body) + 1, len(whole)))
        return Extraction(Report(report, whole, parts=parts))

    assert pairs(page("a", OTHER), page("b", OTHER[::-1])) == []


def test_many_copies_hang_together() -> None:
    reports = [text(f"r{n:03}", WIRE + f" Desk {n}.") for n in range(60)]
    joined = Unite()
    for pair in pairs(*reports):
        joined.join(pair.earlier, pair.later)
    assert len(joined.sets(one.report.id for one in reports)) == 1


def test_the_order_of_reports_does_not_matter() -> None:
    reports = [text("a", WIRE), text("b", WIRE.replace("131", "137"), "2020-01-01"), text("c", OTHER)]
    assert pairs(*reports) == pairs(*reversed(reports))


def test_a_huge_text_is_compared_up_to_a_limit() -> None:
    (pair,) = pairs(text("a", WIRE + " tail" * 200_000), text("b", WIRE + " tail" * 200_000))
    assert pair.kind is CopyKind.COPY


WORDS = st.lists(st.sampled_from([f"w{n}" for n in range(40)] + ["131", "137", "12"]), max_size=80)


@given(WORDS, WORDS)
def test_shared_passages_hold_the_same_words_in_the_same_order(first: list[str], second: list[str]) -> None:
    for aligned in shared_passages(Anchored.of(first), Anchored.of(second)):
        assert len(aligned.pairs) >= FEWEST_WORDS
        assert all(first[a] == second[b] for a, b in aligned.pairs)
        assert all(a < c and b < d for (a, b), (c, d) in zip(aligned.pairs, aligned.pairs[1:], strict=False))
