"""All measures of the claims set: figures by language and class, and what matched claims say beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from knell.evaluate import judge
from knell.evaluate.calibration import reliability
from knell.evaluate.claims import Marked, Pair, by_class, is_nobody, summary
from knell.evaluate.gold import GoldClaim
from knell.evaluate.measures import Measure, Share, share
from knell.model import Claim, Outcome, Role

# What is judged over matched claims only; it carries a floor for each language, since some are read better than others.
BESIDE = (
    "role right",
    "wording right",
    "cited right",
    "cited right if named",
    "cited type right",
    "cited type right if named",
    "date right",
    "date not wrong",
    "place right",
    "place not wrong",
)
_SUMMED = (Role.PART, Role.ADDITIONAL)


def measures(marked: Sequence[Marked]) -> dict[str, Measure]:
    """Every measure by its dotted name, in the order it is shown."""
    found: dict[str, Measure] = {"all": summary(marked)}
    for language in sorted({one.gold.language for one in marked}):
        found[language] = summary(one for one in marked if one.gold.language == language)
    found |= _classes("outcome", marked, lambda g: str(g.outcome), lambda c: str(c.outcome))
    found |= _classes("wording", marked, lambda g: str(g.wording), lambda c: str(c.count.wording))
    found |= _classes("role", marked, lambda g: str(g.role), lambda c: str(c.role))
    found |= _beside(marked)
    for language in sorted({one.gold.language for one in marked if one.pairs}):
        alone = _beside([one for one in marked if one.gold.language == language])
        found |= {f"{name} @{language}": measure for name, measure in alone.items()}
    found["killed tally"] = share(right for one in marked if (right := killed_tally(one)) is not None)
    found["clean distractors"] = share(_is_clean(one) for one in marked if not one.gold.claims)
    found["calibration"] = reliability(marked).measure
    return found


def killed_tally(one: Marked) -> bool | None:
    """Whether this report's killed figure of its first event is right; None when gold has no killed in the main event.

    The gold main event is the one most killed claims are about, the first named of equals. The best figure is right
    when it is a bound of one of its totals, with or without the additional ones; without totals, when it is the sum of
    its parts, or of three or more parts but one (a part may lie within another). Without a best figure low counts.
    """
    killed = [c for c in one.gold.claims if c.outcome is Outcome.KILLED and not c.optional]
    if not killed:
        return None
    keys = [claim.event for claim in killed]
    main = max(dict.fromkeys(keys), key=keys.count)
    right = _accepted([claim for claim in killed if claim.event == main])
    if not right:
        return None
    figure = one.predicted.events[0].figures.get(Outcome.KILLED) if one.predicted.events else None
    if figure is None:
        return False
    return (figure.low if figure.best is None else figure.best) in right


def _accepted(claims: Sequence[GoldClaim]) -> set[int]:
    totals = {n for c in claims if c.role is Role.TOTAL for n in (c.low, c.high) if n is not None}
    more = sum(c.low or 0 for c in claims if c.role is Role.ADDITIONAL)
    if totals:
        return totals | {n + more for n in totals}
    parts = [c.low for c in claims if c.role in _SUMMED and c.low is not None]
    but_one = {sum(parts) - part for part in parts} if len(parts) > 2 else set()
    return {sum(parts)} | but_one if parts else set()


def _is_clean(one: Marked) -> bool:
    return all(is_nobody(claim) for claim in one.predicted.claims)


def _classes(
    name: str,
    marked: Sequence[Marked],
    gold_class: Callable[[GoldClaim], str],
    claim_class: Callable[[Claim], str],
) -> dict[str, Measure]:
    return {f"{name}: {key}": tally for key, tally in by_class(marked, gold_class, claim_class).items()}


def _beside(marked: Sequence[Marked]) -> dict[str, Measure]:
    """What is judged over matched claims only."""
    pairs = [(one, pair) for one in marked for pair in one.pairs]
    dates = [judge.when(one.gold, pair.gold, one.predicted.event_of(pair.claim)) for one, pair in pairs]
    places = [judge.where(pair.gold, one.predicted.event_of(pair.claim), one.gold.language) for one, pair in pairs]
    alone = [pair for _, pair in pairs]
    named = [pair for pair in alone if pair.gold.cited]
    return {
        "role right": _share_of(judge.role, alone),
        "wording right": _share_of(judge.wording, alone),
        "cited right": _share_of(judge.cited, alone),
        "cited right if named": _share_of(judge.cited, named),
        "cited type right": _share_of(judge.cited_type, alone),
        "cited type right if named": _share_of(judge.cited_type, named),
        "date right": share(verdict is judge.Verdict.RIGHT for verdict in dates),
        "date not wrong": share(verdict is not judge.Verdict.WRONG for verdict in dates),
        "place right": share(verdict is judge.Verdict.RIGHT for verdict in places),
        "place not wrong": share(verdict is not judge.Verdict.WRONG for verdict in places),
    }


def _share_of(verdict: Callable[[Pair], bool], pairs: Iterable[Pair]) -> Share:
    return share(verdict(pair) for pair in pairs)
