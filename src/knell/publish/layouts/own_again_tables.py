"""The tables of knell's own layout by which a record is made again; only in releases that carry texts of reports."""

from __future__ import annotations

from knell.publish.layouts.own_tables import CLAIM_FIELDS
from knell.publish.tables import Field, Foreign, Table, Type
from knell.record import ClaimStatus, Kind

_S, _I, _A, _O = Type.STRING, Type.INTEGER, Type.ARRAY, Type.OBJECT
_REPORT = Field("report", _S, "The id of the report.", required=True)
_OF_REPORT = Foreign(("report",), "reports", ("id",))
_REVIEWED = Field(
    "reviewed", Type.BOOLEAN, "Whether a person reviewed the event, and nothing changed in it since.", required=True
)
# What stands aside, by the table that it would stand in if its event were in the release.
ASIDE = ("reports", "mentions", "readings", "findings", "commemorations")

TEXTS = Table(
    "texts",
    "The stored texts of the reports, which others hold the rights to; only where a release was asked to carry them.",
    (
        _REPORT,
        Field("text", _S, "The text that all spans point into."),
        Field("parts", _A, "Which stretches are body, title or caption: [kind, start, end].", required=True),
        Field("authors", _A, "Whom the report names as its own.", required=True, items=_S),
        Field("updated", Type.DATE, "The day on which it was last changed."),
        Field("dates", _A, "What gave its day of publication: [origin, words, day, whether of a change].", True),
        Field("extractor", _S, "What made the text of the archived bytes."),
        Field("reviewed", Type.BOOLEAN, "Whether all its events in this release are reviewed.", required=True),
    ),
    key=("report",),
    foreign=(_OF_REPORT,),
)

READINGS = Table(
    "readings",
    "The claims that people decided about, as they were read: `claims` has them as they count now, rejected ones not "
    "at all. What people added was not read, and stands in `claims` alone.",
    (
        Field("id", _S, "The claim's id.", required=True, unique=True),
        Field("event", _S, "The key of the event that it is in, or was rejected in.", required=True),
        _REPORT,
        Field("local_event", _S, "The key that the event has inside the report.", required=True),
        *CLAIM_FIELDS,
        Field("status", _S, "What people made of it.", True, enum=tuple(one.value for one in ClaimStatus)),
        _REVIEWED,
    ),
    key=("id",),
    foreign=(Foreign(("event",), "events", ("key",)), _OF_REPORT),
)

LOG = Table(
    "log",
    "Every decision once, in order, with all that it takes to make it again in another record.",
    (
        Field("number", _I, "Its number; events that a decision made are named by it.", True, unique=True, minimum=1),
        Field("kind", _S, "What was decided.", required=True, enum=tuple(one.value for one in Kind)),
        Field("claim", _S, "The claim it is about."),
        Field("report", _S, "The report it is about."),
        Field("local_event", _S, "The report's event that the claim is of."),
        Field("before", _S, "The event that the claim was in, by its key at that time."),
        Field("event", _S, "The event it names, by its key at that time."),
        Field("beside", _A, "What that event is named after: the report, and the event in it.", items=_S),
        Field(
            "by",
            _S,
            "Who decided, in releases that say so; else `person 1` for the first who decided anything, and so on.",
            required=True,
        ),
        Field("why", _S, "Why."),
        Field("made", _S, "When (UTC, ISO 8601), to the microsecond.", required=True),
        Field("old", _O, "What was.", required=True),
        Field("new", _O, "What is since.", required=True),
        Field("undoes", _I, "The decision that it takes back.", minimum=1),
        Field("reviewed", Type.BOOLEAN, "Whether the release holds reviewed events only.", required=True),
    ),
    key=("number",),
)

ASIDES = Table(
    "asides",
    "What reports say that stands in no event: moved away, taken back, or of an event that nothing is counted of.",
    (
        Field("report", _S, "The id of the report.", required=True),
        Field("kind", _S, "The table that it would stand in.", required=True, enum=ASIDE),
        Field("position", _I, "Its place among those of this kind in the report, from 0.", required=True, minimum=0),
        Field("said", _O, "The columns of that table; a report with its text.", required=True),
        Field("reviewed", Type.BOOLEAN, "Never: what stands in no event is not reviewed.", required=True),
    ),
    key=("report", "kind", "position"),
)
