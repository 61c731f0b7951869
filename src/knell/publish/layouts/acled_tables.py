"""The tables of the ACLED layout: the 31 columns of an ACLED export by name, order and type, and how each was coded."""

from __future__ import annotations

from knell.publish.layouts.ged_tables import CODING
from knell.publish.tables import Field, Foreign, Table, Type

_S, _I, _N = Type.STRING, Type.INTEGER, Type.NUMBER
_ACTORS = "Always empty: the record holds whom reports name, not ACLED's actors."
_TYPES = "Always empty: what kind of event it was follows from who the actors are."
REVIEWED, UNREVIEWED = "reviewed", "unreviewed"

EVENTS = Table(
    "acled",
    "Deaths by the rule `acled` in the columns of an ACLED export: a row an event, or a row a day where the rule "
    "divides a total over several days. Events known only to a country, or to more than a month, are left out. "
    "`tags` says whether a person reviewed the event.",
    (
        Field("event_id_cnty", _S, "The country's ISO letters, the event's number, and two digits for the day.",
              required=True, unique=True),
        Field("event_date", Type.DATE, "The day; the middle of the period where only a month is known.", True),
        Field("year", _I, "The year of that day.", required=True),
        Field("time_precision", _I, "1 the day, 2 the week, 3 the month.", required=True, minimum=1, maximum=3),
        Field("disorder_type", _S, _TYPES),
        Field("event_type", _S, _TYPES),
        Field("sub_event_type", _S, _TYPES),
        Field("actor1", _S, _ACTORS + " Whom reports name stands in `coding.perpetrators`."),
        Field("assoc_actor_1", _S, _ACTORS),
        Field("inter1", _S, _ACTORS),
        Field("actor2", _S, _ACTORS),
        Field("assoc_actor_2", _S, _ACTORS),
        Field("inter2", _S, _ACTORS),
        Field("interaction", _S, _ACTORS),
        Field("civilian_targeting", _S, "Always empty: the record does not say who was aimed at."),
        Field("iso", _I, "The country's ISO 3166-1 number.", minimum=1, maximum=999),
        Field("region", _S, "Always empty: the record does not hold ACLED's regions."),
        Field("country", _S, "The country by its English name at GeoNames.", required=True),
        Field("admin1", _S, "The first-order division."),
        Field("admin2", _S, "Always empty: the record keeps no second-order division."),
        Field("admin3", _S, "Always empty: the record keeps no third-order division."),
        Field("location", _S, "The name of the place."),
        Field("latitude", _N, "Degrees north.", minimum=-90, maximum=90),
        Field("longitude", _N, "Degrees east.", minimum=-180, maximum=180),
        Field("geo_precision", _I, "1 the town, 2 near it, 3 the region.", required=True, minimum=1, maximum=3),
        Field("source", _S, "The outlets whose claims give the number, parted by semicolons; those of all "
              "reports where no claim does."),
        Field("source_scale", _S, "Always empty: the record does not rank sources by their reach."),
        Field("notes", _S, "Where the number comes from, and how it is spread over days.", required=True),
        Field("fatalities", _I, "Deaths by the rule `acled`, or by hand.", required=True, minimum=0),
        Field("tags", _S, "Whether a person reviewed the event.", required=True, enum=(REVIEWED, UNREVIEWED)),
        Field("timestamp", _I, "Always empty: a release depends on no clock."),
    ),
    key=("event_id_cnty",),
    point=("latitude", "longitude"),
)  # fmt: skip

DAYS = Table(
    "days",
    "Which rows of the main table an event has, and what of its deaths each holds.",
    (
        Field("event_id_cnty", _S, "The row of the main table.", required=True, unique=True),
        Field("event", _S, "The event's key in the record.", required=True),
        Field("reviewed", Type.BOOLEAN, "Whether a person reviewed the event.", required=True),
        Field("fatalities", _I, "The deaths in this row.", required=True, minimum=0),
        Field("of", _I, "The deaths of the whole event.", required=True, minimum=0),
    ),
    key=("event_id_cnty",),
    foreign=(
        Foreign(("event_id_cnty",), EVENTS.name, ("event_id_cnty",)),
        Foreign(("event",), CODING.name, ("event",)),
    ),
)
