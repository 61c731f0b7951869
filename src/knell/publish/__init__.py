"""A record and the terms of a release go in; files that others can use and pages that anyone can read come out.

All that goes out goes through ``Cut``, which leaves out what nobody reviewed and what the policy withholds. Never
decides a figure, never writes what it could not count, and asks no network.
"""

from knell.publish.cut import Cut, Entry
from knell.publish.exporting import Exported, NotOurs, export, fresh
from knell.publish.formats import CannotWrite, UnknownFormat, format_names, known_formats
from knell.publish.layouts import UnknownLayout, find_layout, layout_names
from knell.publish.policy import NOTHING, Policy, PolicyError, Withheld, redacted
from knell.publish.publishing import NoTemplates, Published, publish
from knell.publish.released import NotReadable, is_release, opened_release
from knell.publish.restoring import Restored, restore_release
from knell.publish.scan import Leaked, check, write_withheld
from knell.publish.sqlite_release import LostRows
from knell.publish.tables import BadRow
from knell.publish.terms import Terms
from knell.publish.versions import Releases, VersionError

__all__ = [
    "NOTHING",
    "BadRow",
    "CannotWrite",
    "Cut",
    "Entry",
    "Exported",
    "Leaked",
    "LostRows",
    "NoTemplates",
    "NotOurs",
    "NotReadable",
    "Policy",
    "PolicyError",
    "Published",
    "Releases",
    "Restored",
    "Terms",
    "UnknownFormat",
    "UnknownLayout",
    "VersionError",
    "Withheld",
    "check",
    "export",
    "find_layout",
    "format_names",
    "fresh",
    "is_release",
    "known_formats",
    "layout_names",
    "opened_release",
    "publish",
    "redacted",
    "restore_release",
    "write_withheld",
]
