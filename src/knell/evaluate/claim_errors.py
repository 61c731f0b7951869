"""Errors of the claims set: misses, inventions, and what matched claims get wrong beside the figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from knell.evaluate import judge
from knell.evaluate.claim_measures import killed_tally
from knell.evaluate.claims import Marked, Pair
from knell.evaluate.gold import GoldClaim, GoldReport
from knell.evaluate.listing import Wrong, bounds, days, figure, grouped, sentence, spot
from knell.evaluate.matching import overlap
from knell.model import Claim, Outcome

PAIR_KINDS = ("roles", "cited", "types", "wordings", "dates", "places")


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
    return grouped(found)


def pair_errors(kind: str, marked: Iterable[Marked]) -> list[Wrong]:
    """What matched claims get wrong beside the figure; ``kind`` is one of ``PAIR_KINDS``."""
    found = [wrong for one in marked for pair in one.pairs for wrong in _pair_error(kind, one, pair)]
    return grouped(found)


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
    return grouped(found)


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
        said = days(event.interval if event else None)
    elif kind == "places" and (verdict := judge.where(gold, event, one.gold.language)) is not judge.Verdict.RIGHT:
        group = f"place {verdict}"
        wanted = f"{gold.place.name}, {gold.place.country} ({gold.place.lat}, {gold.place.lon})"
        said = spot(event)
    if not group:
        return []
    words = sentence(one.gold.report.text, gold.start, gold.end)
    return [Wrong(group, one.gold.id, one.gold.language, words, wanted, said, claim.because)]
