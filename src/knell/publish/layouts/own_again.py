"""What knell's own layout gives so that a record can be made of it again: readings, the log, and what stands aside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

from knell.publish.cut import Cut, Entry
from knell.publish.formats.sink import plain
from knell.publish.layouts import own_cells as cells
from knell.publish.tables import Row
from knell.publish.terms import Terms
from knell.record import Aside, Logged

_Made = Iterator[tuple[str, Row]]


def readings(entry: Entry, terms: Terms) -> _Made:
    """An event's claims as they were read, of those that people decided about."""
    for one in entry.readings:
        said: cells.Cells = {"id": one.claim.id, "event": entry.key, "report": one.report}
        row: cells.Cells = {**said, **cells.claim(one.claim, terms), "status": one.status.value}
        yield "readings", row


def rest(cut: Cut) -> _Made:
    """What is of no one event: what stands aside, and all that people decided."""
    for aside in cut.asides():
        for kind, number, said in _aside(aside, cut.terms):
            there = {name: plain(cell) for name, cell in said.items()}
            row: cells.Cells = {
                "report": aside.ident,
                "kind": kind,
                "position": number,
                "said": there,
                "reviewed": False,
            }
            yield "asides", row
    for one in cut.log():
        yield "log", {**_logged(one), "reviewed": not cut.terms.unreviewed}


def _aside(one: Aside, terms: Terms) -> Iterator[tuple[str, int, cells.Cells]]:
    if one.report is not None:
        names = ("title", "published", "language", "outlet", "url")
        head = {name: getattr(one.report, name) for name in names}
        whole = {**head, "sha256": one.report.sha256 or None, "retrospective": one.retrospective}
        yield "reports", 0, {**whole, **cells.text(one.report)}
    for number, (position, event) in enumerate(one.events):
        yield "mentions", number, cells.mention(event, position)
    for number, claim in enumerate(one.claims):
        yield "readings", number, {"id": claim.id, **cells.claim(claim, terms)}
    for number, finding in enumerate(one.findings):
        yield "findings", number, cells.finding(finding, terms)
    for number, day in enumerate(one.commemorations):
        yield "commemorations", number, cells.commemoration(day, terms)


def _logged(one: Logged) -> Row:
    it = one.decision
    return {
        "number": it.number,
        "kind": it.kind.value,
        "claim": it.claim,
        "report": it.report,
        "local_event": one.local_event,
        "before": it.before,
        "event": it.event,
        "beside": None if one.beside is None else [one.beside.report, one.beside.event],
        "by": it.by,
        "why": it.why,
        "made": it.made.astimezone(UTC).isoformat(timespec="microseconds"),
        "old": dict(it.old),
        "new": dict(it.new),
        "undoes": it.undoes,
    }
