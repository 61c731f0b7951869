"""The claims about an event, brought together as a person reads them: figure, who says so, in how many reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knell.events import Repeat
from knell.figures import Statement
from knell.model import Claim, Count, Outcome, Role, Wording


class Standing(StrEnum):
    """What a figure is to its event; they are never shown in one list."""

    TOTALS = "totals"
    PARTS = "sub-totals and additions"
    EARLIER = "figures since revised"
    OTHER = "other figures"


_STANDINGS = {
    Role.TOTAL: Standing.TOTALS,
    Role.PART: Standing.PARTS,
    Role.ADDITIONAL: Standing.PARTS,
    Role.REVISED_FROM: Standing.EARLIER,
    Role.OTHER: Standing.OTHER,
}
OWN_VOICE = "own voice"


@dataclass(frozen=True, slots=True)
class Words:
    """One way the figure is put, and the reports that put it so: (report id, claim id)."""

    quote: str
    told_by: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure by one origin.

    ``reports`` and ``sources`` (keys of source groups) are sorted; ``first`` and ``last`` are days of publication.
    ``repeats`` are those of its claims that stand in words copied from an earlier report.
    """

    outcome: Outcome
    standing: Standing
    count: Count
    negated: bool
    victims: str | None
    cited: str | None
    type: str | None
    reports: tuple[str, ...]
    sources: tuple[str, ...]
    first: date | None
    last: date | None
    words: tuple[Words, ...]
    repeats: tuple[Repeat, ...] = ()

    @property
    def copies(self) -> int:
        """How many of its reports copy it, as it is or changed."""
        return len({repeat.later for repeat in self.repeats})

    @property
    def figure(self) -> str:
        """The number with its bounds, as it is written here."""
        return _figure(self.count, self.negated)


def figure_rows(statements: Iterable[Statement], repeats: Mapping[str, Repeat] | None = None) -> list[FigureRow]:
    """Rows by outcome, then totals before parts, then the best supported first; ``repeats`` by the claim's id."""
    gathered: dict[tuple[object, ...], list[Statement]] = {}
    for statement in statements:
        gathered.setdefault(_kind(statement), []).append(statement)
    outcomes, standings = list(Outcome), list(Standing)
    return sorted(
        (_row(group, repeats or {}) for group in gathered.values()),
        key=lambda row: (
            outcomes.index(row.outcome),
            standings.index(row.standing),
            -len(row.sources),
            -len(row.reports),
            -(row.count.low or row.count.high or 0),
            row.figure,
            row.cited or "",
            row.victims or "",
        ),
    )


def written(count: Count) -> str:
    """A number as its words bound it: ``≥ 40``, ``about 50``, ``131–137``; "several" is ``vague, ≥ 3``."""
    low, high = count.low, count.high
    if low is None and high is None:
        return "number unknown"
    if low is None:
        return f"{'<' if count.wording is Wording.FEWER_THAN else '≤'} {high:,}"
    if high is None:
        sign = ">" if count.wording is Wording.MORE_THAN else "≥"
        return f"{'vague, ' if count.wording is Wording.VAGUE else ''}{sign} {low:,}"
    number = f"{low:,}" if low == high else f"{low:,}–{high:,}"
    return {Wording.ABOUT: f"about {number}", Wording.VAGUE: f"vague, {number}"}.get(count.wording, number)


def _kind(statement: Statement) -> tuple[object, ...]:
    claim = statement.claim
    standing = _STANDINGS[claim.role]
    return (
        claim.outcome,
        standing,
        claim.count,
        claim.negated,
        # Totals by one origin belong together however the victims are named; of parts, who they are is the point.
        None if standing is Standing.TOTALS else _folded(claim.victims.text),
        None if claim.cited is None else (claim.cited.type, _folded(claim.cited.text)),
    )


def _row(group: list[Statement], repeats: Mapping[str, Repeat]) -> FigureRow:
    claim = group[0].claim
    standing = _STANDINGS[claim.role]
    words: dict[str, list[Statement]] = {}
    for statement in group:
        words.setdefault(_folded(statement.claim.quote), []).append(statement)
    days = [statement.published for statement in group if statement.published is not None]
    return FigureRow(
        outcome=claim.outcome,
        standing=standing,
        count=claim.count,
        negated=claim.negated,
        victims=None if standing is Standing.TOTALS else claim.victims.text,
        cited=None if claim.cited is None else claim.cited.text,
        type=None if claim.cited is None or claim.cited.type is None else claim.cited.type.value,
        reports=tuple(sorted({statement.report for statement in group})),
        sources=tuple(sorted({statement.group for statement in group})),
        first=min(days, default=None),
        last=max(days, default=None),
        words=tuple(
            Words(alike[0].claim.quote, tuple((one.report, one.claim.id) for one in alike)) for alike in words.values()
        ),
        repeats=tuple(repeats[statement.claim.id] for statement in group if statement.claim.id in repeats),
    )


def figure_of(claim: Claim) -> str:
    """The number of a claim with its bounds, as it is written here."""
    return _figure(claim.count, claim.negated)


def _figure(count: Count, negated: bool) -> str:
    return "nobody (0)" if negated and count.high == 0 else written(count)


def standing_of(role: Role) -> Standing:
    """What a figure of this role is to its event."""
    return _STANDINGS[role]


def kind_of(kind: str | None) -> str:
    """The type of a source, to stand behind its name."""
    return f" ({kind.replace('_', ' ')})" if kind else ""


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
