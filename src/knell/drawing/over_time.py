"""The toll of an event over time, as a sheet: every total by the day it was published, by its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knell.drawing.by_source import all_given, now_alone
from knell.drawing.chart import Chart, Dot, charts
from knell.drawing.letters import measured
from knell.drawing.marks import numbered, room
from knell.drawing.scales import named
from knell.drawing.svg import EDGE, LINE, MARGIN, PALETTE, QUIET, Sheet, element, figures, linked, rule, text, titled
from knell.drawing.wording import Words
from knell.figures import Step
from knell.model import Outcome

_WIDTH = 652.0
_MOST_NAMED = 40
_ROW = 19.0


def toll_svg(
    title: str,
    steps: Sequence[Step],
    sources: Mapping[str, int],
    outcome: Outcome,
    words: Words,
    *,
    note: str = "",
    links: Mapping[str, str] | None = None,
) -> str | None:
    """The drawing, or None where no report gives a total of this outcome.

    ``sources`` are the numbers that the source groups have; ``links`` addresses by the ids of claims. ``note`` is
    what is to be said of it at once, as that it is not reviewed.
    """
    mine = [step for step in steps if step.outcome is outcome]
    if not mine:
        return None
    (chart,) = charts(mine, sources)
    sheet = Sheet(_WIDTH, title, words.say("toll", outcome=words.outcome(outcome)), note, words.language)
    sheet.has_links = bool(links)
    top = sheet.y
    shift = f"translate({MARGIN:g} {top:g})"
    sheet.add(
        element("g", "\n".join([*_axes(chart, words), *_marks(chart, mine, words, links or {})]), transform=shift)
    )
    sheet.y += chart.height
    _legend(sheet, mine, sources, chart, words)
    sheet.key(words.say("log") if chart.y.is_log else "", words.say("toll_key"))
    counted = words.say("counted", totals=words.number(len(mine)), sources=words.number(chart.sources))
    said = "; ".join(f"{words.who(step)}: {words.count(step.count)}" for step in mine[:_MOST_NAMED])
    return sheet.drawn(f"{counted}. {said}")


def _axes(chart: Chart, words: Words) -> list[str]:
    parts = []
    for tick in chart.y.ticks:
        parts.append(rule(chart.left, tick.at, chart.right, tick.at, LINE))
        parts.append(figures(chart.left - 8, tick.at + 4, words.tick(tick), chart.left, QUIET, False))
    days = chart.x
    for tick in named(days, words.months) if days else ():
        parts.append(rule(tick.at, chart.bottom, tick.at, chart.bottom + 5, EDGE))
        at = min(tick.at, chart.right - measured(tick.words, 11) / 2)
        parts.append(text(round(at, 1), chart.bottom + 18, tick.words, anchor="middle"))
    parts.append(rule(chart.left, chart.bottom, chart.right, chart.bottom, EDGE))
    if chart.undated is not None:
        if days:
            parts.append(rule(chart.undated, chart.top, chart.undated, chart.bottom, LINE))
        parts.append(text(chart.undated + 6, chart.bottom + 18, words.say("undated")))
    return parts


def _marks(chart: Chart, steps: Sequence[Step], words: Words, links: Mapping[str, str]) -> list[str]:
    parts = []
    for line in chart.lines:
        points = " ".join(f"{x:g},{y:g}" for x, y in line.points)
        parts.append(element("polyline", points=points, fill="none", stroke=PALETTE[line.colour], stroke_width=1.5,
                             stroke_dasharray="4 3"))  # fmt: skip
    parts += [rule(dot.true_x, dot.y, dot.x, dot.y, PALETTE[dot.colour]) for dot in chart.dots if dot.x != dot.true_x]
    for dot, step in zip(chart.dots, steps, strict=True):
        says = f"{words.who(step)}: {words.count(step.count)}, {words.published(step.first, step.last)}"
        parts.append(linked(titled(says) + _range(dot) + numbered(dot.x, dot.y, dot.source, dot.colour),
                            links.get(dot.claim)))  # fmt: skip
    return parts


def _range(dot: Dot) -> str:
    if dot.top >= dot.bottom:
        return ""
    colour = PALETTE[dot.colour]
    is_open = dot.open_top or dot.open_bottom
    parts = [rule(dot.x, dot.top, dot.x, dot.bottom, colour, 2, "3 2" if is_open else None)]
    for end, turn in ((dot.top, 1), (dot.bottom, -1)):
        if dot.open_top if turn == 1 else dot.open_bottom:
            path = f"M{dot.x - 4:g} {end + 6 * turn:g}L{dot.x:g} {end:g}L{dot.x + 4:g} {end + 6 * turn:g}"
            parts.append(element("path", d=path, fill="none", stroke=colour, stroke_width=1.75))
        else:
            parts.append(rule(dot.x - 4, end, dot.x + 4, end, colour, 1.5))
    return "".join(parts)


def _legend(sheet: Sheet, steps: Sequence[Step], sources: Mapping[str, int], chart: Chart, words: Words) -> None:
    """Who each number is, with what it gave, in two columns."""
    colours = {dot.source: dot.colour for dot in chart.dots}
    by_source: dict[str, list[Step]] = {}
    for step in steps:
        by_source.setdefault(step.source, []).append(step)
    ordered = sorted(by_source.values(), key=lambda of: sources.get(of[0].source, 0))
    shown = ordered[:_MOST_NAMED]
    half = -(-len(shown) // 2)
    column = (sheet.width - 2 * MARGIN - 16) / 2
    sheet.y += 8
    for place, told in enumerate(shown):
        x = MARGIN + (place // half) * (column + 16)
        y = sheet.y + (place % half + 0.5) * _ROW
        number = sources.get(told[0].source, 0)
        whole, most = all_given(told, words), column * 0.45
        brief = whole if measured(whole, 11, bold=True) <= most else now_alone(told, words)
        wide = room([brief], most)
        name, middle = words.who(told[0]), round(y + 4, 1)
        sheet.add(
            element(
                "g",
                titled(f"{number}: {name}: {whole}")
                + numbered(round(x + 8, 1), round(y, 1), number, colours.get(number, 0))
                + text(round(x + 22, 1), middle, name, width=column - wide - 24)
                + figures(round(x + column, 1), middle, brief, wide),
            )
        )
    sheet.y += half * _ROW
    if len(ordered) > len(shown):
        sheet.key(words.say("unnamed_sources", number=words.number(len(ordered) - len(shown))))
