"""How far people who coded the same things without sight of each other agree: Krippendorff's alpha.

After K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), whose worked examples are among the tests;
the interval after A. F. Hayes and K. Krippendorff, Answering the Call for a Standard Reliability Measure for Coding
Data (Communication Methods and Measures 1, 2007), without its correction for draws in which nothing differs.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from math import fsum
from typing import TypeAlias

Value: TypeAlias = str | int | float | bool
Distance: TypeAlias = Callable[[Value, Value], float]

SAMPLES = 1000
SEED = 2007


class Metric(StrEnum):
    """What it means for two values to differ by more or by less."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement about one field. ``alpha`` is None where it is not defined; ``reason`` then says why.

    ``units`` are the things that two coders at least gave a value to, ``pairable`` the values given to them, ``alone``
    the values left out because nobody else gave one to the same thing. ``percent`` is the share of pairs that are
    equal. ``low`` and ``high`` bound 95 % of draws; None where all pairs are alike, so that every draw is.
    """

    metric: Metric
    alpha: float | None
    low: float | None
    high: float | None
    units: int
    coders: int
    pairable: int
    alone: int
    percent: float | None
    reason: str = ""


def agreement(
    units: Iterable[Mapping[str, Value | None]], metric: Metric, samples: int = SAMPLES, seed: int = SEED
) -> Agreement:
    """Agreement of codings: for each thing that was coded, what each coder said of it; None is no value.

    Neither the order of things nor that of coders changes the result.
    """
    given = [{coder: value for coder, value in unit.items() if value is not None} for unit in units]
    paired = [unit for unit in given if len(unit) > 1]
    alone = sum(len(unit) for unit in given if len(unit) == 1)
    coders = len({coder for unit in paired for coder in unit})
    counts = Counter(value for unit in paired for value in unit.values())
    pairable = counts.total()
    pairs = [(a, b, len(unit)) for unit in paired for a, b in combinations(unit.values(), 2)]
    percent = sum(a == b for a, b, _ in pairs) / len(pairs) if pairs else None

    def result(alpha: float | None, low: float | None, high: float | None, reason: str = "") -> Agreement:
        return Agreement(metric, alpha, low, high, len(paired), coders, pairable, alone, percent, reason)

    if not pairs:
        return result(None, None, None, "nothing was coded by two people")
    distance = _distance(metric, counts)
    expected = _expected(counts, distance)
    if expected == 0:
        return result(None, None, None, "every coding says the same: what never varies shows no agreement")
    weighted = [(distance(a, b), 2 / ((size - 1) * pairable)) for a, b, size in pairs]
    alpha = 1 - fsum(apart * weight for apart, weight in weighted) / expected
    low, high = _interval(weighted, expected, samples, seed)
    return result(alpha, low, high)


def _expected(counts: Counter[Value], distance: Distance) -> float:
    """The disagreement to be expected if the values had been dealt out by chance."""
    total = counts.total()
    apart = fsum(counts[a] * counts[b] * distance(a, b) for a, b in combinations(counts, 2))
    return 2 * apart / (total * (total - 1))


def _distance(metric: Metric, counts: Counter[Value]) -> Distance:
    """The squared difference of two values; of ordinal ones it depends on how often those between them were given."""
    if metric is Metric.NOMINAL:
        return lambda a, b: float(a != b)
    if metric is Metric.INTERVAL:
        return lambda a, b: (float(a) - float(b)) ** 2
    if metric is Metric.RATIO:
        return lambda a, b: 0.0 if a == b else ((float(a) - float(b)) / (float(a) + float(b))) ** 2
    below, middle = 0, dict[Value, float]()
    for value in sorted(counts, key=float):
        middle[value] = below + counts[value] / 2
        below += counts[value]
    return lambda a, b: (middle[a] - middle[b]) ** 2


def _interval(
    weighted: Sequence[tuple[float, float]], expected: float, samples: int, seed: int
) -> tuple[float | None, float | None]:
    """Bounds of 95 % of alphas, each from as many pairs drawn anew from the pairs there are."""
    pool = sorted(apart for apart, _ in weighted)
    if samples < 1 or pool[0] == pool[-1]:
        return None, None
    drawing = random.Random(seed)
    sizes = sorted(Counter(weight for _, weight in weighted).items())
    alphas = sorted(
        max(-1.0, 1 - fsum(weight * fsum(drawing.choices(pool, k=many)) for weight, many in sizes) / expected)
        for _ in range(samples)
    )
    cut = round(samples * 0.025)
    return alphas[cut], alphas[-1 - cut]


def by_unit(said: Iterable[tuple[Hashable, str, Value | None]]) -> list[dict[str, Value | None]]:
    """Codings as (thing, coder, value), gathered by thing; of two by one coder the later holds."""
    found: dict[Hashable, dict[str, Value | None]] = {}
    for unit, coder, value in said:
        found.setdefault(unit, {})[coder] = value
    return list(found.values())
