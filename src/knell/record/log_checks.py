"""Whether a decision that comes from outside is shaped as knell makes one of its kind. Raises ``ValueError``.

What it refers to is looked up where it is made again; here only what can be said of it alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from knell.model import Claim, Count, Event, Outcome, Place, Range, Role, Victims, Wording
from knell.record import claim_changes, event_changes, given
from knell.record.decision_schema import Kind
from knell.record.linked_schema import ClaimStatus
from knell.record.logged import Logged

_Object = Mapping[str, Any]
_ARRANGED = ("event", "places", "moves")
_NOTHING = Claim("", 0, 0, "", Outcome.KILLED, Count(1, 1, Wording.EXACT), Victims(""), Role.TOTAL, "")


def checked(one: Logged) -> Logged:
    """The decision, if all in it is what its kind has."""
    decision = one.decision
    given.name(decision.by, "by")
    given.text(decision.why, "why")
    of_claim, of_report, of_event = _ABOUT[decision.kind]
    for name, value, wanted in (
        ("claim", decision.claim, of_claim),
        ("report", decision.report, of_report),
        ("event", decision.event, of_event),
        ("what the event is named after", one.beside, of_event and decision.kind not in _UNNAMED),
    ):
        if wanted and value is None:
            raise ValueError(f"{name} is missing")
    if (decision.kind is Kind.UNDO) != (decision.undoes is not None):
        raise ValueError("an undo, and nothing else, says what it undoes")
    _NEW[decision.kind](decision.new)
    return one


def _keys(new: _Object, needed: Sequence[str], more: Sequence[str] = ()) -> None:
    odd = sorted({*needed} - new.keys()) + sorted(new.keys() - {*needed, *more})
    if odd:
        raise ValueError(f"new: {odd[0]!r} is missing or unknown")


def _nothing(new: _Object) -> None:
    _keys(new, ())


def _anything(new: _Object) -> None:
    """What an undo brings back is held to what it undoes."""


def _judged(new: _Object) -> None:
    _keys(new, ("status",))
    given.one_of(ClaimStatus, new["status"], "status")


def _corrected(new: _Object) -> None:
    _some(new, claim_changes.FIELDS)
    _values(new)


def _added(new: _Object) -> None:
    _keys(new, ("start", "end", "quote", "of", *claim_changes.FIELDS))
    _words(new, "quote", "of")
    if not 0 <= given.whole(new["start"], "start") < given.whole(new["end"], "end"):
        raise ValueError("start must be before end")
    _values(new)
    claim_changes.check_count(new)
    claim_changes.added_of("", new)


def _values(new: _Object) -> None:
    for name in ("low", "high"):
        given.people(new.get(name), name)
    for name in ("severity", "victims_status"):
        if new.get(name) is not None:
            _words(new, name)
    if "victims" in new:
        _words(new, "victims")
    if "negated" in new:
        given.truth(new["negated"], "negated")
    for name in ("cited", "perpetrator"):
        if new.get(name) is not None:
            _object(new[name], name)
            _keys(new[name], ("text", "start", "end"))
            _words(new[name], "text")
            if not 0 <= given.whole(new[name]["start"], name) <= given.whole(new[name]["end"], name):
                raise ValueError(f"{name}: start must not be behind end")
    claim_changes.with_values(_NOTHING, new)


def _moved(new: _Object) -> None:
    _keys(new, _ARRANGED)
    _arranged(new)


def _merged(new: _Object) -> None:
    _keys(new, ("into", *_ARRANGED))
    _words(new, "into")
    _arranged(new)


def _split(new: _Object) -> None:
    _keys(new, ("claims", *_ARRANGED))
    _all_words(new["claims"], "claims")
    _arranged(new)


def _arranged(new: _Object) -> None:
    _words(new, "event")
    for place in _list(new["places"], "places"):
        if len(_list(place, "places")) != 6:
            raise ValueError("places: each has six parts")
        _all_words(place[:5], "places")
        given.truth(place[5], "places")
    for move in _list(new["moves"], "moves"):
        if len(_list(move, "moves")) != 4:
            raise ValueError("moves: each has four parts")
        _all_words(move, "moves")


def _marked(new: _Object) -> None:
    _keys(new, ("of", "copy"))
    _words(new, "of")
    given.truth(new["copy"], "copy")


def _figure(new: _Object) -> None:
    _keys(new, ("outcome", "low", "best", "high"))
    event_changes.hand_figure(new["outcome"], new["low"], new["best"], new["high"])


def _cleared(new: _Object) -> None:
    _keys(new, ("outcome",))
    given.one_of(Outcome, new["outcome"], "outcome")


def _described(new: _Object) -> None:
    _some(new, event_changes.FIELDS)
    days = ("start", "end", "date_precision")
    if not new.keys().isdisjoint(days):
        _keys({name: new[name] for name in new if name in days}, days)
        if len({new[name] is None for name in days}) > 1:
            raise ValueError("days are known or they are not")
    if new.get("name") is not None:
        _words(new, "name")
    if new.get("clarity") is not None and given.whole(new["clarity"], "clarity") not in (1, 2):
        raise ValueError("clarity must be 1 or 2")
    if new.get("place") is not None:
        place = _object(new["place"], "place")
        _keys(place, [one.name for one in fields(Place)])
        _words(place, "name", *(name for name in ("country", "admin1") if place[name] is not None))
        for name, most in (("lat", 90), ("lon", 180)):
            if place[name] is not None:
                given.degrees(place[name], name, most)
        given.whole(place["precision"], "precision")
        if place["geonames_id"] is not None:
            given.whole(place["geonames_id"], "geonames_id")
    event_changes.with_values(Event(""), new)


def _reviewed(new: _Object) -> None:
    _keys(new, ("evidence",), ("claims", "figures"))
    _words(new, "evidence")
    _all_words(new.get("claims", []), "claims")
    for outcome, numbers in _object(new.get("figures", {}), "figures").items():
        given.one_of(Outcome, outcome, "figures")
        _keys(_object(numbers, "figures"), ("low", "best", "high"))
        Range(*(given.people(numbers[name], name) for name in ("low", "best", "high")))


def _some(new: _Object, known: Sequence[str]) -> None:
    if not new:
        raise ValueError("new: nothing is changed")
    _keys(new, (), known)


def _words(held: _Object, *names: str) -> None:
    for name in names:
        if not isinstance(held[name], str):
            raise ValueError(f"{name} must be words")


def _all_words(held: object, what: str) -> None:
    if not all(isinstance(one, str) for one in _list(held, what)):
        raise ValueError(f"{what} must be words")


def _list(held: object, what: str) -> Sequence[Any]:
    if not isinstance(held, list | tuple):
        raise ValueError(f"{what} must be a list")
    return held


def _object(held: object, what: str) -> _Object:
    if not isinstance(held, Mapping):
        raise ValueError(f"{what} must be an object")
    return held


# Whether a decision of a kind names a claim, a report and an event; some name an event by its key alone.
_UNNAMED = frozenset({Kind.ACCEPT, Kind.REJECT, Kind.CORRECT, Kind.MOVE})
_ABOUT: Mapping[Kind, tuple[bool, bool, bool]] = {
    **dict.fromkeys((Kind.ACCEPT, Kind.REJECT, Kind.CORRECT, Kind.FREE), (True, True, False)),
    **dict.fromkeys((Kind.PLACE, Kind.APART, Kind.ADD, Kind.MOVE), (True, True, True)),
    **dict.fromkeys((Kind.COPY, Kind.ORIGINAL), (False, True, False)),
    **dict.fromkeys((Kind.FIGURE, Kind.CLEAR, Kind.DESCRIBE, Kind.REVIEWED), (False, False, True)),
    **dict.fromkeys((Kind.MERGE, Kind.SPLIT), (False, False, True)),
    Kind.UNDO: (False, False, False),
}
_NEW: Mapping[Kind, Callable[[_Object], None]] = {
    **dict.fromkeys((Kind.PLACE, Kind.APART, Kind.FREE), _nothing),
    **dict.fromkeys((Kind.ACCEPT, Kind.REJECT), _judged),
    Kind.CORRECT: _corrected,
    Kind.ADD: _added,
    Kind.MOVE: _moved,
    Kind.MERGE: _merged,
    Kind.SPLIT: _split,
    **dict.fromkeys((Kind.COPY, Kind.ORIGINAL), _marked),
    Kind.FIGURE: _figure,
    Kind.CLEAR: _cleared,
    Kind.DESCRIBE: _described,
    Kind.REVIEWED: _reviewed,
    Kind.UNDO: _anything,
}
