"""Feeds (RSS, Atom, JSON Feed) and sitemaps: bytes go in; reports of the entries come out, or links to their pages.

The marks of a feed are cut apart before any parser sees them, and each entry is read by itself: nothing that a feed
defines for itself can grow, one broken entry costs no other, and the bytes of an entry are a feed of that one entry.
It never fetches, and takes no date for another.
"""

from knell.reports.feeds.kinds import Kind, kind_of
from knell.reports.feeds.links import Link, Links, links_in
from knell.reports.feeds.reader import found_in, read, rederive, unpacked

__all__ = ["Kind", "Link", "Links", "found_in", "kind_of", "links_in", "read", "rederive", "unpacked"]
