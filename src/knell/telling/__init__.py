"""What a record says goes in; words, rows and numbered notes as a person reads them come out.

What the command line prints and what a page of the app shows is made here once, so that both say the same. Never
decides a figure, never cuts one short, and knows nothing of terminals or of HTML.
"""

from knell.telling.citing import Notes
from knell.telling.figure_rows import (
    OWN_VOICE,
    FigureRow,
    Standing,
    Words,
    figure_of,
    figure_rows,
    kind_of,
    standing_of,
    written,
)
from knell.telling.numbers import GRADES, many, number, span, toll
from knell.telling.over_time import timeline_json
from knell.telling.told import Told, normal_forms, repeats_of, sources_json
from knell.telling.wording import (
    dates_and_precision,
    days,
    event_name,
    place_and_precision,
    place_name,
    place_precision,
    published,
    yearly,
)

__all__ = [
    "GRADES",
    "OWN_VOICE",
    "FigureRow",
    "Notes",
    "Standing",
    "Told",
    "Words",
    "dates_and_precision",
    "days",
    "event_name",
    "figure_of",
    "figure_rows",
    "kind_of",
    "many",
    "normal_forms",
    "number",
    "place_and_precision",
    "place_name",
    "place_precision",
    "published",
    "repeats_of",
    "sources_json",
    "span",
    "standing_of",
    "timeline_json",
    "toll",
    "written",
    "yearly",
]
