"""Errors of the other sets: victims, releases, times and places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from knell.evaluate.geovirus import MarkedPlaces, Spot
from knell.evaluate.isaf import MarkedRelease, coded
from knell.evaluate.listing import Wrong, bounds, days, figure, grouped, sentence, spot
from knell.evaluate.muc4 import MucMarked
from knell.evaluate.wikiwars import MarkedTimes
from knell.model import Outcome, Place

_ENOUGH = 700


def muc4_errors(marked: Iterable[MucMarked]) -> list[Wrong]:
    """Every coded item nobody found and every figure that fits no coded item of its document."""
    found: list[Wrong] = []
    for one in marked:
        text = one.text.report.text
        for item in one.missed:
            start, end = _first_mention(text, item.victims)
            kind = "PLURAL" if "PLURAL" in item.options else "number" if item.options else "no number"
            group = f"missed {item.outcome} {'1' if item.number == '1' else kind}"
            gold = f"{item.outcome} {item.number or '?'} {' / '.join(item.victims)}"
            found.append(Wrong(group, one.text.report.id, "en", sentence(text, start, end), gold))
        found += [
            Wrong(
                f"wrong {claim.outcome}",
                one.text.report.id,
                "en",
                sentence(text, claim.start, claim.end),
                "; ".join(f"{c.number or '?'} {(c.victims or ('',))[0]}" for c in one.text.coded),
                figure(claim),
                claim.because,
            )
            for claim in one.wrong
        ]
    return grouped(found)


def isaf_errors(marked: Iterable[MarkedRelease]) -> list[Wrong]:
    """Releases with a wrong day, province, killed or captured figure."""
    found: list[Wrong] = []
    for one in marked:
        release, event = one.release, one.main
        text = " ".join(release.report.text[:_ENOUGH].split())
        interval = event.interval if event else None

        def add(group: str, gold: str, said: str, text: str = text, name: str = release.report.id) -> None:
            found.append(Wrong(group, name, "en", text, gold, said))

        if not one.date_right:
            add("date wrong" if interval else "date unknown", str(release.start), days(interval))
        if not one.province_right:
            add("province", release.province, spot(event))
        for outcome in (Outcome.KILLED, Outcome.DETAINED):
            least = coded(release, outcome)
            if not one.least_right(outcome, least):
                group = f"{outcome} {'read where none' if least == 0 else 'figure'}"
                add(group, f"at least {least}", _claims(one, outcome))
    return grouped(found)


def wikiwars_errors(marked: Iterable[MarkedTimes]) -> list[Wrong]:
    """Times with no or a wrong value, and predictions where no time is annotated."""
    found: list[Wrong] = []
    for one in marked:
        name, text = one.history.id, one.history.text
        for time, mention in one.missed:
            group = "not found" if mention is None else "wrong value" if mention.interval else "not resolved"
            said = f"“{text[mention.start : mention.end]}” {days(mention.interval)}" if mention else ""
            found.append(Wrong(group, name, "en", sentence(text, time.start, time.end), time.val, said))
        touched = {id(mention) for _, mention in one.missed}
        found += [
            Wrong("invented", name, "en", sentence(text, m.start, m.end), "", days(m.interval))
            for m in one.wrong
            if id(m) not in touched
        ]
    return grouped(found)


def geovirus_errors(marked: Iterable[MarkedPlaces]) -> list[Wrong]:
    """Places not found or put elsewhere, and predictions where none is annotated."""
    found: list[Wrong] = []
    for one in marked:
        name, text = one.article.report.id, one.article.report.text
        for gold, said in one.missed:
            group = "not found" if said is None else "elsewhere" if said.place else "not resolved"
            words = sentence(text, gold.start, gold.end)
            found.append(Wrong(group, name, "en", words, f"{gold.name} ({gold.lat}, {gold.lon})", _spot(said)))
        touched = {id(said) for _, said in one.missed}
        found += [
            Wrong("invented", name, "en", sentence(text, s.start, s.end), "", _spot(s))
            for s in one.wrong
            if id(s) not in touched
        ]
    return grouped(found)


def _claims(one: MarkedRelease, outcome: Outcome) -> str:
    figures = [e.figures.get(outcome) for e in one.predicted.events]
    sums = ", ".join(f"{bounds(f.low, f.high)}" if f else "none" for f in figures) or "no event"
    quotes = "; ".join(f"{figure(c)} “{c.quote}”" for c in one.predicted.claims if c.outcome is outcome)
    return f"figures {sums}; claims {quotes or 'none'}"


def _spot(spot: Spot | None) -> str:
    return _point(spot.place) if spot else ""


def _point(place: Place | None) -> str:
    return f"{place.name}, {place.country} ({place.lat}, {place.lon})" if place else "not resolved"


def _first_mention(text: str, strings: Sequence[str]) -> tuple[int, int]:
    """Where a victim string stands in the text; line breaks count as spaces."""
    for string in strings:
        pattern = r"\s+".join(re.escape(word) for word in string.split())
        if pattern and (hit := re.search(pattern, text)):
            return hit.span()
    return 0, 0
