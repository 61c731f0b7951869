"""Two releases go in; what is different in the later one comes out, and why, as far as the files of both say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from knell.publish.policy import Policy, Withheld, redacted
from knell.publish.snapshot import Head, Numbers, Standing, Told, head_of, standings

_NONE: Numbers = (None, None, None)
_DESCRIBED = ("name", "start", "end", "place", "country", "reviewed")


class What(StrEnum):
    """What became of an event."""

    ADDED = "added"
    MERGED = "merged"
    SPLIT = "split"
    RENAMED = "renamed"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class NewFigure:
    """A leading figure (low, best, high) that is another now."""

    outcome: str
    before: Numbers
    now: Numbers


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one event.

    ``key`` is the event's key, the old one of an event that is gone; ``into`` are the keys that its claims are under
    now. ``fields`` are (field, before, now). ``reports`` are those that are new and ``gone`` those that are no more,
    each with its outlet and day; ``decisions`` are those made since.
    """

    what: What
    key: str
    name: str | None
    start: str | None
    place: str | None
    into: tuple[str, ...] = ()
    figures: tuple[NewFigure, ...] = ()
    fields: tuple[tuple[str, Any, Any], ...] = ()
    reports: tuple[tuple[str, str | None, str | None], ...] = ()
    gone: tuple[tuple[str, str | None, str | None], ...] = ()
    decisions: tuple[Told, ...] = ()

    def json(self) -> dict[str, Any]:
        """It as a JSON object."""
        return {
            "what": self.what.value,
            "key": self.key,
            "name": self.name,
            "start": self.start,
            "place": self.place,
            "into": list(self.into),
            "figures": [{"outcome": x.outcome, "before": list(x.before), "now": list(x.now)} for x in self.figures],
            "fields": [{"field": one, "before": before, "now": now} for one, before, now in self.fields],
            "reports_added": [_report(one) for one in self.reports],
            "reports_gone": [_report(one) for one in self.gone],
            "decisions": [{"number": x.number, "kind": x.kind, "why": x.why} for x in self.decisions],
        }


@dataclass(frozen=True, slots=True)
class Changes:
    """All that is different in ``now`` from ``before``, in the order of keys."""

    now: Head
    before: Head | None
    events: int
    found: tuple[Change, ...] = ()

    @property
    def counts(self) -> Mapping[str, int]:
        """How many events of each kind there are."""
        counted = Counter(one.what.value for one in self.found)
        return {what.value: counted[what.value] for what in What}

    def json(self) -> dict[str, Any]:
        """It as a JSON object."""
        before = self.before and {"version": self.before.version, "date": self.before.day.isoformat()}
        return {
            "version": self.now.version,
            "date": self.now.day.isoformat(),
            "since": before,
            "rule": self.now.rule,
            "rule_before": self.before.rule if self.before else None,
            "events": self.events,
            "counts": self.counts,
            "changes": [one.json() for one in self.found],
        }


def compared(before: Path | None, now: Path, policy: Policy) -> Changes:
    """What is different between the snapshots of two releases; of the earlier one nothing that is withheld now.

    Memory is that of what changed. Raises ``BadSnapshot``.
    """
    if before is None:
        return Changes(head_of(now), None, sum(1 for _ in standings(now)))
    withheld = Withheld()
    sides = _Sides()
    for old, new in _pairs(standings(before), standings(now)):
        sides.take(old and _hidden(redacted(old, policy, withheld), policy), new)
    if sides.moved:
        for one in standings(now):
            sides.find(one)
    return Changes(head_of(now), head_of(before), sides.events, tuple(sides.changes()))


def _hidden(old: Standing, policy: Policy) -> Standing:
    """An event of the earlier release without the fields that are withheld now."""
    fields = {rule.field for rule in policy.fields}
    if "events.name" in fields:
        old = replace(old, name=None)
    if "events.place" in fields:
        old = replace(old, place=None, country=None)
    if "reports.outlet" in fields:
        old = replace(old, reports=tuple((ident, None, day) for ident, _, day in old.reports))
    return old


@dataclass
class _Sides:
    """The events of two releases side by side: those that only one has, and what changed in those of both."""

    gone: dict[str, Standing] = field(default_factory=dict)
    added: dict[str, Standing] = field(default_factory=dict)
    changed: dict[str, Change] = field(default_factory=dict)
    # Claims that left their event, and the event that they are in now.
    moved: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    lost: dict[str, tuple[str, ...]] = field(default_factory=dict)
    events: int = 0

    def take(self, old: Standing | None, new: Standing | None) -> None:
        """An event of one release or both."""
        self.events += new is not None
        if new is None and old is not None:
            self.gone[old.key] = old
            self._left(old, old.claims)
        elif old is None and new is not None:
            self.added[new.key] = new
        elif old is not None and new is not None and old != new:
            stayed = set(new.claims)
            self._left(old, tuple(one for one in old.claims if one not in stayed))
            if (change := _changed(old, new)) is not None:
                self.changed[new.key] = change

    def _left(self, old: Standing, claims: tuple[str, ...]) -> None:
        self.moved.update(dict.fromkeys(claims, old.key))
        if claims:
            self.lost[old.key] = claims

    def find(self, new: Standing) -> None:
        """Look which of the claims that left an event are in this one now."""
        for claim in new.claims:
            if claim in self.moved:
                self.places[claim] = new.key

    def changes(self) -> Iterator[Change]:
        """What became of each event."""
        found = dict(self.changed)
        explained: set[str] = set()
        origins: dict[str, set[str]] = {}
        for claim, key in self.places.items():
            origins.setdefault(key, set()).add(self.moved[claim])
        for key, old in self.gone.items():
            into = self._into(key)
            what = self._what(key, into, origins)
            explained.update(into)
            found[key] = self._gone(what, old, into)
        for key, claims in self.lost.items():
            born = tuple(sorted({self.places[one] for one in claims if self.places.get(one) in self.added}))
            if key not in self.gone and (fresh := tuple(one for one in born if one not in explained)):
                explained.update(fresh)
                found[key] = self._parted(key, fresh, found.get(key))
        for key, new in self.added.items():
            if key not in explained:
                found[key] = Change(What.ADDED, key, new.name, new.start, new.place, figures=_figures({}, new.figures))
        yield from (found[key] for key in sorted(found))

    def _into(self, key: str) -> tuple[str, ...]:
        return tuple(sorted({self.places[one] for one in self.lost.get(key, ()) if one in self.places}))

    def _what(self, key: str, into: tuple[str, ...], origins: Mapping[str, set[str]]) -> What:
        if not into:
            return What.REMOVED
        if len(into) > 1:
            return What.SPLIT
        alone = into[0] in self.added and origins[into[0]] == {key}
        return What.RENAMED if alone else What.MERGED

    def _gone(self, what: What, old: Standing, into: tuple[str, ...]) -> Change:
        change = Change(what, old.key, old.name, old.start, old.place, into)
        if what is What.REMOVED:
            return change
        # An added event takes the place of those that went into it: what is different is told with the first of them.
        new = self.added.get(into[0])
        since = _since(old, new) if new else ()
        if what is What.RENAMED and new is not None:
            told = _changed(old, new)
            return Change(
                *(what, old.key, new.name, new.start, new.place, into),
                figures=told.figures if told else (),
                fields=told.fields if told else (),
                reports=told.reports if told else (),
                gone=told.gone if told else (),
                decisions=since,
            )
        figures = _figures(old.figures, new.figures) if new else ()
        return Change(what, old.key, old.name, old.start, old.place, into, figures=figures, decisions=since)

    def _parted(self, key: str, born: tuple[str, ...], change: Change | None) -> Change:
        """An event of which a part is another now."""
        if change is None:
            first = self.added[born[0]]
            return Change(What.SPLIT, key, None, first.start, first.place, (key, *born))
        told = (change.name, change.start, change.place, (key, *born), change.figures, change.fields)
        return Change(What.SPLIT, key, *told, change.reports, change.gone, change.decisions)


def _pairs(before: Iterable[Standing], now: Iterable[Standing]) -> Iterator[tuple[Standing | None, Standing | None]]:
    """The events of two releases, each sorted by key, side by side."""
    left, right = iter(before), iter(now)
    old, new = next(left, None), next(right, None)
    while old is not None or new is not None:
        if new is None or (old is not None and old.key < new.key):
            yield old, None
            old = next(left, None)
        elif old is None or new.key < old.key:
            yield None, new
            new = next(right, None)
        else:
            yield old, new
            old, new = next(left, None), next(right, None)


def _changed(old: Standing, new: Standing) -> Change | None:
    """What is different in an event that both releases have; None where nothing is that a reader sees."""
    figures = _figures(old.figures, new.figures)
    fields = tuple(
        (one, getattr(old, one), getattr(new, one)) for one in _DESCRIBED if getattr(old, one) != getattr(new, one)
    )
    had, has = {one[0] for one in old.reports}, {one[0] for one in new.reports}
    reports = tuple(one for one in new.reports if one[0] not in had)
    gone = tuple(one for one in old.reports if one[0] not in has)
    since = _since(old, new)
    if not (figures or fields or reports or gone or since):
        return None
    described = (new.key, new.name, new.start, new.place, ())
    return Change(What.CHANGED, *described, figures, fields, reports, gone, since)


def _figures(before: Mapping[str, Numbers], now: Mapping[str, Numbers]) -> tuple[NewFigure, ...]:
    outcomes = [*now, *(one for one in before if one not in now)]
    both = ((one, before.get(one, _NONE), now.get(one, _NONE)) for one in outcomes)
    return tuple(NewFigure(*one) for one in both if one[1] != one[2])


def _since(old: Standing, new: Standing) -> tuple[Told, ...]:
    known = {one.number for one in old.decisions}
    return tuple(one for one in new.decisions if one.number not in known)


def _report(one: tuple[str, str | None, str | None]) -> dict[str, str | None]:
    return {"id": one[0], "outlet": one[1], "published": one[2]}
