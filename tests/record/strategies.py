"""Extractions of every shape a reader may hand over, hostile text included."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

from hypothesis import strategies as st

from knell.model import (
    Capture,
    Cited,
    Claim,
    Commemoration,
    Count,
    DateSignal,
    Event,
    Extraction,
    Finding,
    Interval,
    Outcome,
    Part,
    PartKind,
    Perpetrator,
    Place,
    Problem,
    Range,
    Report,
    Role,
    SourceType,
    Victims,
    Wording,
)

# All of Unicode, with what stores choke on made likely: NUL, lone surrogates, the escape sign itself, astral letters.
texts = st.text(
    st.one_of(st.characters(), st.sampled_from("\x00\ud800\udfff\\u0\n\r\u2028\x1b'\"%_[]😀ə")), max_size=20
)
names = st.one_of(st.none(), texts)
counts = st.integers(0, 2**63 - 1)


@st.composite
def spans(draw: st.DrawFn) -> tuple[int, int]:
    start, end = sorted((draw(st.integers(0, 10_000)), draw(st.integers(0, 10_000))))
    return start, end


@st.composite
def bounds(draw: st.DrawFn) -> tuple[int | None, int | None]:
    low, high = sorted((draw(counts), draw(counts)))
    return draw(st.sampled_from([(low, high), (None, high), (low, None), (low, low), (None, None)]))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    start, end = sorted((draw(st.dates()), draw(st.dates())))
    return Interval(start, end, draw(st.integers(1, 5)))


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    low, best, high = sorted(draw(st.tuples(counts, counts, counts)))
    keep = draw(st.tuples(st.booleans(), st.booleans(), st.booleans()))
    return Range(*(value if kept else None for value, kept in zip((low, best, high), keep, strict=True)))


places = st.builds(
    Place,
    name=texts,
    country=names,
    admin1=names,
    lat=st.one_of(st.none(), st.floats(-90, 90)),
    lon=st.one_of(st.none(), st.floats(-180, 180)),
    geonames_id=st.one_of(st.none(), st.integers(1, 2**40)),
    precision=st.integers(1, 7),
)


@st.composite
def claims(draw: st.DrawFn, ident: str, keys: list[str]) -> Claim:
    start, end = draw(spans())
    low, high = draw(bounds())
    cited = None
    if draw(st.booleans()):
        cited = Cited(draw(texts), *draw(spans()), draw(st.one_of(st.none(), st.sampled_from(SourceType))))
    return Claim(
        id=ident,
        start=start,
        end=end,
        quote=draw(texts),
        outcome=draw(st.sampled_from(Outcome)),
        count=Count(low, high, draw(st.sampled_from(Wording))),
        victims=Victims(draw(texts), draw(names), tuple(draw(st.lists(texts, max_size=3)))),
        role=draw(st.sampled_from(Role)),
        event=draw(st.sampled_from(keys)),
        severity=draw(names),
        cited=cited,
        perpetrator=Perpetrator(draw(texts), *draw(spans())) if draw(st.booleans()) else None,
        negated=draw(st.booleans()),
        held=draw(st.booleans()),
        confidence=draw(st.floats(0, 1)),
        because=tuple(draw(st.lists(texts, max_size=3))),
    )


@st.composite
def findings(draw: st.DrawFn, keys: list[str | None]) -> Finding:
    return Finding(
        *draw(spans()),
        quote=draw(texts),
        finder=draw(texts),
        responsible=draw(texts),
        interval=draw(st.one_of(st.none(), intervals())),
        punished=draw(st.sampled_from([True, False, None])),
        event=draw(st.sampled_from(keys)),
    )


@st.composite
def commemorations(draw: st.DrawFn, keys: list[str | None]) -> Commemoration:
    return Commemoration(
        *draw(spans()),
        quote=draw(texts),
        month=draw(st.integers(1, 12)),
        day=draw(st.integers(1, 31)),
        kind=draw(texts),
        event=draw(st.sampled_from(keys)),
    )


signals = st.builds(DateSignal, origin=texts, words=texts, day=st.one_of(st.none(), st.dates()), updated=st.booleans())
moments = st.datetimes(timezones=st.just(UTC))
captures = st.builds(
    Capture,
    url=names,
    at=st.one_of(st.none(), moments),
    headers=st.lists(st.tuples(texts, texts), max_size=3).map(tuple),
    final=names,
    source=names,
)
problems = st.builds(Problem, code=texts, message=texts)


@st.composite
def sealed(draw: st.DrawFn, ident: str | None = None) -> tuple[Extraction, bytes]:
    """An extraction and the bytes it was archived from, with the hash that belongs to them."""
    raw = draw(st.binary(max_size=30))
    name = ident if ident is not None else draw(texts)
    text = draw(texts)
    length = st.integers(0, len(text))
    report = Report(
        id=name,
        text=text,
        title=draw(names),
        published=draw(st.one_of(st.none(), st.dates())),
        language=draw(names),
        outlet=draw(names),
        url=draw(names),
        sha256=hashlib.sha256(raw).hexdigest(),
        parts=tuple(
            Part(draw(st.sampled_from(PartKind)), *sorted((draw(length), draw(length))))
            for _ in range(draw(st.integers(0, 2)))
        ),
        problems=tuple(draw(st.lists(problems, max_size=2))),
        updated=draw(st.one_of(st.none(), st.dates())),
        dates=tuple(draw(st.lists(signals, max_size=3))),
        extractor=draw(texts),
        capture=draw(st.one_of(st.none(), captures)),
    )
    keys = draw(st.lists(texts, min_size=1, max_size=3, unique=True))
    events = tuple(
        Event(
            key=key,
            name=draw(names),
            interval=draw(st.one_of(st.none(), intervals())),
            place=draw(st.one_of(st.none(), places)),
            figures=draw(st.dictionaries(st.sampled_from(Outcome), ranges(), max_size=3)),
        )
        for key in keys
    )
    maybe: list[str | None] = [None, *keys]
    extraction = Extraction(
        report=report,
        claims=tuple(draw(claims(f"{name}-{n}", keys)) for n in range(draw(st.integers(0, 3)))),
        events=events,
        findings=tuple(draw(st.lists(findings(maybe), max_size=2))),
        commemorations=tuple(draw(st.lists(commemorations(maybe), max_size=2))),
        problems=tuple(draw(st.lists(problems, max_size=2))),
        retrospective=draw(st.booleans()),
    )
    return extraction, raw


def example(
    ident: str = "r1", raw: bytes = b"raw", published: date | None = date(2024, 1, 20), low: int = 150
) -> tuple[Extraction, bytes]:
    """One plain extraction with something in every field."""
    text = "On 20 January 1990, 150 people were killed in Baku, official data say."
    claim = Claim(
        id=f"{ident}-claim",
        start=20,
        end=41,
        quote="150 people were killed",
        outcome=Outcome.KILLED,
        count=Count(low, low, Wording.EXACT),
        victims=Victims("150 people", "civilian", ("adults",)),
        role=Role.TOTAL,
        event="e1",
        severity=None,
        cited=Cited("official data", 52, 65, SourceType.UNSPECIFIED_OFFICIAL),
        perpetrator=Perpetrator("Soviet units", 0, 2),
        confidence=0.9,
        because=("passive", "killed"),
    )
    event = Event(
        key="e1",
        name="Black January",
        interval=Interval(date(1990, 1, 20), date(1990, 1, 20), 1),
        place=Place("Baku", "Azerbaijan", None, 40.38, 49.89, 587084, 1),
        figures={Outcome.INJURED: Range(None, 744, None), Outcome.KILLED: Range(low, low, low)},
    )
    report = Report(
        id=ident,
        text=text,
        title="A night",
        published=published,
        language="en",
        outlet="outlet",
        url="https://example.org/1",
        sha256=hashlib.sha256(raw).hexdigest(),
        parts=(Part(PartKind.BODY, 0, len(text)),),
        problems=(Problem("encoding", "two bytes could not be read"),),
        updated=date(2024, 1, 21),
        dates=(DateSignal("meta", "20 January 2024", date(2024, 1, 20)), DateSignal("url", "2024", None)),
        extractor="plain 1",
        capture=Capture(
            "https://example.org/1",
            datetime(2024, 1, 22, 9, 30, 5, 123456, tzinfo=UTC),
            (("Content-Type", "text/plain"), ("X", "1"), ("X", "2")),
            "https://example.org/one",
            "pages.warc.gz, record 3",
        ),
    )
    finding = Finding(0, 5, "a finding", "a court", "the army", Interval(date(1994, 1, 1), date(1994, 1, 31), 4), False)
    day = Commemoration(0, 5, "a day", 1, 20, "day of mourning", "e1")
    return Extraction(
        report, (claim,), (event,), (finding,), (day,), (Problem("vague", "something"),), retrospective=True
    ), raw
