"""List what went wrong, with the words it stands in, so that a person can read fifty in a sitting."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from knell.evaluate import judge
from knell.evaluate.claim_measures import killed_tally
from knell.evaluate.claims import Marked, Pair
from knell.evaluate.gold import GoldClaim, GoldReport
from knell.evaluate.matching import overlap
from knell.evaluate.muc4 import MucMarked
from knell.model import Claim, Event, Interval, Outcome

_STOP = re.compile(r"[.!?…]+[\"'»”’)]*\s+|\n+")
_REACH = 240
PAIR_KINDS = ("roles", "cited", "types", "wordings", "dates", "places")


@dataclass(frozen=True, slots=True)
class Wrong:
    """One error: its group, where it stands, its sentence with the words marked, what gold and prediction say."""

    group: str
    report: str
    language: str
    sentence: str
    gold: str = ""
    predicted: str = ""
    because: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The error as plain values."""
        return {**asdict(self), "because": list(self.because)}


def sentence(text: str, start: int, end: int) -> str:
    """The words around a span, back and on to a stop or 240 characters, the span in [[ ]], on one line."""
    begin = max(0, start - _REACH)
    for stop in _STOP.finditer(text, begin, start):
        begin = stop.end()
    last = _STOP.search(text, end, min(len(text), end + _REACH))
    finish = last.end() if last else min(len(text), end + _REACH)
    return " ".join(f"{text[begin:start]}[[{text[start:end]}]]{text[end:finish]}".split())


def claim_errors(marked: Iterable[Marked]) -> list[Wrong]:
    """Every miss and invention of the claims set; a miss and an invention over the same words are one error."""
    found: list[Wrong] = []
    for one in marked:
        spare = list(one.invented)
        for gold in one.missed:
            near = _nearest(gold, spare)
            if near is not None:
                spare.remove(near)
            found.append(_missed(one.gold, gold, near))
        found += [_invented(one.gold, claim) for claim in spare]
    return _grouped(found)


def pair_errors(kind: str, marked: Iterable[Marked]) -> list[Wrong]:
    """What matched claims get wrong beside the figure; ``kind`` is one of ``PAIR_KINDS``."""
    found = [wrong for one in marked for pair in one.pairs for wrong in _pair_error(kind, one, pair)]
    return _grouped(found)


def tally_errors(marked: Iterable[Marked]) -> list[Wrong]:
    """Reports whose killed figure of their first event is not the gold one."""
    found: list[Wrong] = []
    for one in marked:
        if killed_tally(one) is not False:
            continue
        figure = one.predicted.events[0].figures.get(Outcome.KILLED) if one.predicted.events else None
        said = f"{figure.low} / {figure.best} / {figure.high}" if figure else "none"
        killed = [c for c in one.gold.claims if c.outcome is Outcome.KILLED and not c.optional]
        wanted = ", ".join(f"{bounds(c.low, c.high)} {c.role} {c.event}" for c in killed)
        text = " ".join(one.gold.report.text.split())
        group = "wrong killed figure" if figure else "no killed figure"
        found.append(Wrong(group, one.gold.id, one.gold.language, text, wanted, said))
    return _grouped(found)


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
    return _grouped(found)


def figure(claim: Claim) -> str:
    """A predicted claim in one line."""
    cited = f" cited {claim.cited.text!r} ({claim.cited.type})" if claim.cited else ""
    count = claim.count
    return f"{claim.outcome} {bounds(count.low, count.high)} {count.wording} {claim.role}{cited}"


def bounds(low: int | None, high: int | None) -> str:
    """A figure's bounds: 5, 5-8, 5- or -8."""
    if low is not None and low == high:
        return str(low)
    return f"{'' if low is None else low}-{'' if high is None else high}"


def _gold_figure(gold: GoldClaim) -> str:
    cited = f" cited {gold.cited!r} ({gold.cited_type})" if gold.cited else ""
    return f"{gold.outcome} {bounds(gold.low, gold.high)} {gold.wording} {gold.role}{cited}"


def _nearest(gold: GoldClaim, claims: Sequence[Claim]) -> Claim | None:
    """The unmatched prediction that shares most words with a missed claim, of the same outcome first."""
    near = [c for c in claims if overlap(gold.start, gold.end, c.start, c.end)]
    return min(
        near,
        key=lambda c: (c.outcome != gold.outcome, -overlap(gold.start, gold.end, c.start, c.end), c.start),
        default=None,
    )


def _missed(report: GoldReport, gold: GoldClaim, near: Claim | None) -> Wrong:
    if near is None:
        group = f"missed {gold.outcome} {gold.wording}"
    elif near.outcome != gold.outcome:
        group = "wrong outcome"
    else:
        group = "wrong figure"
    words = sentence(report.report.text, gold.start, gold.end)
    said = figure(near) + f" “{near.quote}”" if near else ""
    return Wrong(group, report.id, report.language, words, _gold_figure(gold), said, near.because if near else ())


def _invented(report: GoldReport, claim: Claim) -> Wrong:
    group = f"invented {claim.outcome}" if report.claims else "invented in a distractor"
    words = sentence(report.report.text, claim.start, claim.end)
    return Wrong(group, report.id, report.language, words, "", figure(claim), claim.because)


def _pair_error(kind: str, one: Marked, pair: Pair) -> list[Wrong]:
    gold, claim = pair.gold, pair.claim
    event = one.predicted.event_of(claim)
    group = wanted = said = ""
    if kind == "roles" and not judge.role(pair):
        group, wanted, said = f"{gold.role} read as {claim.role}", _gold_figure(gold), figure(claim)
    elif kind == "wordings" and not judge.wording(pair):
        group, wanted, said = f"{gold.wording} read as {claim.count.wording}", _gold_figure(gold), figure(claim)
    elif kind == "cited" and not judge.cited(pair):
        group = "no origin read" if not claim.cited else "origin invented" if not gold.cited else "other origin"
        wanted, said = _gold_figure(gold), figure(claim)
    elif kind == "types" and judge.cited(pair) and not judge.cited_type(pair):
        said_type = claim.cited.type if claim.cited else None
        group, wanted, said = f"{gold.cited_type} read as {said_type}", _gold_figure(gold), figure(claim)
    elif kind == "dates" and (verdict := judge.when(one.gold, gold, event)) is not judge.Verdict.RIGHT:
        group = f"date {verdict}"
        wanted = f"{gold.event_start}..{gold.event_end} published {one.gold.report.published}"
        said = _days(event.interval if event else None)
    elif kind == "places" and (verdict := judge.where(gold, event)) is not judge.Verdict.RIGHT:
        group = f"place {verdict}"
        wanted = f"{gold.place.name}, {gold.place.country} ({gold.place.lat}, {gold.place.lon})"
        said = _spot(event)
    if not group:
        return []
    words = sentence(one.gold.report.text, gold.start, gold.end)
    return [Wrong(group, one.gold.id, one.gold.language, words, wanted, said, claim.because)]


def _days(interval: Interval | None) -> str:
    return f"{interval.start}..{interval.end} precision {interval.precision}" if interval else "unknown"


def _spot(event: Event | None) -> str:
    place = event.place if event else None
    if place is None:
        return "unknown"
    return f"{place.name}, {place.country} ({place.lat}, {place.lon}) precision {place.precision}"


def _first_mention(text: str, strings: Sequence[str]) -> tuple[int, int]:
    """Where a victim string stands in the text; line breaks count as spaces."""
    for string in strings:
        pattern = r"\s+".join(re.escape(word) for word in string.split())
        if pattern and (hit := re.search(pattern, text)):
            return hit.span()
    return 0, 0


def _grouped(errors: Iterable[Wrong]) -> list[Wrong]:
    """Errors by group, the largest group first, otherwise in the order of the reports."""
    groups: dict[str, list[Wrong]] = defaultdict(list)
    for error in errors:
        groups[error.group].append(error)
    ordered = sorted(groups.values(), key=lambda group: (-len(group), group[0].group))
    return [error for group in ordered for error in group]
