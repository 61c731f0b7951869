"""What each source gives for an outcome, as a sheet: a line a source, with what it has given up since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knell.drawing.marks import OPEN, grid, lying, numbered, point, room
from knell.drawing.scales import Numbers, numbers
from knell.drawing.svg import (
    BAND,
    EDGE,
    INK,
    MARGIN,
    PALETTE,
    QUIET,
    Sheet,
    element,
    figures,
    linked,
    rule,
    text,
    titled,
)
from knell.drawing.wording import Words
from knell.figures import Step
from knell.model import Count, Figure, Outcome, Range

_WIDTH = 720.0
_NAMES, _FIGURES = 262.0, 200.0
_ROW = 24.0
_MOST, _MOST_FIGURES = 60, 5
_COLOURED = len(PALETTE) - 1


def sources_svg(
    title: str,
    steps: Sequence[Step],
    sources: Mapping[str, int],
    outcome: Outcome,
    words: Words,
    *,
    figure: Figure | None = None,
    note: str = "",
    links: Mapping[str, str] | None = None,
) -> str | None:
    """The drawing, or None where no report gives a total of this outcome; ``figure``, a rule's, is drawn behind."""
    mine = [step for step in steps if step.outcome is outcome]
    if not mine:
        return None
    told = _by_source(mine, sources)
    sheet = Sheet(_WIDTH, title, words.say("sources", outcome=words.outcome(outcome)), note, words.language)
    sheet.has_links = bool(links)
    top, shown = sheet.y + 18, told[:_MOST]
    wide = room((_figures(held(one), words) for one in shown), _FIGURES)
    axis = _axis(mine, figure, wide)
    bottom = top + len(shown) * _ROW
    if figure is not None:
        sheet.add(_band(figure.range, axis, top, bottom))
    sheet.add(*grid(axis, top, bottom, _WIDTH, words))
    for place, mine_alone in enumerate(shown):
        sheet.add(_row(mine_alone, top + (place + 0.5) * _ROW, axis, sources, words, links or {}))
    sheet.y = bottom
    left = len(told) - len(shown)
    band = words.say("band", figure=words.range(figure.range), rule=figure.rule) if figure is not None else ""
    sheet.key(
        words.say("more", number=words.number(left)) if left else "",
        f"{band}." if band else "",
        words.say("log") if axis.is_log else "",
        words.say("sources_key"),
    )
    counted = words.say("counted", totals=words.number(len(mine)), sources=words.number(len(told)))
    said = "; ".join(f"{words.who(one[0])}: {all_given(one, words)}" for one in shown)
    return sheet.drawn(f"{counted}. {said}")


def held(steps: Sequence[Step]) -> list[Step]:
    """The totals that no later one of the same source took the place of; ``steps`` are in order of publication."""
    given_up: set[tuple[str, Count]] = set()
    found = []
    for step in reversed(steps):
        if (step.source, step.count) not in given_up:
            found.append(step)
        given_up.update((step.source, count) for count in step.before)
    return found[::-1]


def all_given(steps: Sequence[Step], words: Words) -> str:
    """The figures of one source in words: what it has given up, an arrow, what it holds to."""
    now = held(steps)
    parts = [_figures([step for step in steps if step not in now], words), _figures(now, words)]
    return " → ".join(part for part in parts if part)


def now_alone(steps: Sequence[Step], words: Words) -> str:
    """The figures that one source holds to; that there were others is shown by an arrow."""
    now = held(steps)
    return f"{'… → ' if len(now) < len(steps) else ''}{_figures(now, words)}"


def _by_source(steps: Sequence[Step], sources: Mapping[str, int]) -> list[list[Step]]:
    """All totals of each source, the source that holds to the lowest first."""
    found: dict[str, list[Step]] = {}
    for step in steps:
        found.setdefault(step.source, []).append(step)
    return sorted(
        found.values(),
        key=lambda told: (min(_least(step.count) for step in held(told)), sources.get(told[0].source, 0)),
    )


def _least(count: Count) -> int:
    return (count.high if count.low is None else count.low) or 0


def _axis(steps: Sequence[Step], figure: Figure | None, wide: float) -> Numbers:
    known = [bound for step in steps for bound in (step.count.low, step.count.high)]
    if figure is not None:
        known += [figure.range.low, figure.range.best, figure.range.high]
    first, last = MARGIN + _NAMES + OPEN + 4, _WIDTH - MARGIN - wide - OPEN - 4
    return numbers([bound for bound in known if bound is not None], first, last)


def _band(value: Range, axis: Numbers, top: float, bottom: float) -> str:
    low, high = (None if bound is None else axis.at(bound) for bound in (value.low, value.high))
    best = None if value.best is None else axis.at(value.best)
    left = axis.first - OPEN if low is None else low
    right = axis.last + OPEN if high is None else high
    parts = []
    if low is not None or high is not None:
        parts.append(element("rect", x=left, y=top, width=max(right - left, 2.0), height=bottom - top, fill=BAND))
    if best is not None:
        parts.append(rule(best, top, best, bottom, EDGE, 1.5, "2 3"))
    return "".join(parts)


def _row(
    told: Sequence[Step],
    y: float,
    axis: Numbers,
    sources: Mapping[str, int],
    words: Words,
    links: Mapping[str, str],
) -> str:
    now = held(told)
    number = sources.get(told[0].source, 0)
    colour = number if number <= _COLOURED else 0
    given = _figures(now, words)
    name = words.who(told[0])
    parts = [
        titled(f"{name}: {given}"),
        numbered(MARGIN + 8, y, number, colour),
        text(MARGIN + 22, y + 4, name, fill=INK, width=_NAMES - 26),
        figures(_WIDTH - MARGIN, y + 4, given, _WIDTH - MARGIN - axis.last - OPEN - 4),
    ]
    parts += [_said(step, y, axis, QUIET, words, links, hollow=True) for step in told if step not in now]
    parts += [_said(step, y, axis, PALETTE[colour], words, links) for step in now]
    return element("g", "".join(parts))


def _said(
    step: Step, y: float, axis: Numbers, stroke: str, words: Words, links: Mapping[str, str], hollow: bool = False
) -> str:
    low, high = (None if bound is None else axis.at(bound) for bound in (step.count.low, step.count.high))
    exact = step.count.low is not None and step.count.low == step.count.high
    is_open = low is None or high is None
    stated = (low if high is None else high) if is_open or exact else None
    mark = "" if exact else lying(low, high, y, EDGE if hollow else stroke, 2 if hollow and not is_open else 5)
    ends = [low, high] if hollow and not exact else [stated]
    mark += "".join(point(end, y, stroke, hollow) for end in ends if end is not None)
    says = f"{words.who(step)}: {words.count(step.count)}, {words.published(step.first, step.last)}"
    return linked(titled(says) + mark, links.get(step.claims[0]))


def _figures(steps: Sequence[Step], words: Words) -> str:
    """Figures in words; of very many the first ones."""
    found = list(dict.fromkeys(words.count(step.count) for step in steps))
    return ", ".join(found[:_MOST_FIGURES]) + (", …" if len(found) > _MOST_FIGURES else "")
