"""Extractions go in; linked events come out, with copies, source groups and the reasons for each link.

Knows texts, times, places and claims as values; never reads a file, never decides a figure, never guesses a date or
place that no report gives.
"""

from knell.events import steps
from knell.events.blocking import block_keys
from knell.events.copied import Repeat, repeats
from knell.events.copies import find_copies, first_published
from knell.events.independence import Voice, most_independent, outlets_and_origins
from knell.events.linked import CopyKind, CopyPair, LinkedEvent, Match, Member, Passage, SourceGroup
from knell.events.linking import Linked, explain, link, link_anew
from knell.events.lists import Position
from knell.events.local import Local, local_events, local_key
from knell.events.matching import THRESHOLD
from knell.events.origins import normal_form
from knell.events.outlets import name_key as outlet_form
from knell.events.placements import Overruled, Placement
from knell.events.relinking import relink
from knell.events.shelf import Edges, Keeping, Lists, Near, Shelf
from knell.events.sources import Told
from knell.events.telling import retold
from knell.events.wordings import Wordings, wordings

__all__ = [
    "THRESHOLD",
    "CopyKind",
    "CopyPair",
    "Edges",
    "Keeping",
    "Linked",
    "LinkedEvent",
    "Lists",
    "Local",
    "Match",
    "Member",
    "Near",
    "Overruled",
    "Passage",
    "Placement",
    "Position",
    "Repeat",
    "Shelf",
    "SourceGroup",
    "Told",
    "Voice",
    "Wordings",
    "block_keys",
    "explain",
    "find_copies",
    "first_published",
    "link",
    "link_anew",
    "local_events",
    "local_key",
    "most_independent",
    "normal_form",
    "outlet_form",
    "outlets_and_origins",
    "relink",
    "repeats",
    "retold",
    "steps",
    "wordings",
]
