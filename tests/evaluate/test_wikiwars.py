from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knell.evaluate import wikiwars
from knell.evaluate.gold import BadGold
from knell.evaluate.measures import Share, Tally
from knell.evaluate.wikiwars import History, Mention
from knell.model import Interval

KEY = (
    'It began in <TIMEX2 val="1931-05">May 1931</TIMEX2>, lasted <TIMEX2 val="P2Y">two years</TIMEX2> and from '
    '<TIMEX2 val="1932">1932</TIMEX2> to <TIMEX2 val="1933">1933</TIMEX2> '
    '<TIMEX2 val="1933-07-02">the day after <TIMEX2 val="1933-07-01">1 July</TIMEX2></TIMEX2> '
    '<TIMEX2 val="1933-07" set="YES">every July</TIMEX2> it spread.'
)
PLAIN = "It began in May 1931, lasted two years and from 1932 to 1933 the day after 1 July every July it spread."


def write(folder: Path, plain: str = PLAIN) -> Path:
    for name, text in (("in/01_Small.sgm", plain), ("keyinline/01_Small.key.xml", KEY)):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"<DOC>\n<DATETIME> 2009-12-19T17:00:00 </DATETIME>\n<TEXT>\n{text}\n</TEXT>\n</DOC>", encoding="utf-8"
        )
    return folder


@pytest.fixture
def history(tmp_path: Path) -> History:
    (only,) = wikiwars.read_wikiwars(write(tmp_path))
    return only


def mention(history: History, words: str, start: str | None = None, end: str | None = None) -> Mention:
    at = history.text.index(words)
    interval = Interval(date.fromisoformat(start), date.fromisoformat(end or start), 1) if start else None
    return Mention(at, at + len(words), interval)


def test_reading_keeps_offsets_nesting_and_the_date(history: History) -> None:
    assert history.created == date(2009, 12, 19)
    words = [history.text[t.start : t.end] for t in history.times]
    assert words == ["May 1931", "two years", "1932", "1933", "the day after 1 July", "1 July", "every July"]
    assert [t.value is not None for t in history.times] == [True, False, True, True, True, True, False]


def test_annotations_of_another_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadGold, match="another text"):
        wikiwars.read_wikiwars(write(tmp_path, PLAIN.replace("May", "June")))


def scored(history: History, *mentions: Mention) -> Tally:
    measure = wikiwars.measures([wikiwars.mark(history, mentions)])["value"]
    assert isinstance(measure, Tally)
    return measure


def test_a_value_is_found_whatever_the_span(history: History) -> None:
    wide = mention(history, "in May 1931", "1931-05-01", "1931-05-31")
    found = wikiwars.measures([wikiwars.mark(history, [wide])])
    assert found["value"] == Tally(1, 5, 1, 1)
    assert found["value and span"] == Tally(0, 5, 0, 1)
    assert found["shares a day"] == Share(1, 5)


def test_a_wrong_value_costs_both_sides_and_an_unresolved_one_only_recall(history: History) -> None:
    assert scored(history, mention(history, "May 1931", "1931-05-01")) == Tally(0, 5, 0, 1)
    assert scored(history, mention(history, "May 1931")) == Tally(0, 5, 0, 0)


def test_predictions_over_durations_and_sets_are_not_judged(history: History) -> None:
    assert scored(history, mention(history, "two years", "1931-01-01", "1932-12-31")) == Tally(0, 5, 0, 0)
    assert scored(history, mention(history, "it spread", "1931-01-01")) == Tally(0, 5, 0, 1)


def test_a_stretch_over_two_annotations_finds_both(history: History) -> None:
    assert scored(history, mention(history, "1932 to 1933", "1932-01-01", "1933-12-31")) == Tally(2, 5, 1, 1)
    assert scored(history, mention(history, "1932 to 1933", "1932-01-01", "1934-12-31")) == Tally(0, 5, 0, 1)
