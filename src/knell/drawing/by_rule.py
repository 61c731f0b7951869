"""The same claims by each coding rule, as a sheet: from the lowest to the highest figure, with the best."""

from __future__ import annotations

from collections.abc import Mapping

from knell.drawing.marks import OPEN, grid, lying, point, room
from knell.drawing.scales import Numbers, numbers
from knell.drawing.svg import INK, LINE, MARGIN, PALETTE, QUIET, Sheet, element, figures, rule, text, titled
from knell.drawing.wording import Words
from knell.model import Figure, Outcome, Range

_WIDTH = 720.0
_NAMES, _FIGURES = 150.0, 250.0
_ROW = 27.0


def rules_svg(
    title: str,
    by_rule: Mapping[str, Mapping[Outcome, Figure]],
    outcome: Outcome,
    words: Words,
    *,
    lead: str = "",
    by_hand: Range | None = None,
    note: str = "",
) -> str | None:
    """The drawing, or None where neither a rule nor a person gives a figure; ``lead`` is the rule that leads."""
    found = {name: of[outcome].range if outcome in of else None for name, of in by_rule.items()}
    if by_hand is not None:
        found = {words.say("by_hand"): by_hand, **found}
    known = [n for one in found.values() if one is not None for n in (one.low, one.best, one.high) if n is not None]
    if not known:
        return None
    sheet = Sheet(_WIDTH, title, words.say("rules", outcome=words.outcome(outcome)), note, words.language)
    wide = room((_figure(value, words) for value in found.values()), _FIGURES)
    axis = numbers(known, MARGIN + _NAMES + OPEN + 4, _WIDTH - MARGIN - wide - OPEN - 4)
    top = sheet.y + 18
    sheet.add(*grid(axis, top, top + len(found) * _ROW, _WIDTH, words))
    for place, (name, value) in enumerate(found.items()):
        sheet.add(_row(name, value, top + (place + 0.5) * _ROW, axis, words, name == lead, wide))
    sheet.y = top + len(found) * _ROW
    sheet.key(words.say("log") if axis.is_log else "", words.say("rules_key"))
    return sheet.drawn("; ".join(f"{name}: {_figure(value, words)}" for name, value in found.items()))


def _row(name: str, value: Range | None, y: float, axis: Numbers, words: Words, leads: bool, wide: float) -> str:
    figure = _figure(value, words)
    fill = QUIET if value is None else INK
    parts = [
        titled(f"{name}: {figure}"),
        text(MARGIN, y + 4, name, fill=fill, bold=leads, width=_NAMES - 8),
        figures(_WIDTH - MARGIN, y + 4, figure, wide, fill, value is not None),
        rule(MARGIN, y + _ROW / 2, _WIDTH - MARGIN, y + _ROW / 2, LINE),
    ]
    if value is not None:
        stroke = PALETTE[1] if leads else PALETTE[6]
        low, best, high = (None if n is None else axis.at(n) for n in (value.low, value.best, value.high))
        parts.append("" if low is not None and low == high else lying(low, high, y, stroke, best=best))
        if best is None and low is not None and low == high:
            best = low
        parts.append(point(best, y) if best is not None else "")
    return element("g", "".join(parts))


def _figure(value: Range | None, words: Words) -> str:
    return words.say("no_figure") if value is None else words.range(value)
