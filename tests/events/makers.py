"""Reports, claims and events made by hand for the tests of this room."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from knell.model import (
    Cited,
    Claim,
    Count,
    Event,
    Extraction,
    Interval,
    Outcome,
    Perpetrator,
    Place,
    Report,
    Role,
    SourceType,
    Victims,
    Wording,
)

KILLED, INJURED = Outcome.KILLED, Outcome.INJURED

ORVELD = Place("Orveld", "XA", "North", 40.40, 49.86, 101, 1)
MIRSK = Place("Mirsk", "XA", "South", 38.75, 48.85, 102, 1)
HARBOUR = Place("Orveld Harbour", "XA", "North", 40.42, 49.88, 103, 1)
NORTH = Place("North", "XA", "North", 40.8, 49.2, 104, 4)
COUNTRY = Place("Xandria", "XA", None, 40.0, 49.0, 105, 6)
ABROAD = Place("Tolle", "XB", "West", 10.0, 10.0, 106, 1)


def days(start: str, end: str | None = None, precision: int | None = None) -> Interval:
    first, last = date.fromisoformat(start), date.fromisoformat(end or start)
    length = (last - first).days + 1
    code = precision or next(code for code, most in enumerate((1, 6, 7, 31, 10**6), 1) if length <= most)
    return Interval(first, last, code)


def figure(
    number: int,
    outcome: Outcome = KILLED,
    *,
    cited: str | None = None,
    kind: SourceType | None = None,
    role: Role = Role.TOTAL,
    wording: Wording = Wording.EXACT,
    by: str | None = None,
    start: int = 0,
    end: int = 0,
) -> Claim:
    """A claim without id, event and place in the text yet; ``told`` gives it those."""
    return Claim(
        id="",
        start=start,
        end=end,
        quote="",
        outcome=outcome,
        count=Count(number, number if wording is Wording.EXACT else None, wording),
        victims=Victims(""),
        role=role,
        event="e1",
        cited=None if cited is None else Cited(cited, 0, 0, kind),
        perpetrator=None if by is None else Perpetrator(by, 0, 0),
    )


def told(
    report: str,
    *figures: Claim,
    when: Interval | None = None,
    where: Place | None = None,
    name: str | None = None,
    text: str = "",
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
    language: str | None = "en",
) -> Extraction:
    """A report about one event."""
    return several(
        Report(
            id=report,
            text=text,
            published=None if published is None else date.fromisoformat(published),
            outlet=f"Outlet of {report}" if outlet is None else outlet or None,
            url=url,
            language=language,
        ),
        (Event("e1", name, when, where), figures),
    )


def several(report: Report, *events: tuple[Event, tuple[Claim, ...]]) -> Extraction:
    """A report about several events."""
    claims: list[Claim] = []
    for event, figures in events:
        for one in figures:
            number = len(claims)
            start = one.start or 10 * number
            claims.append(
                Claim(
                    id=f"{report.id}-{number}",
                    start=start,
                    end=one.end or start + 5,
                    quote=one.quote,
                    outcome=one.outcome,
                    count=one.count,
                    victims=one.victims,
                    role=one.role,
                    event=event.key,
                    cited=one.cited,
                    perpetrator=one.perpetrator,
                    negated=one.negated,
                )
            )
    return Extraction(report, tuple(claims), tuple(event for event, _ in events))


_PLACES = st.sampled_from([None, ORVELD, MIRSK, HARBOUR, NORTH, COUNTRY, ABROAD])
_FIRST = date(2020, 1, 1)


@st.composite
def intervals(draw: st.DrawFn) -> Interval | None:
    start = _FIRST + timedelta(days=draw(st.integers(0, 40)))
    length = draw(st.sampled_from([None, 1, 1, 1, 2, 7, 30, 400]))
    if length is None:
        return None
    return days(start.isoformat(), (start + timedelta(days=length - 1)).isoformat())


@st.composite
def extractions(draw: st.DrawFn, most: int = 7) -> list[Extraction]:
    """A handful of reports, each of up to three events, some dated and placed well and some not."""
    found = []
    for number in range(draw(st.integers(0, most))):
        events = []
        for key in range(draw(st.integers(1, 3))):
            figures = tuple(
                figure(
                    draw(st.sampled_from([1, 4, 12, 40, 147, 150])),
                    draw(st.sampled_from([KILLED, INJURED])),
                    cited=draw(st.sampled_from([None, None, "official data", "police"])),
                )
                for _ in range(draw(st.integers(0, 3)))
            )
            name = draw(st.sampled_from([None, None, None, "Orveld Harbour Night"]))
            events.append((Event(f"e{key}", name, draw(intervals()), draw(_PLACES)), figures))
        published = draw(st.none() | st.dates(date(2020, 1, 1), date(2020, 3, 1)))
        outlet = draw(st.sampled_from([None, "Post", "Herald", "Times"]))
        found.append(several(Report(f"r{number}", "", published=published, outlet=outlet), *events))
    return found
