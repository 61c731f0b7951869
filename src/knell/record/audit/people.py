"""Whether the log of what people did is whole: every line sealed, none missing."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from knell.record.audit.findings import Audit
from knell.record.logbook import faults
from knell.record.people_schema import log

_PART = "log"


def check_log(connection: Connection, audit: Audit) -> None:
    """Work out every seal again. That lines were cut off at the end shows only to who noted the last seal elsewhere."""
    if number := connection.execute(select(func.count()).select_from(log)).scalar():
        audit.counts["log lines"] += number
    for number, what in faults(connection):
        audit.fault(_PART, what, f"line {number} of the log")
