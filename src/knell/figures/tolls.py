"""What one report gives as the toll of one event: rival totals kept apart, parts added up, nothing counted twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from knell.figures.ranges import total_of, words_range
from knell.figures.subsets import by_kind, once_each, parts_apart, size, text_order
from knell.model import Claim, Outcome, Range, Role, Wording

PERPETRATOR = "perpetrator"
_OF_A_TOTAL = "part of a total given in the same text"
_PERPETRATORS = "counts perpetrators only"
_OF_A_PART = "counted in a larger part of the same text"

LeftOut = tuple[Claim, str]


class TollKind(StrEnum):
    """How a toll came about: stated as a whole, added up from parts, or said to be nobody."""

    TOTAL = "total"
    PARTS = "parts"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Toll:
    """One figure a report gives for one outcome of one event.

    ``stated`` are the claims that state it, the one that leads first, ``added`` those that go on top of it (a report
    may give one total many times: they share these); ``exact`` is whether its words bound it no further.
    """

    kind: TollKind
    range: Range
    stated: tuple[Claim, ...]
    exact: bool
    added: tuple[Claim, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that make it up, the one that leads first."""
        return (*self.stated, *self.added)

    @property
    def lead(self) -> Claim:
        """The claim whose words give the toll, or the first of its parts."""
        return self.stated[0]


@dataclass(frozen=True, slots=True)
class Account:
    """All tolls a report gives for one outcome, in the order of the text, and the claims left out, each with why."""

    tolls: tuple[Toll, ...]
    left_out: tuple[LeftOut, ...]


def accounts(claims: Iterable[Claim]) -> dict[Outcome, Account]:
    """The tolls of each outcome from one report's claims about one event, in any order."""
    by_outcome: dict[Outcome, list[Claim]] = {}
    for claim in sorted(claims, key=text_order):
        by_outcome.setdefault(claim.outcome, []).append(claim)
    return {outcome: _account(by_outcome[outcome]) for outcome in Outcome if outcome in by_outcome}


def _account(claims: Sequence[Claim]) -> Account:
    left_out: list[LeftOut] = []
    counted: list[Claim] = []
    nobody: list[Claim] = []
    for claim in claims:
        if claim.negated:
            nobody.append(claim)
        elif claim.role is Role.REVISED_FROM:
            left_out.append((claim, "superseded in the same text"))
        elif claim.role is Role.OTHER:
            left_out.append((claim, "not given as a toll of this event"))
        elif claim.count.low is None and claim.count.high is None:
            left_out.append((claim, "no number"))
        else:
            counted.append(claim)
    tolls = _tolls(counted, left_out)
    if tolls:
        left_out.extend((claim, "says nobody, but the same text gives a figure") for claim in nobody)
    elif nobody:
        tolls = [Toll(TollKind.NOBODY, Range(0, 0, 0), (nobody[0],), True)]
        left_out.extend((claim, "says the same again") for claim in nobody[1:])
    return Account(tuple(tolls), tuple(sorted(left_out, key=lambda item: text_order(item[0]))))


def _tolls(claims: Sequence[Claim], left_out: list[LeftOut]) -> list[Toll]:
    totals, parts, more = _roles(claims, left_out)
    totals, parts = _held_by_later(totals, parts, more)
    if not totals:
        return [_added_up([*parts, *more], left_out)] if parts or more else []
    more, inside = _beyond(more, parts, totals)
    left_out.extend((claim, _PERPETRATORS if _is_apart(claim) else _OF_A_TOTAL) for claim in parts)
    left_out.extend((claim, "a total in the same text already holds it") for claim in inside)
    tolls = []
    last = words_range(_last_before(totals, more[0]).count) if more else None
    raised = total_of([last, *(words_range(extra.count) for extra in more)]) if last is not None else None
    shared = tuple(more)
    for claim in totals:
        own, exact = words_range(claim.count), claim.count.wording is Wording.EXACT
        if raised is not None and own == last:
            tolls.append(Toll(TollKind.TOTAL, raised, (claim,), exact, shared))
        else:
            tolls.append(Toll(TollKind.TOTAL, total_of([own]), (claim,), exact))
    return tolls


def _is_apart(claim: Claim) -> bool:
    """Whether a claim is a total of perpetrators alone, whom no other total need hold."""
    return claim.role is Role.TOTAL and claim.victims.status == PERPETRATOR


def _roles(claims: Sequence[Claim], left_out: list[LeftOut]) -> tuple[list[Claim], list[Claim], list[Claim]]:
    """Totals, parts and additions. Totals that each count only people of one status are parts of the whole.

    What is a part of one of these is not added to it.
    """
    totals = [claim for claim in claims if claim.role is Role.TOTAL]
    parts = [claim for claim in claims if claim.role is Role.PART]
    more = [claim for claim in claims if claim.role is Role.ADDITIONAL]
    statuses = {claim.victims.status for claim in totals}
    if len(statuses) > 1:
        if None not in statuses and len(statuses - {PERPETRATOR}) > 1:
            held, free = _held(parts, totals)
            left_out.extend((part, _OF_A_TOTAL) for part in held)
            return [], sorted([*totals, *free], key=text_order), more
        apart = [claim for claim in totals if claim.victims.status == PERPETRATOR]
        totals = [claim for claim in totals if claim.victims.status != PERPETRATOR]
        parts = [*apart, *parts]
    return totals, parts, more


def _held(parts: Sequence[Claim], totals: Sequence[Claim]) -> tuple[list[Claim], list[Claim]]:
    """Parts that may be among those of a total, which counts as many and no other status, and the rest of them."""
    largest: dict[str | None, int] = {}
    for total in totals:
        status = total.victims.status
        largest[status] = max(size(total), largest.get(status, 0))
    most = max(largest.values())
    held: list[Claim] = []
    free: list[Claim] = []
    for part in parts:
        status = part.victims.status
        whole = most if status is None else largest.get(status, -1)
        (held if size(part) <= whole else free).append(part)
    return held, free


def _held_by_later(
    totals: Sequence[Claim], parts: Sequence[Claim], more: Sequence[Claim]
) -> tuple[list[Claim], list[Claim]]:
    """Totals and parts; a total that one voice adds to and then sums up is a part: "82 ... 8 more ... in all, 147".

    The sum must hold the total and the first addition, and be no more than twice all that was counted before it, else
    it is another's toll of more than that.
    """
    in_order = sorted([*totals, *parts, *more], key=text_order)
    counted: dict[str, int] = {}
    running = 0
    for claim in in_order:
        counted[claim.id] = running
        running += words_range(claim.count).low or 0
    # Backwards: the sum last met of each voice, and whether something was added before it.
    sums: dict[str | None, int] = {}
    added: dict[str | None, int] = {}
    apart: set[str] = set()
    for claim in reversed(in_order):
        low, voice = words_range(claim.count).low or 0, claim.cited.text if claim.cited else None
        if claim.role is Role.TOTAL:
            if voice in added and low + added[voice] <= sums[voice]:
                apart.add(claim.id)
            elif low <= 2 * counted[claim.id]:
                sums[voice] = low
                added.pop(voice, None)
        elif claim.role is Role.ADDITIONAL and voice in sums:
            added[voice] = low
    left = [claim for claim in totals if claim.id not in apart]
    return left, sorted([*parts, *(claim for claim in totals if claim.id in apart)], key=text_order)


def _beyond(more: Sequence[Claim], parts: Sequence[Claim], totals: Sequence[Claim]) -> tuple[list[Claim], list[Claim]]:
    """Additions that no total holds, and those that one does.

    A total that comes after an addition is taken to hold it ("eight more ... in all, 147"); so is one whose words do,
    and one that the parts and additions add up to exactly. Where a total has risen by some, what is added behind that
    and is no more is among them: "rose to 77 after 19 more bodies were found ... four more were found overnight".
    """
    last = max(claim.start for claim in totals)
    fresh, _ = once_each([claim for claim in more if claim.start > last and not claim.held])
    whole = total_of([words_range(claim.count) for claim in (*parts, *fresh)])
    if parts and any(words_range(claim.count) == whole for claim in totals):
        fresh = []
    risen_by = max((size(claim) for claim in more if claim.held), default=0)
    if sum(size(claim) for claim in fresh) <= risen_by:
        fresh = []
    kept = {claim.id for claim in fresh}
    return fresh, [claim for claim in more if claim.id not in kept]


def _last_before(totals: Sequence[Claim], claim: Claim) -> Claim:
    return max((total for total in totals if total.start <= claim.start), key=lambda total: total.start)


def _of_a_part(claim: Claim) -> bool:
    return claim.held and claim.role is Role.PART


def _added_up(claims: Sequence[Claim], left_out: list[LeftOut]) -> Toll:
    """One toll from parts: repeated mentions once, subgroups not on top of what holds them."""
    own = [claim for claim in claims if not _of_a_part(claim)]
    if own:
        left_out.extend((claim, _OF_A_PART) for claim in claims if _of_a_part(claim))
    kept, again = once_each(sorted(own or claims, key=text_order))
    left_out.extend((claim, "says the same again") for claim in again)
    apart, nested, overlap = parts_apart(kept)
    left_out.extend((claim, _OF_A_PART) for claim in nested)
    ranges = [words_range(claim.count) for claim in apart]
    exact = all(claim.count.wording is Wording.EXACT for claim in apart)
    if overlap:
        # Subgroups that may share people: the whole is at least as large as those of one kind, and no more is known.
        sums = [total_of([words_range(claim.count) for claim in alike]).low for alike in by_kind(apart)]
        low = max((low for low in sums if low is not None), default=None)
        return Toll(TollKind.PARTS, Range(low, None, None), tuple(apart), False)
    return Toll(TollKind.PARTS, total_of(ranges), tuple(apart), exact)
