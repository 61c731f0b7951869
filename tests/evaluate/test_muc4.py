from __future__ import annotations

from pathlib import Path

import pytest

from knell.evaluate import muc4
from knell.evaluate.measures import Share
from knell.evaluate.muc4 import Coded, MucText
from knell.evaluate.predicted import Predicted
from knell.model import Claim, Count, Outcome, Report, Role, Victims, Wording
from tests.evaluate.samples import write_rows

TEXT = "TWO MINERS, PEDRO ALBA AND LUIS COTO, WERE SHOT DEAD. THREE SOLDIERS AND SOME PASSERSBY WERE HURT."


def said(
    quote: str, low: int | None, high: int | None = -1, outcome: Outcome = Outcome.KILLED, **more: object
) -> Claim:
    start = TEXT.index(quote)
    wording = more.pop("wording", Wording.EXACT)
    return Claim(
        id=quote,
        start=start,
        end=start + len(quote),
        quote=quote,
        outcome=outcome,
        count=Count(low, low if high == -1 else high, wording),  # type: ignore[arg-type]
        victims=Victims(""),
        role=Role.TOTAL,
        event="e1",
        **more,  # type: ignore[arg-type]
    )


def coded(number: str, *victims: str, outcome: Outcome = Outcome.KILLED, optional: bool = False) -> Coded:
    return Coded(outcome, number, victims, optional)


def marked(items: list[Coded], *claims: Claim) -> muc4.MucMarked:
    return muc4.mark(MucText(Report("m1", TEXT), tuple(items)), Predicted("m1", claims))


@pytest.mark.parametrize(
    ("number", "low", "high", "fits"),
    [
        ("6", 6, 6, True),
        ("6", 7, 7, False),
        ("6", 6, None, True),
        ("30-", 30, None, True),
        ("30-", 31, 31, False),
        ("-15", None, 15, True),
        ("~200", 200, 200, True),
        ("5-10", 5, 10, True),
        ("5-10", 5, 5, False),
        ("350 / 400-", 400, None, True),
        ("PLURAL", 2, 2, True),
        ("PLURAL", 1, 1, False),
        ("PLURAL / - 15", 4, 4, True),
        ("-", 1, 1, True),
        ("", 9, 9, True),
    ],
)
def test_numbers_in_the_notation_of_muc4(number: str, low: int | None, high: int | None, fits: bool) -> None:
    assert muc4.fits(coded(number), said("TWO MINERS", low, high)) is fits


def test_recall_is_one_to_one() -> None:
    twice = [coded("2", "MINERS"), coded("2", "GUARDS")]
    assert muc4.recall([marked(twice, said("TWO MINERS", 2))]) == Share(1, 2)


def test_one_figure_covers_the_persons_it_names() -> None:
    apart = [coded("1", "PEDRO ALBA"), coded("1", "LUIS COTO")]
    whole = said("TWO MINERS, PEDRO ALBA AND LUIS COTO, WERE SHOT DEAD", 2)
    one = marked(apart, whole)
    assert muc4.recall([one]) == Share(2, 2)
    assert muc4.precision([one]) == Share(1, 1)
    assert muc4.recall([marked(apart, said("TWO MINERS", 2))]) == Share(0, 2)


def test_optional_items_need_not_be_found_but_make_figures_right() -> None:
    one = marked([coded("2", "MINERS", optional=True)], said("TWO MINERS", 2))
    assert muc4.recall([one]) == Share(0, 0)
    assert muc4.precision([one]) == Share(1, 1)


def test_texts_without_gold_cost_no_precision() -> None:
    assert muc4.precision([marked([], said("TWO MINERS", 2))]) == Share(0, 0)


def test_the_headline_is_of_numbers_only() -> None:
    items = [
        coded("2", "MINERS"),
        coded("3", "SOLDIERS", outcome=Outcome.INJURED),
        coded("PLURAL", "PASSERSBY", outcome=Outcome.INJURED),
    ]
    found = muc4.measures([marked(items, said("TWO MINERS", 2), said("THREE SOLDIERS", 3, outcome=Outcome.INJURED))])
    assert found["numeric found"] == Share(2, 2)
    assert found["numeric injured found"] == Share(1, 1)
    assert found["others found"] == Share(0, 1)


def test_other_outcomes_and_explicit_nobodies_are_left_alone() -> None:
    nobody = said("SOME PASSERSBY", 0, negated=True)
    missing = said("THREE SOLDIERS", 3, outcome=Outcome.MISSING)
    assert muc4.precision([marked([coded("2", "MINERS")], nobody, missing)]) == Share(0, 0)


def test_reading_the_file(tmp_path: Path) -> None:
    gold = [
        {"outcome": "killed", "number": None, "victims": ["PEDRO ALBA"], "optional": False},
        {"outcome": "injured", "number": "3", "victims": [], "optional": True},
    ]
    path = write_rows(tmp_path / "muc.jsonl", {"id": "m1", "text": TEXT, "language": "en", "gold": gold})
    (text,) = muc4.read_muc4(path)
    assert text.coded == (coded("", "PEDRO ALBA"), coded("3", outcome=Outcome.INJURED, optional=True))
