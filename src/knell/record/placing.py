"""What decisions say of where reports' events belong, as linking goes by it, and what linking says of that."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import Connection, select

from knell.events import Member, Overruled, Placement
from knell.record.decision_schema import Kind, Subject, decisions
from knell.record.decisions import holding, rows_about
from knell.record.report_rows import Row

_PLACING = frozenset({Kind.PLACE, Kind.APART, Kind.FREE, Kind.MERGE, Kind.SPLIT})


def placements(connection: Connection, reports: Collection[str] | None = None) -> list[Placement]:
    """What holds of all decisions, or of those about claims that are of these reports or were put beside theirs."""
    if reports is None:
        return _left(connection.execute(select(decisions).order_by(decisions.c.number)).mappings().all())
    near = {report for row in _placing(connection, reports) for report in _reports(row)}
    wanted = set(reports)
    return [one for one in _left(_placing(connection, near)) if one.report in wanted or one.beside.report in wanted]


def _placing(connection: Connection, reports: Iterable[str]) -> list[Row]:
    rows = rows_about(connection, Subject.REPORT, reports)
    placed = {row["number"] for row in rows if row["kind"] in _PLACING}
    return [row for row in rows if row["kind"] in _PLACING or row["undoes"] is not None] if placed else []


def _reports(row: Row) -> set[str]:
    """The reports of which a decision places events; what was said of those before is asked for too."""
    return {report for _, report, *_ in placed_of(row)}


def placed_of(row: Row) -> Iterator[tuple[str, str, str, Member | None, bool]]:
    """What a decision places: a claim, its report, the report's event, beside which (None: freed) and whether so."""
    if row["kind"] in (Kind.PLACE, Kind.APART, Kind.FREE):
        beside = None if row["beside_report"] is None else Member(row["beside_report"], row["beside_event"])
        yield row["claim"], row["report"], row["local_event"], beside, row["kind"] == Kind.PLACE
    for claim, report, event, beside_report, beside_event, together in row["new"].get("places", ()):
        yield claim, report, event, Member(beside_report, beside_event), together


def _left(rows: Collection[Row]) -> list[Placement]:
    """What is left of decisions, in order, when later ones about the same report's event have had their say."""
    held: dict[Member, list[Placement]] = {}
    for row in holding(rows):
        if row["kind"] not in _PLACING:
            continue
        for claim, report, event, beside, together in placed_of(row):
            mine = held.setdefault(Member(report, event), [])
            if beside is None:
                mine.clear()
                continue
            mine[:] = [one for one in mine if one.beside != beside and not (one.together and together)]
            mine.append(Placement(claim, report, beside, together, row["number"]))
    return [one for of_one in held.values() for one in of_one]


def said(connection: Connection, placement: Placement) -> str:
    """A decision in one line."""
    row = _row(connection, placement)
    where = "with" if placement.together else "apart from"
    why = " ".join(row["why"].split())
    return f"{row['by']} put claim {placement.claim} {where} event {_event(row)} on {row['made']:%Y-%m-%d}: {why}"


def told(connection: Connection, overruled: Iterable[Overruled]) -> list[str]:
    """One line for each decision that the reports alone speak against."""
    lines = []
    for one in overruled:
        row = _row(connection, one.placement)
        where = f"{'with' if one.placement.together else 'apart from'} event {_event(row)}"
        who = f"where {row['by']} put it on {row['made']:%Y-%m-%d}"
        lines.append(f"claim {one.placement.claim} stays {where}, {who}; the reports alone put it with {one.would}")
    return lines


def _event(row: Row) -> str:
    """The event that claims were put with or kept apart from, by its key at the time."""
    return str(row["new"].get("into", row["event"]))


def _row(connection: Connection, placement: Placement) -> Row:
    return connection.execute(select(decisions).where(decisions.c.number == placement.order)).mappings().one()
