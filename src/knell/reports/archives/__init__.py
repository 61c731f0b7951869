"""Web archives: WARC files and WACZ go in; a report for each page, PDF and text in them comes out, one at a time.

Records that are broken, cut or lie about their length are passed over and counted; memory does not grow with the file.
"""

from knell.reports.archives.damage import damage_in
from knell.reports.archives.reading import read
from knell.reports.archives.wacz import read as read_wacz

__all__ = ["damage_in", "read", "read_wacz"]
