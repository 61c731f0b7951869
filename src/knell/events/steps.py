"""The steps of linking one by one, for who runs them apart, on many machines or on what does not fit in memory.

``linking.link_anew`` runs them all on reports at hand; what a step gives depends on the values it is given alone.
"""

from knell.events.blocking import REACH as REACH_OF_EVENTS
from knell.events.blocking import position as position_of_event
from knell.events.candidates import REACH as REACH_OF_TEXTS
from knell.events.candidates import position as position_of_text
from knell.events.chrome import FEWEST, MOST_LOOKED_AT, chrome_spans, is_chrome, lines_of, report_number, rest_of
from knell.events.copies import Text, compare_texts
from knell.events.filling import keys_of
from knell.events.linking import brought_together
from knell.events.lists import number_of
from knell.events.local import Local, local_events
from knell.events.matching import compare
from knell.events.repeating import Telling, copied_events

__all__ = [
    "FEWEST",
    "MOST_LOOKED_AT",
    "REACH_OF_EVENTS",
    "REACH_OF_TEXTS",
    "Local",
    "Telling",
    "Text",
    "brought_together",
    "chrome_spans",
    "compare",
    "compare_texts",
    "copied_events",
    "is_chrome",
    "keys_of",
    "lines_of",
    "local_events",
    "number_of",
    "position_of_event",
    "position_of_text",
    "report_number",
    "rest_of",
]
