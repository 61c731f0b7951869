"""A cut of a record goes in; a folder of pages that need no server and ask no network comes out, in three languages.

Never says a number that no figure of the cut holds, and never leads a reader to anything outside its own folder but the
reports themselves.
"""

from knell.publish.site.pages import Offered
from knell.publish.site.site import Written, write_site

__all__ = ["Offered", "Written", "write_site"]
