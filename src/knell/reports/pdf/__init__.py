"""PDF: the bytes of a file go in; its text in reading order comes out, with its title and what it says of its dates.

The library is asked in a process of its own, with limits on time and memory. Nothing is recognised from pictures.
"""

from knell.reports.pdf.reading import MOST_BYTES, extractor, found, read, rederive

__all__ = ["MOST_BYTES", "extractor", "found", "read", "rederive"]
