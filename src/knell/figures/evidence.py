"""What every coding rule starts from: all reports' tolls of one event, and who stands behind each."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from knell.events import Voice, most_independent, outlet_form, outlets_and_origins
from knell.figures.given_up import given_up
from knell.figures.ranges import span
from knell.figures.statement import Statement
from knell.figures.subsets import names_all, size
from knell.figures.tolls import PERPETRATOR, Toll, TollKind, accounts
from knell.model import Claim, Figure, Outcome, Range

LeftOut = tuple[str, str]

# Whoever a report names are some of those whom another counts, where that counts so many times as many.
_MANY_TIMES = 5


@dataclass(frozen=True, slots=True)
class Given:
    """One report's toll, and the statement that leads it (who published it when, on whose word)."""

    toll: Toll
    statement: Statement

    @property
    def group(self) -> str:
        """The source group the toll rests on."""
        return self.statement.group

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of the claims that make it up."""
        return tuple(claim.id for claim in self.toll.claims)


@dataclass(frozen=True, slots=True)
class Evidence:
    """For one outcome: every toll given, in a fixed order, and the claims no report's toll takes in, each with why."""

    outcome: Outcome
    given: tuple[Given, ...]
    left_out: tuple[LeftOut, ...]

    def of_kind(self, kind: TollKind) -> tuple[Given, ...]:
        """The tolls that came about this way."""
        return tuple(given for given in self.given if given.toll.kind is kind)


def gather(statements: Iterable[Statement]) -> list[Evidence]:
    """Evidence for each outcome; does not depend on the order of the statements."""
    by_report: dict[str, list[Statement]] = {}
    for statement in statements:
        by_report.setdefault(statement.report, []).append(statement)
    given: dict[Outcome, list[Given]] = {}
    left_out: dict[Outcome, list[LeftOut]] = {}
    for report in sorted(by_report):
        of_claim: dict[str, Statement] = {statement.claim.id: statement for statement in by_report[report]}
        for outcome, account in accounts(statement.claim for statement in of_claim.values()).items():
            found = given.setdefault(outcome, [])
            found.extend(Given(toll, of_claim[toll.lead.id]) for toll in account.tolls)
            left_out.setdefault(outcome, []).extend((claim.id, why) for claim, why in account.left_out)
    return [
        Evidence(outcome, tuple(sorted(given[outcome], key=_in_order)), tuple(sorted(left_out[outcome])))
        for outcome in Outcome
        if outcome in given
    ]


def _in_order(given: Given) -> tuple[str, str, int, int, str]:
    day = given.statement.published
    lead: Claim = given.toll.lead
    return ("9" if day is None else day.isoformat(), given.statement.report, lead.start, lead.end, lead.id)


def strongest(evidence: Evidence) -> tuple[tuple[Given, ...], list[LeftOut]]:
    """The tolls that compete, and what gives way to them.

    Totals, if any report gives one; else the sums of parts; else the statements that nobody was.
    """
    left_out = list(evidence.left_out)
    attackers = tuple(given for given in evidence.given if given.toll.lead.victims.status == PERPETRATOR)
    if len(attackers) < len(evidence.given):
        left_out.extend((claim, "counts perpetrators only") for given in attackers for claim in given.claims)
        evidence = replace(
            evidence, given=tuple(given for given in evidence.given if given.toll.lead.victims.status != PERPETRATOR)
        )
    named = _counts_names(evidence.given)
    left_out.extend((claim, "counts only those it names") for given in named for claim in given.claims)
    evidence = replace(evidence, given=tuple(given for given in evidence.given if given not in named))
    replaced = given_up(evidence.given)
    left_out.extend(
        (claim, replaced[one.toll.lead.id]) for one in evidence.given if _is(one, replaced) for claim in one.claims
    )
    evidence = replace(evidence, given=tuple(given for given in evidence.given if not _is(given, replaced)))
    chosen: tuple[Given, ...] = ()
    for kind, why in (
        (TollKind.TOTAL, ""),
        (TollKind.PARTS, "a sub-total; a total is given elsewhere"),
        (TollKind.NOBODY, "says nobody, but a figure is given elsewhere"),
    ):
        of_kind = evidence.of_kind(kind)
        if chosen:
            left_out.extend((claim, why) for given in of_kind for claim in given.claims)
        else:
            chosen = of_kind
    return chosen, left_out


def _is(one: Given, replaced: Container[str]) -> bool:
    return one.toll.lead.id in replaced


def _counts_names(given: Sequence[Given]) -> list[Given]:
    """Totals of those alone whom a report names, beside a total of many times as many."""
    totals = [one for one in given if one.toll.kind is TollKind.TOTAL]
    largest = max((size(one.toll.lead) for one in totals), default=0)
    return [one for one in totals if names_all(one.toll.lead) and size(one.toll.lead) * _MANY_TIMES <= largest]


def lowest_to_highest(given: Sequence[Given]) -> tuple[int | None, int | None]:
    """The span of the tolls; a bound that the words leave open stays open."""
    return span([one.toll.range for one in given])


def independent(given: Iterable[Given]) -> int:
    """How many tolls can be chosen of which no two share an outlet, an author or an origin (Every Casualty, p. 25)."""
    return most_independent(_edges(given))


def corroborated(given: Iterable[Given]) -> bool:
    """Whether two of the tolls differ in outlet, author and origin."""
    edges = _edges(given)
    return len({outlet for outlet, _ in edges}) > 1 and len({group for _, group in edges}) > 1


def _edges(given: Iterable[Given]) -> set[tuple[str, str]]:
    """Outlet and origin of each toll; a report of no known outlet is its own, outlets of one author are one."""
    return outlets_and_origins(
        Voice(outlet_form(one.statement.outlet) or one.statement.report, one.statement.authors, one.group)
        for one in given
    )


def figure(
    rule: str,
    evidence: Evidence,
    result: Range,
    used: Iterable[Given],
    left_out: Iterable[LeftOut],
    note: str = "",
) -> Figure:
    """A figure with its claims in a fixed order; a claim is either used or left out, never both."""
    taken = tuple(dict.fromkeys(claim for given in used for claim in given.claims))
    chosen = set(taken)
    others = tuple(sorted((claim, why) for claim, why in left_out if claim not in chosen))
    return Figure(rule, evidence.outcome, result, taken, others, note)
