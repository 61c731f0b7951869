"""Our own sentences with what they say, by class of construction, and how a reading is held against them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knell import claims
from knell.model import Claim, Outcome, Report, Role, Wording

FILE = Path(__file__).resolve().parents[1] / "data" / "claims.en.jsonl"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One claim that a sentence makes; ``role`` is None where the sentence alone does not settle it."""

    outcome: Outcome
    low: int | None
    high: int | None
    wording: Wording
    role: Role | None = None
    negated: bool = False
    optional: bool = False
    quote: str = ""

    def fits(self, claim: Claim) -> bool:
        """Whether a claim is the one wanted."""
        count = claim.count
        return (
            claim.outcome is self.outcome
            and (count.low, count.high, count.wording) == (self.low, self.high, self.wording)
            and self.role in (None, claim.role)
            and claim.negated == self.negated
            and self.quote in claim.quote
        )


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text and the claims it makes; with none, any claim but that of nobody is an invention."""

    kind: str
    text: str
    claims: tuple[Wanted, ...] = ()


def load(path: Path = FILE) -> list[Sentence]:
    """The sentences of a file, one JSON object a line."""
    return [_sentence(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _sentence(row: dict[str, Any]) -> Sentence:
    return Sentence(row["class"], row["text"], tuple(_wanted(claim) for claim in row["claims"]))


def _wanted(row: dict[str, Any]) -> Wanted:
    role = row.get("role")
    return Wanted(
        Outcome(row["outcome"]),
        row["low"],
        row["high"],
        Wording(row["wording"]),
        Role(role) if role else None,
        row.get("negated", False),
        row.get("optional", False),
        row.get("quote", ""),
    )


def find(text: str) -> tuple[Claim, ...]:
    """What knell reads in an English text."""
    return claims.find(Report(id="sentence", text=text, language="en"))


def bounds(code: str, text: str) -> list[tuple[str, int | None, int | None]]:
    """The outcome and both bounds of every claim of a text in a language."""
    found = claims.find(Report(id="sentence", text=text, language=code))
    return [(claim.outcome.value, claim.count.low, claim.count.high) for claim in found]


def lows(code: str, text: str) -> list[tuple[str, int | None]]:
    """The outcome and the lower bound of every claim of a text in a language."""
    return [(outcome, low) for outcome, low, _ in bounds(code, text)]


def amiss(sentence: Sentence, found: Sequence[Claim]) -> list[str]:
    """What is missed and what is invented, a line each; that nobody was harmed may be said or left out."""
    left = list(found)
    lines = []
    for wanted in sorted(sentence.claims, key=lambda w: w.optional):
        claim = next((c for c in left if wanted.fits(c)), None)
        if claim is not None:
            left.remove(claim)
        elif not wanted.optional:
            lines.append(f"missed: {shown(wanted)}")
    return lines + [f"invented: {told(claim)}" for claim in left if not claim.negated]


def shown(wanted: Wanted) -> str:
    """A wanted claim in a few words."""
    role = f" {wanted.role.value}" if wanted.role else ""
    return f"{wanted.outcome.value} {wanted.low}-{wanted.high} {wanted.wording.value}{role}"


def told(claim: Claim) -> str:
    """A claim in a few words."""
    count = claim.count
    return (
        f"{claim.outcome.value} {count.low}-{count.high} {count.wording.value} {claim.role.value} "
        f"'{claim.quote}' ({claim.because[2]})"
    )
