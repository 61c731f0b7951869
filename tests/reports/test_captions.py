"""Captions and credits are kept out of the body; sentences that only look like them are not."""

from __future__ import annotations

import pytest

from knell.model import PartKind, Span
from knell.reports.captions import parts

BEFORE = "The governor visited the wounded and promised help to the families of those who died last week.\n\n"
AFTER = "\n\nA funeral for the dead will be held on Friday, the office of the mayor said in a statement.\n"


def captions(line: str, language: str | None = "en") -> list[str]:
    text = BEFORE + line + AFTER
    return [text[p.start : p.end].strip() for p in parts(text, language) if p.kind is PartKind.CAPTION]


@pytest.mark.parametrize(
    "line",
    [
        "Photo: AFP",
        "The old harbour of Tall. Photo: Jane Roe/AFP",
        "The old harbour of Tall. Photo by Jane Roe",
        "The old harbour of Tall Photo: AzərTAc",
        "The old harbour of Tall | Photo: AFP",
        "Mourners. © Jane Roe",
        "(Photo by Jane Roe/AFP)",
        "The old harbour (AP Photo/Jane Roe)",
        "The harbour (Xinhua/Roe Li)",
        "Image credit: Jane Roe",
        "Photo courtesy of the Red Cross",
        "Source: Reuters",
        "Source: Ministry of Defence",
        "FILE PHOTO: Rescuers at the school where 20 people died, May 5, 2020. REUTERS/Jane Roe",
        "REUTERS/Jane Roe",
        "Photograph: Jane Roe/The Herald",
        "Фото: ТАСС",
        "A long line of mourners\nin the main square. Photo: AFP",
        "Read more: 14 killed in harbour fire",
        "Advertisement",
        "Share this article",
        "SUBSCRIBE NOW!",
    ],
)
def test_a_signed_line_is_a_caption(line: str) -> None:
    assert captions(line) == [line]
    assert captions(line, None) == [line]
    assert captions("  " + line + " \r") == [line]


LONG = (
    "Residents said that the shelling began after midnight and went on for three hours, hitting the school, the "
    "clinic and the bakery, and that twelve people died in the bakery alone, seven of them of one family that had "
    "fled there from the next district in June, according to two doctors of the clinic who treated the wounded{}"
)


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        (LONG.format(" (Photo by Jane Roe/AFP) until noon."), "(Photo by Jane Roe/AFP)"),
        (LONG.format(" until noon. Photo: AFP"), "Photo: AFP"),
        ("Twelve people died in the bakery (photo: AFP), doctors said.", "(photo: AFP)"),
        ("Twelve people died in the bakery (VIDEO)", "(VIDEO)"),
        ("They fled at night. Later the men came\nback and killed 12 people. Photo: AFP", "Photo: AFP"),
    ],
)
def test_a_credit_in_a_sentence_is_all_that_is_taken(line: str, credit: str) -> None:
    assert captions(line) == [credit]


@pytest.mark.parametrize(
    "line",
    [
        "Photos from the scene showed 20 bodies lying in the street",
        "Images by the agency show 12 fresh graves",
        "Source: twelve people were killed in the blast",
        "Sources: 12 dead in blast",
        "Twelve people were killed, according to a poll of Reuters/Ipsos",
        "TALL (Reuters) - Twelve people were killed",
        "The photographer: a 30-year-old man, was killed.",
        "Police shared the photo: twelve bodies lay in a row",
        "(12 killed in video)",
        "Video footage shows 12 people being shot",
        "The dead: Jane Roe, John Roe, Max Roe",
        "He was killed while taking a photo. AFP reported 12 deaths.",
        "Watch towers were attacked, killing 12",
        "Related deaths: 12",
        "They posted a long and shaky\nvideo: 12 people were shot",
        LONG.format("."),
    ],
)
def test_a_sentence_is_body(line: str) -> None:
    assert captions(line) == []


@pytest.mark.parametrize(
    "text", ["Photo: twelve people were killed", "(photo)", "Advertisement", "Read more: 3 killed\nPhoto: AFP"]
)
def test_a_report_never_loses_all_its_words(text: str) -> None:
    assert parts(text, "en") == ()


def test_a_report_of_one_signed_line_loses_only_the_credit() -> None:
    text = "Twelve people died in Tall. Photo: AFP"
    assert [(p.kind, text[p.start : p.end]) for p in parts(text, "en")] == [
        (PartKind.BODY, "Twelve people died in Tall. "),
        (PartKind.CAPTION, "Photo: AFP"),
    ]


def test_white_space_belongs_to_the_part_before_it() -> None:
    text = " date 2024-03-05 T\n\nPhoto: AFP\n\nTwelve died.\n\nPhoto: AFP\n"
    found = parts(text, "en", Span(0, 18))
    assert [p.kind for p in found] == [PartKind.TITLE, PartKind.CAPTION, PartKind.BODY, PartKind.CAPTION]
    assert [p.start for p in found[1:]] == [p.end for p in found[:-1]]
    assert (found[0].start, found[-1].end) == (0, len(text))
