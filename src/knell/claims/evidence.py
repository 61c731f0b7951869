"""Weigh candidates by named features and choose at most one claim a group."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from knell.claims.candidates import Candidate
from knell.model import Outcome

# A candidate more likely wrong than right is no claim.
_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature is worth in log-odds."""

    bias: float
    features: Mapping[str, float]

    def score(self, features: Iterable[str]) -> float:
        """The log-odds of a candidate with these features."""
        return self.bias + sum(self.features.get(name, 0.0) for name in features)


@cache
def weights() -> Weights:
    """The weights that ship with knell."""
    data = tomllib.loads((resources.files(__package__) / "weights.toml").read_text(encoding="utf-8"))
    return Weights(float(data["bias"]), {name: float(value) for name, value in data["features"].items()})


def probability(score: float) -> float:
    """Log-odds as a probability."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


def _ends_worse(candidate: Candidate, score: float, other: Candidate) -> bool:
    """ "was hurt and later died": of two outcomes that share a subject the later death is what is reported."""
    killed = candidate.predication.outcome is Outcome.KILLED and other.predication.outcome is not Outcome.KILLED
    # "один поранений помер": what only describes the people who died stands right behind their number
    described = other.kind == "object" and other.predication.start == other.group.end
    shared = "subject:shared" in candidate.features
    return killed and score > 0 and shared and (other.kind == "subject" or described)


def surrounded(candidate: Candidate, extra: Sequence[str]) -> Candidate:
    """The candidate with those facts of its sentence and text that bear on it."""
    around = [fact for fact in extra if fact != "animals" or candidate.group.kind == "bare"]
    # words of sport stand beside an injured player far more often than beside the dead
    single = ":one" if candidate.group.kind == "one" else ""
    around = [f"sport:{candidate.predication.outcome}{single}" if fact == "sport" else fact for fact in around]
    return replace(candidate, features=(*candidate.features, *around)) if around else candidate


def choose(candidates: Sequence[Candidate], extra: Sequence[str] = ()) -> list[tuple[Candidate, float]]:
    """The best candidate of each group, with its probability, in text order.

    ``extra`` are facts of the sentence and the text; a candidate that they bear on carries them from here on.
    """
    table = weights()
    best: dict[int, tuple[float, Candidate]] = {}
    for candidate in candidates:
        candidate = surrounded(candidate, extra)
        score = table.score(candidate.features)
        here = best.get(candidate.group.start)
        if here is None or score > here[0] or _ends_worse(candidate, score, here[1]):
            best[candidate.group.start] = (score, candidate)
    chosen = [(candidate, probability(score)) for _, (score, candidate) in sorted(best.items())]
    return [(candidate, p) for candidate, p in chosen if p >= _ENOUGH]
