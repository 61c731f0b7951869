"""How events are put together and taken apart by people: what is placed, what is moved, and what becomes of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from knell.events import Local, Member, local_events, local_key
from knell.record.claim_states import ClaimState, states_of
from knell.record.errors import Missing, RecordError
from knell.record.history import last_number
from knell.record.known import anchors_of, own_anchor
from knell.record.linked_queries import standing
from knell.record.linked_schema import links
from knell.record.queries import extractions


@dataclass
class Parts:
    """A linked event taken to pieces: what it is named after, its claims, and the reports' events linked in it."""

    key: str
    anchor: Member
    states: dict[str, ClaimState]
    locals: list[Local]

    @property
    def home(self) -> dict[str, Local]:
        """The report's event that each claim is of, for those that were not moved or added here."""
        found = {claim: local for local in self.locals for claim in local.claims}
        return {claim: found[claim] for claim, state in self.states.items() if claim in found and state.beside is None}


@dataclass
class Arrangement:
    """What a decision places and moves, as its row keeps it; ``key`` is that of the event it makes or fills."""

    key: str
    places: list[list[Any]] = field(default_factory=list)
    moves: list[list[Any]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """What the row keeps."""
        return {"event": self.key, "places": self.places, "moves": self.moves}


def parts_of(connection: Connection, key: str, name: str, whole: bool = True) -> Parts:
    """A linked event, taken to pieces; without ``whole`` the reports' events are left out."""
    found = anchors_of(connection, key)
    stand = standing(connection, [key])[key]
    if not found or not stand:
        raise Missing(f"{name}: there is no event {key}")
    query = select(links.c.report, links.c.local_event).where(links.c.event == key)
    rows = connection.execute(query).all() if whole else ()
    members = {Member(row.report, row.local_event) for row in rows}
    told = extractions(connection, {member.report for member in members})
    locals_ = [local for local in local_events(told) if local.member in members]
    return Parts(key, found[0], states_of(connection, [one.claim for one in stand]), locals_)


def merged(event: Parts, into: Parts) -> Arrangement:
    """Two events as one: all that linking knows is placed; events of claims alone have these moved."""
    if event.locals and into.locals:
        places = [_placed(local, into.anchor, True) for local in event.locals]
        return Arrangement(min(event.key, into.key), places)
    kept, gone = (into, event) if not event.locals else (event, into)
    return Arrangement(kept.key, [], _moved(gone.states, gone.states, kept.anchor))


def moved(connection: Connection, claim: str, states: dict[str, ClaimState], to: Parts | None) -> Arrangement:
    """One claim in another event, or in one of its own."""
    if to is not None:
        return Arrangement(to.key, [], _moved([claim], states, to.anchor))
    anchor = _own(connection, states[claim])
    return Arrangement(_key(anchor), [], _moved([claim], states, anchor))


def split(connection: Connection, event: Parts, claims: Collection[str], name: str) -> Arrangement:
    """An event in two: reports' events of which all claims go are placed, other claims are moved."""
    away = set(claims)
    if unknown := sorted(away - event.states.keys()):
        raise Missing(f"{name}: there is no claim {unknown[0]} in event {event.key}")
    rest = event.states.keys() - away
    if not away or not rest:
        raise RecordError(f"{name}: some claims must go and some must stay, of {len(event.states)} in {event.key}")
    staying = {id(local) for claim, local in event.home.items() if claim in rest}
    going = {id(local) for claim, local in event.home.items() if claim in away} - staying
    gone = [local for local in event.locals if id(local) in going]
    left = [local for local in event.locals if id(local) not in going]
    if not gone:
        anchor = _own(connection, event.states[min(away)])
        return Arrangement(_key(anchor), [], _moved(away, event.states, anchor))
    if not left:
        anchor = _own(connection, event.states[min(rest)])
        return Arrangement(event.key, [], _moved(rest, event.states, anchor))
    first, stays = (min(of, key=lambda local: local.key) for of in (gone, left))
    places = [
        _placed(local, one.member, True)
        for one, of in ((first, gone), (stays, left))
        for local in of
        if local is not one
    ]
    places.append(_placed(first, stays.member, False))
    home, whole = event.home, {claim for local in gone for claim in local.claims}
    moves = _moved([claim for claim in away if claim not in home or claim not in whole], event.states, first.member)
    moves += _moved([claim for claim in rest if claim not in home], event.states, stays.member)
    return Arrangement(first.key, places, moves)


def _placed(local: Local, beside: Member, together: bool) -> list[Any]:
    return [local.claims[0], local.member.report, local.member.event, beside.report, beside.event, together]


def _moved(claims: Iterable[str], states: dict[str, ClaimState], anchor: Member) -> list[list[Any]]:
    return [[claim, states[claim].report, anchor.report, anchor.event] for claim in sorted(claims)]


def _own(connection: Connection, state: ClaimState) -> Member:
    """What an event of claims is named after that the next decision makes."""
    of = "" if state.original is None else state.original.event
    return own_anchor(state.report, last_number(connection) + 1, of)


def _key(anchor: Member) -> str:
    return local_key(anchor.report, anchor.event)
