"""Score killed and injured figures against the MUC-4 development texts.

Gold says, per victim group of a coded incident, an outcome and a number: ``6``, ``30-`` (at least), ``-15`` (at most),
``5-10``, ``~200`` (about), ``PLURAL``, ``-`` or null (no number), and alternatives between `` / ``.

- A figure fits a number when its low or high is that number (both for ``5-10``); PLURAL is fitted by any figure
  of two or more or any vague one; no number is fitted by any figure of the outcome.
- Recall is judged everywhere, one to one inside a document. A gold item nobody took is also found when one figure
  covers several: its words name the victims of two or more gold items whose numbers add up to it.
- Only terrorist incidents are coded, so precision is judged only inside documents that have gold, against every
  gold and optional item: a figure is right when it fits one, when it is the sum of all of that outcome, or when it
  is a smaller part whose words name victims of a larger item.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from knell.evaluate.claims import is_nobody
from knell.evaluate.gold import report_of, rows
from knell.evaluate.matching import match
from knell.evaluate.measures import Measure, Share, share
from knell.evaluate.predicted import Predicted
from knell.model import Claim, Outcome, Report, Wording

_PLURAL = "PLURAL"
_WORD = re.compile(r"\w+")
_SHORT = 3
_EDGE = 60


@dataclass(frozen=True, slots=True)
class Coded:
    """One coded group of victims."""

    outcome: Outcome
    number: str
    victims: tuple[str, ...]
    optional: bool

    @property
    def options(self) -> tuple[str, ...]:
        """The alternatives of ``number``; empty when there is no number."""
        parts = (part.replace(" ", "") for part in self.number.split(" / "))
        return tuple(part for part in parts if part.strip("-~"))

    @property
    def numeric(self) -> bool:
        """Whether some alternative is a figure."""
        return any(option != _PLURAL for option in self.options)


@dataclass(frozen=True, slots=True)
class MucText:
    """One news text and the victims coded in it."""

    report: Report
    coded: tuple[Coded, ...]


@dataclass(frozen=True, slots=True)
class MucMarked:
    """One text, marked. ``by_words`` are the found items whose figure's words also name the victims."""

    text: MucText
    found: tuple[Coded, ...]
    by_words: tuple[Coded, ...]
    missed: tuple[Coded, ...]
    right: tuple[Claim, ...]
    wrong: tuple[Claim, ...]


def read_muc4(path: Path) -> list[MucText]:
    """The texts of a MUC-4 jsonl file. Raises ``BadGold``."""
    return [MucText(report_of(row), tuple(_coded(item) for item in row["gold"])) for row in rows(path)]


def mark(text: MucText, predicted: Predicted) -> MucMarked:
    """Match the killed and injured figures of one text."""
    wanted = [item for item in text.coded if not item.optional]
    outcomes = (Outcome.KILLED, Outcome.INJURED)
    given = [c for c in predicted.claims if c.outcome in outcomes and not is_nobody(c)]
    named = [[_names(text.report, claim, item) for claim in given] for item in wanted]
    partners = match([_edges(item, given, row) for item, row in zip(wanted, named, strict=True)])
    found, by_words, missed = [], [], []
    for item, row, partner in zip(wanted, named, partners, strict=True):
        if partner is not None:
            found.append(item)
            if row[partner]:
                by_words.append(item)
        elif any(_covers(text.report, claim, item, text.coded) for claim in given):
            found.append(item)
            by_words.append(item)
        else:
            missed.append(item)
    judged = given if text.coded else []
    verdicts = [_right(text, claim) for claim in judged]
    return MucMarked(
        text,
        tuple(found),
        tuple(by_words),
        tuple(missed),
        tuple(c for c, ok in zip(judged, verdicts, strict=True) if ok),
        tuple(c for c, ok in zip(judged, verdicts, strict=True) if not ok),
    )


def _edges(item: Coded, given: Sequence[Claim], named: Sequence[bool]) -> list[int]:
    """The figures that fit an item, those that name its victims first."""
    fitting = [index for index, claim in enumerate(given) if fits(item, claim)]
    return sorted(fitting, key=lambda index: (not named[index], index))


def fits(item: Coded, claim: Claim) -> bool:
    """Whether a figure is the coded number in one of its alternatives."""
    if claim.outcome is not item.outcome:
        return False
    return not item.options or any(_fits(option, claim) for option in item.options)


def recall(marked: Iterable[MucMarked], *, numeric: bool | None = None, outcome: Outcome | None = None) -> Share:
    """The share of coded items found, of all, of those with (or without) a figure, or of one outcome."""

    def wanted(item: Coded) -> bool:
        return (numeric is None or item.numeric is numeric) and (outcome is None or item.outcome is outcome)

    return sum(
        (Share(sum(map(wanted, m.found)), sum(map(wanted, m.found + m.missed))) for m in marked),
        Share(),
    )


def victims_named(marked: Iterable[MucMarked]) -> Share:
    """The share of coded items found by a figure whose words also name the victims."""
    return sum((Share(len(m.by_words), len(m.found) + len(m.missed)) for m in marked), Share())


def precision(marked: Iterable[MucMarked]) -> Share:
    """The share of right figures inside documents that have gold."""
    return share(ok for m in marked for ok in [True] * len(m.right) + [False] * len(m.wrong))


def measures(marked: Sequence[MucMarked]) -> dict[str, Measure]:
    """What is found everywhere, and what is right inside coded texts. The first is the headline."""
    return {
        "numeric found": recall(marked, numeric=True),
        "numeric killed found": recall(marked, numeric=True, outcome=Outcome.KILLED),
        "numeric injured found": recall(marked, numeric=True, outcome=Outcome.INJURED),
        "others found": recall(marked, numeric=False),
        "found by victims' words": victims_named(marked),
        "right in coded texts": precision(marked),
    }


def _coded(row: dict[str, object]) -> Coded:
    victims = row.get("victims") or ()
    assert isinstance(victims, list | tuple)
    return Coded(
        Outcome(str(row["outcome"])),
        str(row.get("number") or ""),
        tuple(str(victim) for victim in victims),
        bool(row.get("optional")),
    )


def _fits(option: str, claim: Claim) -> bool:
    low, high = claim.count.low, claim.count.high
    if option == _PLURAL:
        return (low or 0) >= 2 or (high or 0) >= 2 or claim.count.wording is Wording.VAGUE
    numbers = [int(n) for n in re.findall(r"\d+", option)]
    if len(numbers) == 2 and "-" in option.strip("-"):
        return (low, high) != (None, None) and low in (numbers[0], None) and high in (numbers[1], None)
    return any(number in (low, high) for number in numbers)


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.casefold()) if len(word) > _SHORT}


def _names(report: Report, claim: Claim, item: Coded) -> bool:
    """Whether the words of a figure, with a little context, share a word with a victim string."""
    around = report.text[max(0, claim.start - _EDGE) : claim.end + _EDGE]
    return not _words(" ".join(item.victims)).isdisjoint(_words(f"{around} {claim.victims.text}"))


def _quoted(claim: Claim, item: Coded) -> bool:
    return not _words(" ".join(item.victims)).isdisjoint(_words(f"{claim.quote} {claim.victims.text}"))


def _covers(report: Report, claim: Claim, item: Coded, coded: Sequence[Coded]) -> bool:
    """Whether one figure counts this item together with others that its words name."""
    if claim.outcome is not item.outcome or not _quoted(claim, item):
        return False
    together = [other for other in coded if other.outcome is item.outcome and _quoted(claim, other)]
    return len(together) > 1 and claim.count.low == sum(_value(other) for other in together)


def _value(item: Coded) -> int:
    numbers = re.findall(r"\d+", item.number)
    return int(numbers[0]) if numbers else 0


def _right(text: MucText, claim: Claim) -> bool:
    same = [item for item in text.coded if item.outcome is claim.outcome]
    if any(fits(item, claim) for item in same):
        return True
    if len(same) > 1 and claim.count.low == sum(_value(item) for item in same):
        return True
    low = claim.count.low or 0
    return any(_quoted(claim, item) and (_value(item) > low or _PLURAL in item.options) for item in same)
