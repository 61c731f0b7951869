"""What a page needs to offer decisions: what was seen, where to go back to, which reasons were given before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from urllib.parse import parse_qs, urlencode

from fastapi import Request

from knell.record import Decision, Glance, Kind, Record
from knell.review import Kept, Person, Right, queues
from knell.web.blinding import blind_of
from knell.web.decided import kind_words
from knell.web.deciding import event_address, queue_place, with_query

# Of so many of the last decisions the reasons are offered again.
_LOOKED_AT = 300
_OFFERED = 12
_MINE_LOOKED_AT = 50
# What cannot be undone by undoing it once more.
UNDO = "undo"
# Asked at every page, and the same until something is decided.
_lately: Kept[tuple[tuple[str, str | None], ...]] = Kept(4)
_own: Kept[Decision | None] = Kept(256)


@dataclass
class Panel:
    """What a page knows of a person at work. ``seen`` is the version of the event, ``place`` that in a queue."""

    person: Person
    event: str | None
    report: str | None
    seen: int
    back: str
    place: dict[str, str]
    reasons: tuple[str, ...]
    last: Decision | None
    following: str | None = None
    earlier: str | None = None
    _shown: set[str] = field(default_factory=set)

    def once(self, what: str) -> bool:
        """True the first time it is asked: for what stands on a page once, whichever part comes first."""
        first = what not in self._shown
        self._shown.add(what)
        return first

    @property
    def queue(self) -> str:
        """The queue that one came from; "" for none."""
        return self.place.get("queue", "")

    @property
    def queue_title(self) -> str:
        """What people call that queue."""
        return queues.QUEUES[self.queue].title if self.queue else ""

    @property
    def last_words(self) -> str:
        """What would be undone."""
        return f"{kind_words(self.last.kind)}, decision {self.last.number}" if self.last else ""

    @cached_property
    def to_here(self) -> str:
        """What an address of a form carries, so that it leads back here."""
        return urlencode({"back": self.back})

    def may_undo(self, decision: Decision, may: Callable[..., bool]) -> bool:
        """Whether the person may take a decision back."""
        return may_undo(self.person, decision, lambda right: may(right, self.event))


def panel_of(
    request: Request,
    record: Record,
    person: Person,
    *,
    event: str | None = None,
    report: str | None = None,
    seen: Glance | None = None,
) -> Panel:
    """The panel of a page about an event, which was glanced at in the same moment, or about a report."""
    decides = person.may(Right.DECIDE, datetime.now(UTC), event)
    panel = Panel(
        person=person,
        event=event,
        report=report,
        seen=0 if seen is None else seen.version,
        back=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        place=queue_place(parse_qs(request.url.query)),
        reasons=(),
        last=None,
    )
    if decides:
        decided = record.last_decided() if seen is None else seen.decided
        panel.reasons, panel.last = _reasons(request, record, decided), _own_last(record, person, decided)
    if event is not None and panel.place:
        here = queues.InQueue(panel.place["queue"], int(panel.place["at"]))
        panel.following = _address(queues.next_event(record, person, here, event))
        panel.earlier = _address(queues.event_before(record, person, here, event))
    return panel


def _address(found: tuple[str, queues.InQueue] | None) -> str | None:
    return found and with_query(event_address(found[0]), queue=found[1].name, at=str(found[1].at))


def earlier_reasons(request: Request, record: Record) -> tuple[str, ...]:
    """The reasons for which claims were rejected lately, the most usual first; none of what the person codes blind."""
    return _reasons(request, record, record.last_decided())


def _reasons(request: Request, record: Record, decided: Hashable) -> tuple[str, ...]:
    hidden = blind_of(request, request.state.person).claims
    said = _lately.get(record.name, decided, lambda: _rejections(record))
    given = Counter(why for why, claim in said if claim not in hidden)
    return tuple(why for why, _ in sorted(given.items(), key=lambda one: (-one[1], one[0]))[:_OFFERED])


def _rejections(record: Record) -> tuple[tuple[str, str | None], ...]:
    """The last rejections with a reason, each with its claim."""
    lately = record.history(most=_LOOKED_AT)
    return tuple((one.why, one.claim) for one in lately if one.kind == Kind.REJECT and one.why)


def last_own(record: Record, person: Person) -> Decision | None:
    """The last decision of a person that still holds and can be taken back."""
    return _own_last(record, person, record.last_decided())


def _own_last(record: Record, person: Person, decided: Hashable) -> Decision | None:
    return _own.get((record.name, person.name), decided, lambda: _last_own(record, person))


def _last_own(record: Record, person: Person) -> Decision | None:
    own = record.history(by=person.name, most=_MINE_LOOKED_AT)
    return next((one for one in own if one.undone_by is None and one.kind != UNDO), None)


def may_undo(person: Person, decision: Decision, holds: Callable[[str], bool]) -> bool:
    """Whether a person may take a decision back: one's own by the right to decide, others' by that to settle."""
    if decision.undone_by is not None or decision.kind == UNDO:
        return False
    return holds("settle") or (decision.by == person.name and holds("decide"))
