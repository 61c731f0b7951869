"""Figures go in; drawings come out, as places on a sheet that a page or an SVG can hold as they are.

Never decides a figure, and never shows a number without the claim it rests on.
"""

from knell.drawing.chart import COLOURS, Chart, Dot, Entry, Line, charts
from knell.drawing.overview import Bar, Overview, overview
from knell.drawing.scales import Days, Numbers, Tick, days, numbers

__all__ = [
    "COLOURS",
    "Bar",
    "Chart",
    "Days",
    "Dot",
    "Entry",
    "Line",
    "Numbers",
    "Overview",
    "Tick",
    "charts",
    "days",
    "numbers",
    "overview",
]
