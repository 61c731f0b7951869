"""The tables of the GED layout: the 49 columns of UCDP GED 25.1 by name, order and type, and how each was coded."""

from __future__ import annotations

from knell.publish.layouts.countries import regions
from knell.publish.tables import Field, Foreign, Table, Type

_S, _I, _N = Type.STRING, Type.INTEGER, Type.NUMBER
_ACTORS = "Always empty: the record holds whom reports name, not the actors of UCDP's lists."
CLEAR, CHECK = "Clear", "Check deaths"
MIDNIGHT = " 00:00:00.000"


def _deaths(name: str, meaning: str) -> Field:
    return Field(name, _I, meaning, minimum=0)


EVENTS = Table(
    "ged",
    "Events with at least one death by the rule `ucdp`, in the columns of UCDP GED 25.1. What the record does not hold "
    "is empty; `code_status` says whether a person reviewed the event.",
    (
        Field("id", _I, "The event's number, made from its key; a float holds it too.", required=True, unique=True,
              minimum=0),
        Field("relid", _S, "The event's key in the record.", required=True, unique=True),
        Field("year", _I, "The year of the first day."),
        Field("active_year", Type.BOOLEAN, "Always empty: needs 25 deaths a year in a dyad, which nobody counts here."),
        Field("code_status", _S, f"`{CLEAR}` when a person reviewed the event, else `{CHECK}`.", True,
              enum=(CLEAR, CHECK)),
        Field("type_of_violence", _I, "Always empty: it follows from who the actors are.", minimum=1, maximum=3),
        Field("conflict_dset_id", _S, _ACTORS),
        Field("conflict_new_id", _I, _ACTORS),
        Field("conflict_name", _S, _ACTORS),
        Field("dyad_dset_id", _S, _ACTORS),
        Field("dyad_new_id", _I, _ACTORS),
        Field("dyad_name", _S, _ACTORS),
        Field("side_a_dset_id", _S, _ACTORS),
        Field("side_a_new_id", _I, _ACTORS),
        Field("side_a", _S, _ACTORS + " Whom reports name stands in `coding.perpetrators`."),
        Field("side_b_dset_id", _S, _ACTORS),
        Field("side_b_new_id", _I, _ACTORS),
        Field("side_b", _S, _ACTORS),
        Field("number_of_sources", _I, "How many reports tell of the event, copies too.", required=True, minimum=0),
        Field("source_article", _S, 'The reports, each as `"outlet,day,title"`, parted by semicolons.'),
        Field("source_office", _S, "Their outlets in the same order, parted by semicolons."),
        Field("source_date", _S, "Their days of publication in the same order, parted by semicolons."),
        Field("source_headline", _S, "Their titles in the same order, parted by semicolons."),
        Field("source_original", _S, "Whom the reports cite as the origin, in their words, parted by commas."),
        Field("where_prec", _I, "How exact the place is: UCDP's code.", minimum=1, maximum=7),
        Field("where_coordinates", _S, "The name of the place that the coordinates are of."),
        Field("where_description", _S, "Always empty: the record keeps no description of the place beyond its name."),
        Field("adm_1", _S, "The first-order division."),
        Field("adm_2", _S, "Always empty: the record keeps no second-order division."),
        Field("latitude", _N, "Degrees north.", minimum=-90, maximum=90),
        Field("longitude", _N, "Degrees east.", minimum=-180, maximum=180),
        Field("geom_wkt", _S, "The same point as well-known text."),
        Field("priogrid_gid", _I, "The PRIO-GRID cell, computed from the coordinates.", minimum=1, maximum=259200),
        Field("country", _S, "The country of today that the place lies in, by its English name at GeoNames."),
        Field("country_id", _I, "Its Gleditsch-Ward number; empty where it was no state of its own on the first day, "
              "and for territories and microstates."),
        Field("region", _S, "UCDP's region, by the Gleditsch-Ward number.", enum=regions()),
        Field("event_clarity", _I, "As a person gave it; empty where nobody did.", minimum=1, maximum=2),
        Field("date_prec", _I, "How exact the days are: UCDP's code.", minimum=1, maximum=5),
        Field("date_start", _S, "The first day, written as GED does, with midnight."),
        Field("date_end", _S, "The last day."),
        _deaths("deaths_a", "Always empty: the record does not give deaths to sides."),
        _deaths("deaths_b", "Always empty: the record does not give deaths to sides."),
        _deaths("deaths_civilians", "`best`, where every claim that gives it says civilians; else empty."),
        _deaths("deaths_unknown", "`best` less the civilians: deaths of people whose side is not said."),
        _deaths("best", "Best by the rule `ucdp`, or by hand; empty where no number is stated."),
        _deaths("high", "Highest; empty where open."),
        _deaths("low", "Lowest; empty where open."),
        Field("gwnoa", _S, _ACTORS),
        Field("gwnob", _S, _ACTORS),
    ),
    key=("id",),
    foreign=(Foreign(("relid",), "coding", ("event",)),),
    point=("latitude", "longitude"),
)  # fmt: skip

CODING = Table(
    "coding",
    "How each event of the release was coded, also those that the main table cannot hold, and why.",
    (
        Field("event", _S, "The event's key in the record.", required=True, unique=True),
        Field("reviewed", Type.BOOLEAN, "Whether a person reviewed the event, and it did not change since.", True),
        Field("coded", Type.BOOLEAN, "Whether the event is in the main table.", required=True),
        Field("why_not", _S, "Why it is not."),
        Field("figure", _S, "What the number of deaths comes from: a rule with its note, or a person."),
        Field("claims", _S, "The ids of the claims that the number rests on, parted by spaces."),
        Field("perpetrators", _S, "Who did it, in the words of the reports, parted by semicolons."),
    ),
    key=("event",),
)
