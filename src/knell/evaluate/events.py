"""Mark how the claims of many reports are grouped into events, after linking all reports.

Only claims that match gold are marked, so that what was missed or invented is left to the claims set. Linking is also
run on the gold claims with gold days and places, which shows what linking does when nothing is misread; and the local
events that reading made are joined as gold says, which shows what reading does when nothing is mislinked.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from knell.evaluate.claims import Pair, mark_all
from knell.evaluate.gold import GoldClaim, GoldReport
from knell.evaluate.grouping import Agreement, Grouped, at_best, averages, b_cubed, mostly
from knell.evaluate.listing import Wrong, days, figure, grouped, sentence, spot
from knell.evaluate.measures import Measure
from knell.evaluate.predicted import from_extraction
from knell.events import link
from knell.figures import alone
from knell.model import Cited, Claim, Count, Event, Extraction, Interval, Place, Role, Victims, Wording

_SEED = 20
_COUNTRY = 6
# UCDP's date codes by the most days each stands for.
_CODES = ((1, 1), (6, 2), (7, 3), (31, 4))


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim that matches gold, the linked event it is in and the one that holds most of its gold event."""

    pair: Pair
    event: Event | None
    linked: str
    main: str


@dataclass(frozen=True, slots=True)
class MarkedEvents:
    """One report: its matched claims, and how each is grouped by reading and linking, and by either at its best."""

    gold: GoldReport
    placed: tuple[Placed, ...]
    found: tuple[Agreement, ...] = ()
    from_gold: tuple[Agreement, ...] = ()
    linked_well: tuple[Agreement, ...] = ()


def mark_events(gold: Sequence[GoldReport], read: Mapping[str, Extraction]) -> list[MarkedEvents]:
    """Link what was read in all reports, and gold, and mark both; ``read`` has the extractions by report id."""
    linked = linked_events(read.values())
    marked = mark_all(gold, {name: from_extraction(one) for name, one in read.items()})
    told = [(one, pair) for one in marked for pair in one.pairs if not pair.gold.optional]
    groups = [Grouped(pair.gold.event, linked[one.gold.id, pair.claim.id]) for one, pair in told]
    main = mostly(groups)
    local = [Grouped(pair.gold.event, f"{one.gold.id} {pair.claim.event}") for one, pair in told]
    placed = [
        (one.gold.id, Placed(pair, one.predicted.event_of(pair.claim), group.said, main[group.gold]))
        for (one, pair), group in zip(told, groups, strict=True)
    ]
    names = [name for name, _ in placed]
    found, well = _by_report(names, b_cubed(groups)), _by_report(names, b_cubed(at_best(local)))
    upper = _from_gold(gold)
    of_report: dict[str, list[Placed]] = {}
    for name, one in placed:
        of_report.setdefault(name, []).append(one)
    return [
        MarkedEvents(
            each,
            tuple(of_report.get(each.id, ())),
            tuple(found.get(each.id, ())),
            tuple(upper.get(each.id, ())),
            tuple(well.get(each.id, ())),
        )
        for each in gold
    ]


def measures(marked: Sequence[MarkedEvents]) -> dict[str, Measure]:
    """B-cubed over claims, of all three."""
    return {
        **averages("found", [agreement for one in marked for agreement in one.found]),
        **averages("gold linked", [agreement for one in marked for agreement in one.from_gold]),
        **averages("linked as gold", [agreement for one in marked for agreement in one.linked_well]),
    }


def event_errors(marked: Iterable[MarkedEvents]) -> list[Wrong]:
    """Claims in another linked event than most of their gold event, or in one of another; each pair of events once."""
    marked = list(marked)
    owner = mostly(Grouped(one.linked, one.pair.gold.event) for each in marked for one in each.placed)
    found: list[Wrong] = []
    for each in marked:
        seen: set[tuple[str, str]] = set()
        for one in each.placed:
            gold, claim = one.pair.gold, one.pair.claim
            if (one.linked == one.main and owner[one.linked] == gold.event) or (gold.event, one.linked) in seen:
                continue
            seen.add((gold.event, one.linked))
            mixed = owner[one.linked] != gold.event
            found.append(
                Wrong(
                    "mixed with another event" if mixed else "apart from its event",
                    each.gold.id,
                    each.gold.language,
                    sentence(each.gold.report.text, claim.start, claim.end),
                    f"{gold.event} {gold.event_start}..{gold.event_end} {gold.place.name}, {gold.place.country}",
                    f"{figure(claim)}; {days(one.event.interval if one.event else None)}; {spot(one.event)}"
                    + (f"; among {owner[one.linked]}" if mixed else ""),
                )
            )
    return grouped(found)


def gold_extraction(gold: GoldReport) -> Extraction:
    """A report as reading would find it if it read all as gold says: claims, days and places, but no names."""
    claims = tuple(_claim(gold, number, item) for number, item in enumerate(gold.claims) if item.outcome is not None)
    events = tuple(
        Event(key, None, _interval(item.event_start, item.event_end), _place(item))
        for key, item in {item.event: item for item in reversed(gold.claims)}.items()
    )
    told = tuple(replace(event, figures=alone([c for c in claims if c.event == event.key])) for event in events)
    return Extraction(gold.report, claims, told)


def linked_events(extractions: Iterable[Extraction]) -> dict[tuple[str, str], str]:
    """The linked event of each claim, by report and claim; reports are linked in an order that means nothing."""
    shuffled = sorted(extractions, key=lambda one: one.report.id)
    random.Random(_SEED).shuffle(shuffled)
    linked = {member: found.key for found in link(shuffled) for member in found.members}
    by_event = {(member.report, member.event): key for member, key in linked.items()}
    return {(one.report.id, claim.id): by_event[one.report.id, claim.event] for one in shuffled for claim in one.claims}


def _from_gold(gold: Sequence[GoldReport]) -> dict[str, list[Agreement]]:
    made = [gold_extraction(one) for one in gold]
    linked = linked_events(made)
    names, groups = [], []
    for each, extraction in zip(gold, made, strict=True):
        by_id = {claim.id: claim for claim in extraction.claims}
        for number, item in enumerate(each.claims):
            name = f"{each.id}-{number}"
            if name in by_id and not item.optional:
                names.append(each.id)
                groups.append(Grouped(item.event, linked[each.id, name]))
    return _by_report(names, b_cubed(groups))


def _by_report(names: Sequence[str], agreements: Sequence[Agreement]) -> dict[str, list[Agreement]]:
    found: dict[str, list[Agreement]] = {}
    for name, agreement in zip(names, agreements, strict=True):
        found.setdefault(name, []).append(agreement)
    return found


def _claim(gold: GoldReport, number: int, item: GoldClaim) -> Claim:
    assert item.outcome is not None
    return Claim(
        id=f"{gold.id}-{number}",
        start=item.start,
        end=item.end,
        quote=item.quote,
        outcome=item.outcome,
        count=Count(item.low, item.high, item.wording or Wording.EXACT),
        victims=Victims(item.victims),
        role=item.role or Role.OTHER,
        event=item.event,
        cited=None if item.cited is None else Cited(item.cited, 0, 0, item.cited_type),
        negated=item.low == item.high == 0,
    )


def _interval(start: date | None, end: date | None) -> Interval | None:
    if start is None or end is None:
        return None
    length = (end - start).days + 1
    return Interval(start, end, next((code for most, code in _CODES if length <= most), 5))


def _place(item: GoldClaim) -> Place | None:
    if item.place.name is None and item.place.country is None:
        return None
    point = item.place.point
    return point if point.lat is not None else replace(point, precision=_COUNTRY)
