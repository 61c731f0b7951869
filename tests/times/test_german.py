"""Times in German: ordinals with a point, nights between two days, compounds with a weekday, anniversaries."""

from __future__ import annotations

from datetime import date

import pytest

from knell.times import find

PUBLISHED = date(2021, 3, 17)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Die Brücke stürzte am 5. Mai 1987 ein.", "1987-05-05", "1987-05-05"),
        ("Das geschah in der Nacht vom 3. auf den 4. April 1996.", "1996-04-03", "1996-04-04"),
        ("Zwischen dem 3. und dem 9. April 1996 wurde gekämpft.", "1996-04-03", "1996-04-09"),
        ("Der Prozess begann im April 2003.", "2003-04-01", "2003-04-30"),
        ("Das Werk brannte im Jahr 1974.", "1974-01-01", "1974-12-31"),
        ("Der Kessel explodierte am Dienstagabend.", "2021-03-16", "2021-03-16"),
        ("Die Fähre sank gestern Abend.", "2021-03-16", "2021-03-16"),
        ("Vor drei Tagen verschwand er.", "2021-03-14", "2021-03-14"),
        ("Der Eintrag vom 09.11.2018 blieb erhalten.", "2018-11-09", "2018-11-09"),
        ("Es ist der 34. Jahrestag des Unglücks.", "1987-01-01", "1987-12-31"),
    ],
)
def test_a_german_time_has_its_days(text: str, start: str, end: str) -> None:
    (mention,) = find(text, language="de", published=PUBLISHED)
    assert mention.interval is not None
    assert (mention.interval.start.isoformat(), mention.interval.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    "text", ["Er ist 36 Jahre alt.", "Ein 25-jähriger Fahrer.", "Das 366. Regiment.", "2.000 Gäste"]
)
def test_what_is_no_time_in_german(text: str) -> None:
    assert not find(text, language="de", published=PUBLISHED)
