"""Parts: numbers that lean on another claim of their sentence."""

from __future__ import annotations

from datetime import date

import pytest

from knell.claims import find
from knell.model import Report, Role
from tests.claims.reading import found_in


def leaning(text: str) -> list[tuple[str, int | None]]:
    """The link and low of each claim, in order."""
    return [(f.candidate.kind, f.candidate.group.count.low) for f in found_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Twenty-three people were killed, including four nurses.",
        "Twenty-three people were killed, among them four nurses.",
        "Twenty-three people, including four nurses, were killed.",
        "Twenty-three people were killed, four of them nurses.",
        "Twenty-three people were killed, of whom four were nurses.",
    ],
)
def test_words_of_inclusion_make_a_part(text: str) -> None:
    found = found_in(text)
    assert sorted(f.candidate.group.count.low or 0 for f in found) == [4, 23]
    (part,) = (f for f in found if f.candidate.kind == "part")
    (whole,) = (f for f in found if f.candidate.kind != "part")
    assert part.candidate.group.count.low == 4
    assert part.candidate.predication.outcome is whole.candidate.predication.outcome


def test_a_part_needs_a_claim_to_be_part_of() -> None:
    assert leaning("The town has 23 schools, including four for nurses.") == []


@pytest.mark.parametrize(
    ("text", "whole", "parts"),
    [
        ("Seven hikers, including a guide and a teacher, died in the storm.", 7, [1, 1]),
        ("Nine monks, among them an abbot and his driver, were shot dead.", 9, [1, 1]),
        ("Six workers, including a welder, two cooks and a clerk, were killed.", 6, [1, 2, 1]),
        ("Six workers, including a welder, two cooks, and a clerk, were killed.", 6, [1, 2, 1]),
        ("Three people including an elderly baker were killed.", 3, [1]),
        ("Six people including a nun and two priests were killed.", 6, [1, 2]),
        ("Three people including one old man known as Mallam Audu were killed, the mayor said.", 3, [1]),
        ("Police said 12 people, including the driver and a girl, were dead.", 12, [1, 1]),
    ],
)
def test_those_an_inclusion_lists_are_not_added_to_the_whole(text: str, whole: int, parts: list[int]) -> None:
    found = found_in(text)
    assert [f.candidate.group.count.low for f in found if f.candidate.kind == "part"] == parts
    assert [f.candidate.group.count.low for f in found if f.candidate.kind != "part"] == [whole]


def test_a_comma_closes_an_inclusion_of_one() -> None:
    found = found_in("Six officers, among them a captain, and two bystanders were killed.")
    assert sorted((f.candidate.group.count.low or 0, f.candidate.kind) for f in found) == [
        (1, "part"),
        (2, "subject"),
        (6, "subject"),
    ]


def test_a_list_of_parts_goes_on() -> None:
    found = leaning("Thirty people were killed, including nine nurses and six guards.")
    assert found == [("subject", 30), ("part", 9), ("part", 6)]


def test_a_number_without_a_verb_takes_that_before_it() -> None:
    assert [low for _, low in leaning("The storm killed 36 people in Lurin and 11 in Palmar.")] == [36, 11]
    assert leaning("Eight died in the hospital, five at the market.")[1] == ("gap", 5)


def test_a_part_of_the_wounded_is_wounded() -> None:
    found = found_in("Ninety were injured, including 14 children.")
    assert [f.candidate.predication.outcome.value for f in found] == ["injured", "injured"]


def test_a_number_of_things_is_no_part() -> None:
    assert leaning("Thirty people were killed, including nine houses.") == [("subject", 30)]


@pytest.mark.parametrize(
    ("language", "text", "roles"),
    [
        ("tr", "Fabrikadaki patlamada 61 kişi öldü. Patlamada 4 asker öldü.", [Role.TOTAL, Role.PART]),
        ("ru", "При взрыве на заводе погиб 61 человек. При взрыве погибли четверо солдат.", [Role.TOTAL, Role.PART]),
        ("az", "Zavoddakı partlayışda 61 nəfər ölüb. Partlayışda 4 əsgər ölüb.", [Role.TOTAL, Role.PART]),
        ("tr", "Fabrikadaki patlamada 61 kişi öldü. Mersin'de bir patlamada 4 asker öldü.", [Role.TOTAL, Role.TOTAL]),
    ],
)
def test_a_deed_named_again_without_an_article_is_the_same(language: str, text: str, roles: list[Role]) -> None:
    found = find(Report("r", text, language=language, published=date(2003, 4, 8)))
    assert [one.role for one in found] == roles
