"""Figures go in; drawings come out, as places on a sheet that a page or an SVG can hold as they are.

Never decides a figure, and never shows a number without the claim it rests on.
"""

from knell.drawing.by_rule import rules_svg
from knell.drawing.by_source import sources_svg
from knell.drawing.chart import COLOURS, Chart, Dot, Entry, Line, charts
from knell.drawing.land import Country, Ring, countries
from knell.drawing.maps import Mark, map_svg, mark
from knell.drawing.over_time import toll_svg
from knell.drawing.overview import Bar, Overview, overview
from knell.drawing.png import NoPng, png
from knell.drawing.scales import Days, Numbers, Tick, days, numbers
from knell.drawing.wording import UnknownLanguage, Words, languages, words

__all__ = [
    "COLOURS",
    "Bar",
    "Chart",
    "Country",
    "Days",
    "Dot",
    "Entry",
    "Line",
    "Mark",
    "NoPng",
    "Numbers",
    "Overview",
    "Ring",
    "Tick",
    "UnknownLanguage",
    "Words",
    "charts",
    "countries",
    "days",
    "languages",
    "map_svg",
    "mark",
    "numbers",
    "overview",
    "png",
    "rules_svg",
    "sources_svg",
    "toll_svg",
    "words",
]
