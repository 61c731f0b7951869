"""The record: extractions with their archived bytes go in; linked events, claims and figures come out, sourced.

Keeps everything it is given exactly as it was given, in one transaction or not at all. Never deletes what a report
says, never reads a report itself, never decides between figures.
"""

from knell.record import logbook, people_schema
from knell.record.asides import Aside
from knell.record.audit.findings import Audit, Fault
from knell.record.backup import Backup
from knell.record.claim_states import ClaimState
from knell.record.coding_stamp import coding_stamp
from knell.record.codings import Adjudication, Assignment, Coding, Codings, First, Item
from knell.record.database import Database
from knell.record.decision_schema import Kind, Subject
from knell.record.decisions import Conflict, Decision
from knell.record.errors import Missing, RecordError, RefusedReport
from knell.record.evidence.gather import Evidence
from knell.record.exchanges import archive_beside
from knell.record.explaining import Explained, Side
from knell.record.linked_schema import ClaimStatus
from knell.record.listing import (
    UNSURE_BELOW,
    Facets,
    Listed,
    Order,
    Page,
    Period,
    Periods,
    Point,
    Points,
    Query,
    Queue,
    Status,
)
from knell.record.log_checks import checked
from knell.record.logged import Logged
from knell.record.one_event import About, Glance, about, glance
from knell.record.overruling import overruled
from knell.record.report_list import ReportList, ReportQuery, ReportRow
from knell.record.report_rows import report_of
from knell.record.restoring import restore
from knell.record.rows import claim_of, claim_row, commemoration_of, event_of, finding_of, range_of
from knell.record.store import Record
from knell.record.visits import Visit
from knell.record.wholes import Mention, Reading, Whole, Wholes
from knell.record.writing import Sealed, Standing

__all__ = [
    "UNSURE_BELOW",
    "About",
    "Adjudication",
    "Aside",
    "Assignment",
    "Audit",
    "Backup",
    "ClaimState",
    "ClaimStatus",
    "Coding",
    "Codings",
    "Conflict",
    "Database",
    "Decision",
    "Evidence",
    "Explained",
    "Facets",
    "Fault",
    "First",
    "Glance",
    "Item",
    "Kind",
    "Listed",
    "Logged",
    "Mention",
    "Missing",
    "Order",
    "Page",
    "Period",
    "Periods",
    "Point",
    "Points",
    "Query",
    "Queue",
    "Reading",
    "Record",
    "RecordError",
    "RefusedReport",
    "ReportList",
    "ReportQuery",
    "ReportRow",
    "Sealed",
    "Side",
    "Standing",
    "Status",
    "Subject",
    "Visit",
    "Whole",
    "Wholes",
    "about",
    "archive_beside",
    "checked",
    "claim_of",
    "claim_row",
    "coding_stamp",
    "commemoration_of",
    "event_of",
    "finding_of",
    "glance",
    "logbook",
    "overruled",
    "people_schema",
    "range_of",
    "report_of",
    "restore",
]
