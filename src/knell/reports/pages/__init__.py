"""Web pages (.html, .htm, .xhtml): bytes go in, one report comes out, with its title, dates and what was wrong.

The work is done in a process of its own with a limit of time and memory, so that no page can hang or end the
program. The main text is found by trafilatura; what that is known to lose is put back.
"""

from knell.reports.pages.decode import charset_of
from knell.reports.pages.reader import extractor, found, read, rederive

__all__ = ["charset_of", "extractor", "found", "read", "rederive"]
