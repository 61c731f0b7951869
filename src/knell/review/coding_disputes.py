"""Where codings of the same thing differ: from each other, or from what the record holds; that is to be settled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from knell.model import Event, content_id
from knell.record import ClaimState, ClaimStatus, Coding, Codings, Decision, Kind, Record, coding_stamp
from knell.review.coding import CLAIM, EVENT, FINISHED, MISSING, holding
from knell.review.coding_fields import (
    CANT_TELL,
    CLAIM_FIELDS,
    EVENT_FIELDS,
    FIELDS,
    NO,
    VERDICT,
    YES,
    Answers,
    Field,
    answers_of_event,
)
from knell.review.coding_first import answers_of_state
from knell.review.kept import Kept

CLAIM_GROUPS = tuple(dict.fromkeys(field.group for field in CLAIM_FIELDS))
EVENT_GROUPS = tuple(dict.fromkeys(field.group for field in EVENT_FIELDS))
_found: Kept[tuple[Dispute, ...]] = Kept(4)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MISSED_FIELDS = (VERDICT.name, *(field.name for field in CLAIM_FIELDS if field.group in ("outcome", "count")))


@dataclass(frozen=True, slots=True)
class Voice:
    """What somebody said, or what the ``record`` holds: by whom, or None where it is as it was read or settled."""

    who: str | None
    said: Answers
    record: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers that were given; by whom is not shown before it is settled."""

    letter: str
    said: Answers
    voices: tuple[Voice, ...]

    @property
    def can_be(self) -> bool:
        """Whether the record can hold it: that the words do not tell is a value only where there may be none."""
        return all(value != CANT_TELL or FIELDS[name].open for name, value in self.said.items())


@dataclass(frozen=True, slots=True)
class Dispute:
    """One field (or group of fields) of one item about which codings differ.

    ``item`` is ``claim:ID``, ``event:KEY`` or ``missing:NUMBER``; ``seen`` the version of the claim or event in the
    record; ``last`` is when the last of its coders finished; ``deciders`` have decided about it in the record.
    """

    item: str
    field: str
    event: str
    options: tuple[Option, ...]
    seen: int
    last: datetime
    claim: str | None = None
    report: str | None = None
    start: int = 0
    end: int = 0
    waits: bool = False
    deciders: frozenset[str] = frozenset()

    @property
    def fields(self) -> tuple[Field, ...]:
        """What is asked."""
        names = (
            MISSED_FIELDS if self.field == MISSING else [one.name for one in FIELDS.values() if one.group == self.field]
        )
        return tuple(FIELDS[name] for name in names)

    @property
    def people(self) -> frozenset[str]:
        """Who said something about it, and so does not settle it."""
        return self.deciders | frozenset(
            voice.who for option in self.options for voice in option.voices if voice.who is not None
        )


class Finder:
    """Reads all that is needed once, then goes through what was finished."""

    def __init__(self, record: Record) -> None:
        self._record, self._kept = record, Codings(record)
        given = self._kept.assignments()
        self._done = {one.number: one for one in given if one.end == FINISHED}
        items = self._kept.items([one.number for one in given if one.end in (None, FINISHED)])
        self._open = {item.claim for item in items if item.assignment not in self._done}
        self._open_events = {one.event for one in given if one.end is None}
        self._items = [item for item in items if item.assignment in self._done]
        self._said = holding(self._kept.said(list(self._done)))
        settled = self._kept.settled()
        self._settled: dict[tuple[str, str], datetime] = {(one.item, one.field): one.made for one in settled}
        self._settling = {one.decision for one in settled}
        self._decided: dict[str, list[Decision]] = {}
        self._states = record.claim_states({item.claim for item in self._items})
        self._now = {claim: event for claim, (_, event) in self._kept.whereabouts(self._states).items()}

    def all(self) -> Iterator[Dispute]:
        """All that is still to be settled, claims in their order, then what was missed, then events."""
        for one in (*self._claims(), *self._missed(), *self._events()):
            settled = self._settled.get((one.item, one.field))
            if len(one.options) > 1 and (settled is None or settled < one.last):
                yield replace(one, deciders=self._deciders(one))

    def _deciders(self, one: Dispute) -> frozenset[str]:
        """Who has decided about it, but for who settled codings."""
        if one.item.startswith(MISSING):
            return frozenset()
        if one.event not in self._decided:
            self._decided[one.event] = self._record.history(event=one.event)
        about = [each for each in self._decided[one.event] if each.number not in self._settling]
        of_it = [
            each for each in about if (each.kind is Kind.DESCRIBE if one.claim is None else each.claim == one.claim)
        ]
        return frozenset(each.by for each in of_it)

    def _held(self, state: ClaimState) -> Voice:
        """What the record holds: who settled codings is none of those who said something."""
        decided = state.decided
        who = None if decided is None or decided.number in self._settling else decided.by
        return Voice(who, answers_of_state(state), record=True)

    def _ended(self, number: int) -> datetime:
        one = self._done[number]
        return one.ended or one.made

    def _claims(self) -> Iterator[Dispute]:
        said: dict[str, list[Coding]] = {}
        for coding in self._said:
            if coding.subject == CLAIM and coding.claim is not None:
                said.setdefault(coding.claim, []).append(coding)
        for claim in dict.fromkeys(item.claim for item in self._items):
            state, codings = self._states[claim], said.get(claim, [])
            if codings:
                voices = [Voice(self._done[one.assignment].coder, one.said) for one in codings]
                last = max(self._ended(one.assignment) for one in codings)
                event = self._now.get(claim) or self._done[codings[0].assignment].event
                yield from self._of_claim(state, [*voices, self._held(state)], event, last)

    def _of_claim(self, state: ClaimState, voices: Sequence[Voice], event: str, last: datetime) -> Iterator[Dispute]:
        claim = state.claim
        bare = Dispute(
            f"{CLAIM}:{claim.id}", VERDICT.name, event, (), state.version, last, claim.id, state.report, claim.start,
            claim.end, claim.id in self._open,
        )  # fmt: skip
        verdict = replace(bare, options=_options(bare.item, VERDICT.group, voices))
        yield verdict
        settled = self._settled.get((bare.item, VERDICT.name))
        is_settled = len(verdict.options) < 2 or (settled is not None and settled >= last)
        if not is_settled or state.status is ClaimStatus.REJECTED:
            return
        agreed = [voice for voice in voices if voice.said.get(VERDICT.name) == YES]
        for group in CLAIM_GROUPS:
            yield replace(bare, field=group, options=_options(bare.item, group, agreed))

    def _events(self) -> Iterator[Dispute]:
        by_event: dict[str, list[Coding]] = {}
        for coding in self._said:
            if coding.subject == EVENT:
                by_event.setdefault(self._done[coding.assignment].event, []).append(coding)
        now = {event: self._event_now(event) for event in by_event}
        found = self._kept.when_and_where(now.values())
        for event, codings in by_event.items():
            if now[event] in found:
                yield from self._of_event(event, found[now[event]], codings)

    def _of_event(self, event: str, held: Event, codings: Sequence[Coding]) -> Iterator[Dispute]:
        voices = [Voice(self._done[one.assignment].coder, one.said) for one in codings]
        voices.append(Voice(None, answers_of_event(held), record=True))
        last = max(self._ended(one.assignment) for one in codings)
        for group in EVENT_GROUPS:
            item = f"{EVENT}:{event}"
            options = _options(item, group, voices)
            seen = self._record.version(EVENT, held.key) if len(options) > 1 else 0
            yield Dispute(item, group, held.key, options, seen, last, waits=event in self._open_events)

    def _event_now(self, event: str) -> str:
        """The event that most claims of an assignment are about now."""
        numbers = {one.number for one in self._done.values() if one.event == event}
        where = Counter(self._now.get(item.claim) for item in self._items if item.assignment in numbers)
        where.pop(None, None)
        return max(where, key=lambda key: (where[key], key == event), default=event) or event

    def _missed(self) -> Iterator[Dispute]:
        found = [one for one in self._said if one.subject == MISSING]
        for cluster in _clusters(found):
            first = cluster[0]
            event = self._done[first.assignment].event
            now = self._event_now(event)
            if self._is_held(now, cluster):
                continue
            coders = {self._done[one.assignment].coder: one for one in cluster}
            voices = [Voice(who, {**one.said, VERDICT.name: YES}) for who, one in coders.items()]
            others = [one for one in self._done.values() if one.event == event and one.coder not in coders]
            voices += [Voice(one.coder, {VERDICT.name: NO}) for one in others]
            voices.append(Voice(None, {VERDICT.name: NO}, record=True))
            item = f"{MISSING}:{first.number}"
            last = max(self._ended(one) for one in (*(c.assignment for c in cluster), *(o.number for o in others)))
            yield Dispute(
                item, MISSING, now, _options(item, MISSING, voices), 0, last, None, first.report, first.start or 0,
                first.end or 0, event in self._open_events,
            )  # fmt: skip

    def _is_held(self, event: str, cluster: Sequence[Coding]) -> bool:
        """Whether the record has a claim at these words of the same outcome, whoever read it."""
        names = [*self._kept.claims_about(event), *self._kept.claims_about(event, added=True)]
        return any(
            state.report == one.report
            and state.claim.outcome == one.said["outcome"]
            and state.claim.start < (one.end or 0)
            and (one.start or 0) < state.claim.end
            and state.status is not ClaimStatus.REJECTED
            for state in self._record.claim_states(names).values()
            for one in cluster
        )


def disputes(record: Record) -> list[Dispute]:
    """All that is still to be settled; ``waits``: somebody is coding it still. Found once, until anything changes."""
    with record.held():
        return list(_found.get(record.name, coding_stamp(record), lambda: tuple(Finder(record).all())))


def _options(item: str, group: str, voices: Iterable[Voice]) -> tuple[Option, ...]:
    """The different answers to a group of fields, in an order that says nothing of who gave them."""
    names = MISSED_FIELDS if group == MISSING else [name for name, field in FIELDS.items() if field.group == group]
    found: dict[tuple[object, ...], list[Voice]] = {}
    for voice in voices:
        if any(name in voice.said for name in names):
            found.setdefault(tuple(_folded(voice.said.get(name, ...)) for name in names), []).append(voice)
    # What nobody differs about is most of it, and needs no order.
    order = sorted(found, key=lambda sign: content_id(item, group, *sign)) if len(found) > 1 else list(found)
    return tuple(
        Option(_LETTERS[n % 26], _said(found[sign][0], names), tuple(found[sign])) for n, sign in enumerate(order)
    )


def _said(voice: Voice, names: Iterable[str]) -> Answers:
    return {name: voice.said[name] for name in names if name in voice.said}


def _folded(value: object) -> object:
    return " ".join(value.casefold().split()) if isinstance(value, str) else value


def _clusters(found: Collection[Coding]) -> Iterator[list[Coding]]:
    """Reports of missing claims that are of the same words and outcome."""
    places: dict[tuple[str | None, object], list[Coding]] = {}
    for one in sorted(found, key=lambda one: (one.report or "", one.start or 0, one.number)):
        places.setdefault((one.report, one.said["outcome"]), []).append(one)
    for group in places.values():
        cluster: list[Coding] = []
        for one in group:
            if cluster and (one.start or 0) >= max(each.end or 0 for each in cluster):
                yield cluster
                cluster = []
            cluster.append(one)
        yield cluster
