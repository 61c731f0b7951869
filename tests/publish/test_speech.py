"""Numbers, days and counted nouns are said as each language says them."""

from __future__ import annotations

from datetime import date

import pytest

from knell.model import Count, Event, Interval, Outcome, Place, Range, SourceType, Wording
from knell.publish.speech import speech

EN, RU, AZ = map(speech, ("en", "ru", "az"))


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0 событий"),
        (1, "1 событие"),
        (2, "2 события"),
        (4, "4 события"),
        (5, "5 событий"),
        (11, "11 событий"),
        (12, "12 событий"),
        (14, "14 событий"),
        (21, "21 событие"),
        (22, "22 события"),
        (111, "111 событий"),
        (1001, "1\u00a0001 событие"),
    ],
)
def test_russian_nouns_follow_their_numbers(number: int, said: str) -> None:
    assert RU.n("events", number) == said


def test_english_and_azerbaijani_nouns_follow_their_numbers() -> None:
    assert [EN.n("events", number) for number in (0, 1, 2, 1234)] == ["0 events", "1 event", "2 events", "1,234 events"]
    assert [AZ.n("events", number) for number in (1, 5, 1234)] == ["1 hadisə", "5 hadisə", "1\u00a0234 hadisə"]


@pytest.mark.parametrize(
    ("start", "end", "en", "ru", "az"),
    [
        (date(1988, 3, 7), date(1988, 3, 7), "7 March 1988", "7 марта 1988 года", "7 mart 1988"),
        (date(1988, 3, 7), date(1988, 3, 9), "7–9 March 1988", "7–9 марта 1988 года", "7–9 mart 1988"),
        (date(1988, 3, 1), date(1988, 3, 31), "March 1988", "март 1988 года", "mart 1988"),
        (date(1988, 1, 1), date(1988, 12, 31), "1988", "1988 год", "1988"),
        (
            date(1988, 3, 30),
            date(1988, 4, 2),
            "30 March – 2 April 1988",
            "30 марта – 2 апреля 1988 года",
            "30 mart – 2 aprel 1988",
        ),
        (
            date(1988, 12, 30),
            date(1989, 1, 2),
            "30 December 1988 – 2 January 1989",
            "30 декабря 1988 года – 2 января 1989 года",
            "30 dekabr 1988 – 2 yanvar 1989",
        ),
    ],
)
def test_days(start: date, end: date, en: str, ru: str, az: str) -> None:
    interval = Interval(start, end, 1)
    assert (EN.days(interval), RU.days(interval), AZ.days(interval)) == (en, ru, az)


def test_what_is_open_stays_open() -> None:
    assert EN.range(Range(12, None, None)) == "at least 12"
    assert RU.range(Range(None, None, 1200)) == "не более 1\u00a0200"
    assert AZ.range(Range(3, None, 7)) == "3–7"
    assert EN.range(Range(4, 4, 4)) == "4"
    assert EN.range(Range(None, None, None)) == "no number"
    assert EN.best(Range(4, 4, 4)) == ""
    assert EN.best(Range(4, 5, 9)) == "best estimate 5"


def test_claims_are_said_as_their_words_bound_them() -> None:
    assert EN.count(Count(40, None, Wording.MORE_THAN)) == "more than 40"
    assert RU.count(Count(40, 40, Wording.ABOUT)) == "около 40"
    assert EN.count(Count(0, 0, Wording.EXACT), negated=True) == "nobody (0)"
    assert EN.count(Count(None, None, Wording.VAGUE)) == "no number"


def test_countries_are_called_by_the_reader_s_names() -> None:
    place = Place("Osh", "KG", None, 40.5, 72.8, None, 1)
    assert (EN.place(place), RU.place(place), AZ.place(place)) == (
        "Osh, Kyrgyzstan",
        "Osh, Киргизия",
        "Osh, Qırğızıstan",
    )
    assert RU.place(Place("Kyrgyzstan", "KG", None, 41.0, 75.0, None, 6)) == "Киргизия"
    assert RU.event(Event("k")) == "Событие без названия"


def test_codes_and_reasons_have_words() -> None:
    assert AZ.outcome(Outcome.MISSING) == "İtkin düşənlər"
    assert RU.kind(SourceType.HOSPITAL) == "больница"
    assert RU.reason("says the same again") == "повторяет то же самое"
    assert EN.reason("given up: the same source gave 12 on 2003-04-05") == (
        "given up: the same source gave 12 on 5 April 2003"
    )
    assert EN.reason("a reason that nobody has words for") is None
