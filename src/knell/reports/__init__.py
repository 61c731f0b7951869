"""Reports: a path, a folder, an address or standard input goes in; ``Report`` values come out, one at a time, with what
was wrong.

Every format is a module of this room. One bad item never stops the rest, and no input raises. This room never reads a
report for its claims, never changes a text beyond what it says in a problem, and never guesses a date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knell.reports import lists
from knell.reports.answers import Hints, answered, asking, links_of, read_answer, saved_links
from knell.reports.assemble import Reading
from knell.reports.columns import read_rows
from knell.reports.deriving import rederive
from knell.reports.found import Sift
from knell.reports.inputs import ENDINGS, files, is_address, read, scan
from knell.reports.problems import Severity, severity
from knell.reports.stretches import Stretch, scan_lines, scan_stretch, stretches

if TYPE_CHECKING:
    from knell.reports.archives import damage_in
    from knell.reports.feeds import Links
    from knell.reports.fetching import Archive, Clock, Fetcher, Got, Limits, Manners, Missed, Networks, State, Written
    from knell.reports.skimming import Skimmed, guess, skim

__all__ = [
    "ENDINGS",
    "Archive",
    "Clock",
    "Fetcher",
    "Got",
    "Hints",
    "Limits",
    "Links",
    "Manners",
    "Missed",
    "Networks",
    "Reading",
    "Severity",
    "Sift",
    "Skimmed",
    "State",
    "Stretch",
    "Written",
    "answered",
    "asking",
    "damage_in",
    "files",
    "guess",
    "is_address",
    "links_of",
    "lists",
    "read",
    "read_answer",
    "read_rows",
    "rederive",
    "saved_links",
    "scan",
    "scan_lines",
    "scan_stretch",
    "severity",
    "skim",
    "stretches",
]


def __getattr__(name: str) -> Any:
    """What fetching needs is loaded when it is first asked for."""
    if name in ("Archive", "Clock", "Fetcher", "Got", "Limits", "Manners", "Missed", "Networks", "State", "Written"):
        from knell.reports import fetching

        return getattr(fetching, name)
    if name == "damage_in":
        from knell.reports.archives import damage_in

        return damage_in
    if name in ("Skimmed", "guess", "skim"):
        from knell.reports import skimming

        return getattr(skimming, name)
    if name == "Links":
        from knell.reports.feeds import Links

        return Links
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
