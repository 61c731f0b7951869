"""Score times against the TIMEX2 annotations of WikiWars.

Times whose value is a stretch of days are asked for (see ``timex``); over the others (durations, sets, references,
years before Christ) a prediction is neither right nor wrong. A prediction is judged when it resolved to days. It is
right when it shares a code point with an annotation and has its value, or when it covers several annotations
("from 1914 to 1918") and runs from the first of them to the last; then all of those are found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knell.evaluate.gold import BadGold, as_date
from knell.evaluate.matching import overlap
from knell.evaluate.measures import Measure, Share, Tally
from knell.evaluate.timex import Value, value_of
from knell.model import Interval

_BODY = re.compile(r"<TEXT>(.*)</TEXT>", re.DOTALL)
_CREATED = re.compile(r"<DATETIME>\s*(\d{4}-\d\d-\d\d)")
_TAG = re.compile(r"<(/?)TIMEX2([^>]*)>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class GoldTime:
    """One annotated time; ``value`` is None when it is no stretch of days, and then it is not asked for."""

    start: int
    end: int
    val: str
    value: Value | None


@dataclass(frozen=True, slots=True)
class Mention:
    """One predicted time; ``interval`` is None when it was not resolved."""

    start: int
    end: int
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class History:
    """One article, its date and its times."""

    id: str
    text: str
    created: date | None
    times: tuple[GoldTime, ...]


@dataclass(frozen=True, slots=True)
class MarkedTimes:
    """One article, marked; ``spans`` are the times asked for that some prediction touches, whatever its value."""

    history: History
    found: tuple[GoldTime, ...]
    exact: tuple[GoldTime, ...]
    near: tuple[GoldTime, ...]
    spans: tuple[GoldTime, ...]
    missed: tuple[tuple[GoldTime, Mention | None], ...]
    right: tuple[Mention, ...]
    wrong: tuple[Mention, ...]


def read_wikiwars(path: Path) -> list[History]:
    """The articles under ``in/`` with the annotations under ``keyinline/``. Raises ``BadGold``."""
    return [_history(file, path / "keyinline" / f"{file.stem}.key.xml") for file in sorted((path / "in").glob("*.sgm"))]


def mark(history: History, mentions: Sequence[Mention]) -> MarkedTimes:
    """Match the times of one article."""
    asked = [time for time in history.times if time.value]
    found: set[int] = set()
    exact: set[int] = set()
    near: set[int] = set()
    spans: set[int] = set()
    right, wrong = [], []
    touching: dict[int, Mention] = {}
    for mention in mentions:
        touched = [i for i, t in enumerate(asked) if overlap(t.start, t.end, mention.start, mention.end)]
        spans.update(touched)
        touching |= {i: mention for i in touched if i not in touching}
        if mention.interval is None:
            continue
        hits = _hits([asked[i] for i in touched], mention.interval)
        found.update(i for i, hit in zip(touched, hits, strict=True) if hit)
        near.update(i for i in touched if _shares_a_day(asked[i], mention.interval))
        exact.update(
            i
            for i, hit in zip(touched, hits, strict=True)
            if hit and (asked[i].start, asked[i].end) == (mention.start, mention.end)
        )
        if any(hits):
            right.append(mention)
        elif touched or not any(overlap(t.start, t.end, mention.start, mention.end) for t in history.times):
            wrong.append(mention)
    return MarkedTimes(
        history,
        tuple(asked[i] for i in sorted(found)),
        tuple(asked[i] for i in sorted(exact)),
        tuple(asked[i] for i in sorted(near)),
        tuple(asked[i] for i in sorted(spans)),
        tuple((time, touching.get(i)) for i, time in enumerate(asked) if i not in found),
        tuple(right),
        tuple(wrong),
    )


def measures(marked: Sequence[MarkedTimes]) -> dict[str, Measure]:
    """Value right; value right and the very span; sharing a day; found as a time at all."""
    gold = sum(len(m.found) + len(m.missed) for m in marked)
    judged = sum(len(m.right) + len(m.wrong) for m in marked)
    exact = sum(len(m.exact) for m in marked)
    return {
        "value": Tally(sum(len(m.found) for m in marked), gold, sum(len(m.right) for m in marked), judged),
        "value and span": Tally(exact, gold, exact, judged),
        "shares a day": Share(sum(len(m.near) for m in marked), gold),
        "touched": Share(sum(len(m.spans) for m in marked), gold),
    }


def _hits(times: Sequence[GoldTime], interval: Interval) -> list[bool]:
    """For each touched time whether the prediction has its value, alone or as a stretch over all of them."""
    values = [time.value for time in times if time.value]
    if len(values) > 1 and values[0].starts(interval.start) and values[-1].ends(interval.end):
        return [True] * len(times)
    return [value.accepts(interval.start, interval.end) for value in values]


def _shares_a_day(time: GoldTime, interval: Interval) -> bool:
    return time.value is not None and time.value.overlaps(interval.start, interval.end)


def _history(plain: Path, key: Path) -> History:
    try:
        source = plain.read_text(encoding="utf-8")
        annotated = _BODY.search(key.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadGold(f"{plain}: cannot be read with its annotations ({error})") from error
    body, created = _BODY.search(source), _CREATED.search(source)
    if body is None or annotated is None:
        raise BadGold(f"{plain}: has no <TEXT>")
    text, times = _untagged(annotated[1])
    if text != body[1]:
        raise BadGold(f"{key}: annotates another text than {plain.name}")
    return History(plain.stem, text, as_date(created[1]) if created else None, tuple(times))


def _untagged(annotated: str) -> tuple[str, list[GoldTime]]:
    """The text without its tags and the times by offset; tags may nest."""
    pieces: list[str] = []
    times: list[GoldTime] = []
    opened: list[tuple[int, dict[str, str]]] = []
    here = last = 0
    for tag in _TAG.finditer(annotated):
        pieces.append(annotated[last : tag.start()])
        here += tag.start() - last
        last = tag.end()
        if not tag[1]:
            opened.append((here, dict(_ATTRIBUTE.findall(tag[2]))))
        elif opened:
            start, attributes = opened.pop()
            times.append(_time(start, here, attributes))
    pieces.append(annotated[last:])
    return "".join(pieces), sorted(times, key=lambda t: (t.start, t.end))


def _time(start: int, end: int, attributes: dict[str, str]) -> GoldTime:
    val = attributes.get("val", "")
    value = None if attributes.get("set") == "YES" else value_of(val, attributes.get("mod"))
    return GoldTime(start, end, val, value)
