"""Fit the weights of a claim's evidence to the gold reports, starting from those set by hand.

``python scripts/fit_weights.py [--data FOLDER] [--write]`` reads the English gold reports (the read nine tenths only),
takes every candidate that reading weighs with the facts it is weighed by, and asks of each whether it is a claim of the
gold. Logistic regression moves the weights in ``src/knell/claims/weights.toml`` towards what was seen; a penalty on the
distance from the weights set by hand holds those of which little is seen. Which penalty is best is tried by leaving out
reports (five folds). What is printed: log-loss, and how sure against how often right, before and after, on reports
left out. Nothing is written without ``--write``; measure both sets with ``knell evaluate`` before committing it.

Left out of the fit, since the link is not what is wrong with them: candidates of the right words and outcome whose
number differs from the gold's (one of a list, a bound read wrongly), optional gold, and what is denied.
"""

from __future__ import annotations

import argparse
import importlib
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest.mock import patch

from knell.claims import evidence
from knell.claims.body import Body
from knell.claims.candidates import Candidate
from knell.claims.layers import Layers
from knell.evaluate import corpora
from knell.evaluate.calibration import Reliability, table
from knell.evaluate.gold import GoldClaim, GoldReport, read_gold

WEIGHTS = Path(__file__).resolve().parents[1] / "src" / "knell" / "claims" / "weights.toml"
FOLDS = 5
PENALTIES = (0.3, 1.0, 3.0, 10.0, 30.0)
PASSES = 60
BIAS = "bias"
# Weights are written to this many digits: more would pretend to know more.
DIGITS = 1


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate's facts and whether the gold holds its claim."""

    report: str
    facts: tuple[str, ...]
    right: bool


def examples(reports: Iterable[GoldReport]) -> Iterator[Example]:
    """The candidates that reading weighs in these reports, judged by their gold."""
    for report in reports:
        for layers, candidate in weighed(report):
            right = judge(layers, candidate, report.claims)
            if right is not None:
                yield Example(report.id, candidate.features, right)


def weighed(gold: GoldReport) -> list[tuple[Layers, Candidate]]:
    """Every candidate of a report that is weighed, with all the facts it is weighed by."""
    module: Any = importlib.import_module("knell.claims.find")
    read, choose = module.read_sentence, module.choose
    here: list[Layers] = []
    seen: list[tuple[Layers, Candidate]] = []

    def reading(setting: Any) -> Any:
        here[:] = [setting.body[setting.number]]
        return read(setting)

    def choosing(candidates: Sequence[Candidate], extra: Sequence[str] = ()) -> Any:
        seen.extend((here[0], evidence.surrounded(candidate, extra)) for candidate in candidates)
        return choose(candidates, extra)

    with patch.object(module, "read_sentence", reading), patch.object(module, "choose", choosing):
        module.find_in(Body(gold.report))
    return seen


def judge(layers: Layers, candidate: Candidate, gold: Sequence[GoldClaim]) -> bool | None:
    """Whether a candidate is a claim of the gold; None when something other than its link decides that."""
    start, end = layers.tokens[candidate.start].start, layers.tokens[candidate.end - 1].end
    group = layers.tokens[candidate.group.start].start, layers.tokens[candidate.group.end - 1].end
    count = candidate.group.count
    same = [g for g in gold if g.outcome is candidate.predication.outcome]
    if candidate.negated or (count.low, count.high) == (0, 0):
        return None
    if any(not g.optional and (g.low, g.high) == (count.low, count.high) and touch(start, end, g) for g in same):
        return True
    return None if any(touch(*group, g) for g in same) else False


def touch(start: int, end: int, claim: GoldClaim) -> bool:
    """Whether a stretch of text shares a code point with a gold claim."""
    return start < claim.end and claim.start < end


def fit(seen: Sequence[Example], start: Mapping[str, float], penalty: float) -> dict[str, float]:
    """The weights that make what was seen likely without going far from where they start.

    One weight after the other takes a Newton step; the sum of log-losses is convex, so the order does not matter.
    """
    fitted = dict(start)
    rows: dict[str, list[int]] = {name: [] for name in start}
    for index, example in enumerate(seen):
        for name in (BIAS, *example.facts):
            if name in rows:
                rows[name].append(index)
    scores = [score(example, fitted) for example in seen]
    for _ in range(PASSES):
        largest = 0.0
        for name, held in rows.items():
            if not held:
                continue
            slope = penalty * (fitted[name] - start[name])
            curve = penalty
            for index in held:
                sure = evidence.probability(scores[index])
                slope += sure - seen[index].right
                curve += sure * (1.0 - sure)
            step = max(-1.0, min(1.0, -slope / curve))
            fitted[name] += step
            for index in held:
                scores[index] += step
            largest = max(largest, abs(step))
        if largest < 1e-3:
            break
    return fitted


def score(example: Example, table: Mapping[str, float]) -> float:
    """The log-odds of an example."""
    return table[BIAS] + sum(table.get(name, 0.0) for name in example.facts)


def loss(seen: Sequence[Example], table: Mapping[str, float]) -> float:
    """The mean log-loss of the examples."""
    each = (evidence.probability(score(one, table)) for one in seen)
    return -sum(math.log(p if one.right else 1.0 - p) for p, one in zip(each, seen, strict=True)) / len(seen)


def fold(report: str) -> int:
    """The fold a report is left out in: by its name, so that it never changes."""
    return int(sha256(f"fold {report}".encode()).hexdigest(), 16) % FOLDS


def left_out(seen: Sequence[Example], start: Mapping[str, float], penalty: float) -> list[tuple[Example, float]]:
    """Every example with the probability that weights fitted without its report give it."""
    judged: list[tuple[Example, float]] = []
    for number in range(FOLDS):
        kept = [one for one in seen if fold(one.report) != number]
        table = fit(kept, start, penalty)
        judged += [(one, evidence.probability(score(one, table))) for one in seen if fold(one.report) == number]
    return judged


def mean_loss(judged: Sequence[tuple[Example, float]]) -> float:
    """The mean log-loss of judged examples."""
    return -sum(math.log(p if one.right else 1.0 - p) for one, p in judged) / len(judged)


def reliability(judged: Sequence[tuple[Example, float]]) -> Reliability:
    """How sure against how often right, of what would be chosen."""
    return table([(p, one.right) for one, p in judged if p >= 0.5])


def told(name: str, judged: Sequence[tuple[Example, float]]) -> Iterator[str]:
    """The lines that say how good some weights are."""
    found = reliability(judged)
    wrong = sum((p >= 0.5) != one.right for one, p in judged)
    close = f"calibration {found.measure.value:.3f}"
    yield f"{name}: log-loss {mean_loss(judged):.4f}, {wrong} of {len(judged)} wrong, {close}"
    for row in found.bins:
        often = row.right / row.claims
        yield f"  {row.low:.1f}-{row.low + 0.1:.1f}: {row.claims:4d} said {row.confidence:.2f}, right {often:.2f}"


def rewritten(text: str, table: Mapping[str, float]) -> str:
    """The weights file with new numbers; its order and its comments stay."""

    def line(found: re.Match[str]) -> str:
        name = found["name"].strip('"')
        return f"{found['name']} = {round(table[name], DIGITS) + 0.0}" if name in table else found[0]

    return re.sub(r'^(?P<name>bias|"[^"\n]+") = -?[0-9.]+', line, text, flags=re.MULTILINE)


def main() -> None:
    """Fit, say what came of it, and write it if asked to."""
    parser = argparse.ArgumentParser(description="Fit the weights of a claim's evidence to the gold reports.")
    parser.add_argument("--data", type=Path, help="the folder that holds reports/ (default: as for knell evaluate)")
    parser.add_argument("--penalty", type=float, help="how hard the hand-set weights hold (default: the best left out)")
    parser.add_argument("--write", action="store_true", help=f"write the fitted weights into {WEIGHTS.name}")
    given = parser.parse_args()
    folder = corpora.where("claims", corpora.folder(given.data))
    if folder is None:
        parser.error("there are no gold reports; name their folder with --data")
    reports = [r for r in read_gold(folder) if r.language == "en" and not corpora.is_unread(r.id)]
    seen = list(examples(reports))
    hand = evidence.weights()
    start = {BIAS: hand.bias, **hand.features}
    print(f"{len(reports)} reports, {len(seen)} candidates, {sum(one.right for one in seen)} of them claims")
    tried = {p: left_out(seen, start, p) for p in ((given.penalty,) if given.penalty else PENALTIES)}
    best = min(tried, key=lambda p: mean_loss(tried[p]))
    for penalty, judged in tried.items():
        print(f"penalty {penalty}: log-loss {mean_loss(judged):.4f} on reports left out")
    before = [(one, evidence.probability(score(one, start))) for one in seen]
    print(*told("by hand", before), *told(f"fitted, penalty {best}, left out", tried[best]), sep="\n")
    fitted = fit(seen, start, best)
    moved = sorted(start, key=lambda name: (-abs(fitted[name] - start[name]), name))
    print("moved most:", *(f"  {name}: {start[name]:+.1f} -> {fitted[name]:+.2f}" for name in moved[:25]), sep="\n")
    if given.write:
        WEIGHTS.write_text(rewritten(WEIGHTS.read_text(encoding="utf-8"), fitted), encoding="utf-8")
        print(f"written: {WEIGHTS.name}; now measure with knell evaluate")


if __name__ == "__main__":
    main()
