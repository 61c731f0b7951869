"""Web archives: WARC files and WACZ go in; a report for each page, PDF and text in them comes out, one at a time.

Records that are broken, cut or lie about their length are passed over and counted; memory does not grow with the file.
"""

from knell.reports.archives.cutting import cuts
from knell.reports.archives.damage import damage_in
from knell.reports.archives.reading import read, read_stream
from knell.reports.archives.wacz import read as read_wacz

__all__ = ["cuts", "damage_in", "read", "read_stream", "read_wacz"]
