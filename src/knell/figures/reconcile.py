"""Apply a coding rule to all that is said of one event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from knell.events import LinkedEvent
from knell.figures.every_casualty import RULE as DEFAULT
from knell.figures.registry import find_rule
from knell.figures.statement import Statement
from knell.model import Claim, Event, Extraction, Figure, Outcome, Report


def reconcile(
    claims: Iterable[Statement | Claim], rule: str = DEFAULT.name, event: Event | None = None
) -> dict[Outcome, Figure]:
    """The figure of each outcome by one rule, with the claims used, those left out and why.

    ``claims`` are all about one event, in any order; bare claims count as one report's. ``event`` gives rules that ask
    for its days and place what they need. Raises ``UnknownRule`` for a name there is no rule of.
    """
    statements = [claim if isinstance(claim, Statement) else _bare(claim) for claim in claims]
    return dict(find_rule(rule).apply(statements, event))


def statements_of(linked: LinkedEvent, extractions: Mapping[str, Extraction]) -> list[Statement]:
    """What all its reports say of a linked event; ``extractions`` by report id must hold those of its members."""
    told = [extractions[report] for report in linked.reports]
    return statements_among(linked, ((one.report, claim) for one in told for claim in one.claims))


def statements_among(linked: LinkedEvent, told: Iterable[tuple[Report, Claim]]) -> list[Statement]:
    """What of claims, each with its report, is said of a linked event."""
    groups = {claim: group.key for group in linked.groups for claim in group.claims}
    wanted = set(linked.claims)
    return [
        Statement(
            claim=claim,
            report=report.id,
            group=groups.get(claim.id, f"report {report.id}"),
            published=report.published,
            outlet=report.outlet,
            authors=report.authors,
        )
        for report, claim in told
        if claim.id in wanted
    ]


def _bare(claim: Claim) -> Statement:
    group = "own voice" if claim.cited is None else " ".join(claim.cited.text.casefold().split())
    return Statement(claim=claim, report="", group=group)
