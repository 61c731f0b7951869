"""Archives of pages go in, too many to keep one by one; tables of reports, claims and linked events come out.

The same functions as everywhere else read and link, in a plan that any engine runs with the same result: several
processes of this machine, or Spark. This room keeps no record and has no rule of its own.
"""

from knell.archive.choosing import Choice, NoTexts, reports_of
from knell.archive.engine import Engine, Job
from knell.archive.engines import listing_of, open_engine
from knell.archive.folder import Folder, InUse, NotAnArchive
from knell.archive.plan import Linked, link
from knell.archive.reading import Done
from knell.archive.rows import COUNTED, SAID, packed, said_row, unpacked
from knell.archive.run import Archive, NothingToRead, Plan, make
from knell.archive.tables import TABLES, Table

__all__ = [
    "COUNTED",
    "SAID",
    "TABLES",
    "Archive",
    "Choice",
    "Done",
    "Engine",
    "Folder",
    "InUse",
    "Job",
    "Linked",
    "NoTexts",
    "NotAnArchive",
    "NothingToRead",
    "Plan",
    "Table",
    "link",
    "listing_of",
    "make",
    "open_engine",
    "packed",
    "reports_of",
    "said_row",
    "unpacked",
]
