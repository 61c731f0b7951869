"""How far those who coded the same events without sight of each other agree, field by field."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from knell.record import Assignment, Codings, Record
from knell.review.agreement import SAMPLES, SEED, Agreement, Metric, Value, agreement
from knell.review.coding import CLAIM, EVENT, FINISHED, MISSING, holding
from knell.review.coding_fields import FIELDS, Answers, Field, comparable

# Krippendorff's own thresholds (Content Analysis, 2nd ed. 2004, p. 241): rely on a field from 0.800, draw no more than
# tentative conclusions from 0.667 to there.
RELIABLE, TENTATIVE = 0.8, 0.667


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one coder said of one field of one thing; ``month`` (2026-11) is when he handed it in."""

    field: str
    about: tuple[str, str]
    coder: str
    value: Value | None
    month: str


@dataclass(frozen=True, slots=True)
class Row:
    """Agreement about one field."""

    field: Field
    found: Agreement

    @property
    def band(self) -> str:
        """What may be built on it: reliable, tentative, weak; nothing where alpha is not defined."""
        alpha = self.found.alpha
        if alpha is None:
            return ""
        return "reliable" if alpha >= RELIABLE else "tentative" if alpha >= TENTATIVE else "weak"


@dataclass(frozen=True, slots=True)
class Part:
    """Agreement of one pair of coders, or of one month; without intervals."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Agreement in whole, by pair and by month; ``missing``: claims reported as missing, and how many by two coders."""

    assignments: int
    events: int
    coders: tuple[str, ...]
    rows: tuple[Row, ...]
    pairs: tuple[Part, ...]
    months: tuple[Part, ...]
    missing: tuple[int, int]
    samples: int = SAMPLES
    seed: int = SEED


def agreements(record: Record, hidden: Collection[str] = ()) -> Table:
    """Agreement over all finished codings and what people had decided in the record; ``hidden`` events are left out."""
    kept = Codings(record)
    done = [one for one in kept.assignments(open=False) if one.end == FINISHED and one.event not in hidden]
    said = judgements(kept, done)
    coders = sorted({one.coder for one in said})
    months = sorted({one.month for one in said}, reverse=True)
    pairs = []
    for a, b in combinations(coders, 2):
        both = {one.about for one in said if one.coder == a} & {one.about for one in said if one.coder == b}
        if both:
            pairs.append(Part(f"{a} and {b}", _rows(said, lambda one, a=a, b=b: one.coder in (a, b), samples=0)))  # type: ignore[misc]
    return Table(
        len(done),
        len({one.event for one in done}),
        tuple(coders),
        _rows(said, lambda one: True),
        tuple(pairs),
        tuple(Part(month, _rows(said, lambda one, month=month: one.month == month, samples=0)) for month in months),  # type: ignore[misc]
        _missing(kept, done),
    )


def judgements(kept: Codings, done: Collection[Assignment]) -> list[Judgement]:
    """All that was said of each field, first what people had decided in the record and then what was coded blind.

    A thing is of the month in which it was last handed in.
    """
    by_number = {one.number: one for one in done}
    found: list[tuple[tuple[str, str], str, Answers]] = []
    month: dict[tuple[str, str], str] = {}
    for one in sorted(done, key=lambda one: one.ended or one.made):
        month[EVENT, one.event] = f"{one.ended or one.made:%Y-%m}"
        if one.first is not None:
            found.append(((EVENT, one.event), one.first.by, one.first.said))
    for item in kept.items(list(by_number)):
        one = by_number[item.assignment]
        about = (CLAIM, item.claim)
        month[about] = max(month.get(about, ""), f"{one.ended or one.made:%Y-%m}")
        if item.first is not None:
            found.append((about, item.first.by, item.first.said))
    for coding in holding(kept.said(list(by_number))):
        one = by_number[coding.assignment]
        if coding.subject != MISSING:
            about = (CLAIM, coding.claim) if coding.claim is not None else (EVENT, one.event)
            found.append((about, one.coder, coding.said))
    return [
        Judgement(name, about, coder, comparable(FIELDS[name], value), month[about])
        for about, coder, answers in found
        for name, value in answers.items()
    ]


def _rows(said: Iterable[Judgement], of: Callable[[Judgement], bool], samples: int = SAMPLES) -> tuple[Row, ...]:
    units: dict[str, dict[tuple[str, str], dict[str, Value | None]]] = {name: {} for name in FIELDS}
    for one in said:
        if of(one):
            units[one.field].setdefault(one.about, {})[one.coder] = one.value
    return tuple(
        Row(
            field, _measured(tuple(tuple(sorted(unit.items())) for unit in units[name].values()), field.metric, samples)
        )
        for name, field in FIELDS.items()
    )


@lru_cache(maxsize=1024)
def _measured(units: tuple[tuple[tuple[str, Value | None], ...], ...], metric: Metric, samples: int) -> Agreement:
    return agreement((dict(unit) for unit in units), metric, samples)


def _missing(kept: Codings, done: Collection[Assignment]) -> tuple[int, int]:
    """How many claims were reported as missing, and how many of them by two coders at least.

    Two are the same when their words overlap and the same happened to people.
    """
    coder = {one.number: one.coder for one in done}
    groups: list[tuple[str, object, int, int, set[str]]] = []
    found = [one for one in holding(kept.said(list(coder))) if one.subject == MISSING]
    for one in sorted(found, key=lambda one: (one.report or "", str(one.said["outcome"]), one.start or 0)):
        report, outcome, start, end = one.report or "", one.said["outcome"], one.start or 0, one.end or 0
        if groups and groups[-1][:2] == (report, outcome) and start < groups[-1][3]:
            *_, first, last, who = groups[-1]
            groups[-1] = (report, outcome, first, max(last, end), who | {coder[one.assignment]})
        else:
            groups.append((report, outcome, start, end, {coder[one.assignment]}))
    return len(groups), sum(len(who) > 1 for *_, who in groups)
