"""The columns of UCDP GED 25.1: what the record holds goes in by UCDP's codes; what it does not hold stays empty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from knell.model import Interval, Place, Range
from knell.places import country_name
from knell.publish.cut import Entry
from knell.publish.layouts.countries import gw_number, region_of
from knell.publish.layouts.ged_checks import check
from knell.publish.layouts.ged_tables import CHECK, CLEAR, CODING, EVENTS, MIDNIGHT
from knell.publish.layouts.grid import cell_of
from knell.publish.layouts.shared import cited_by, date_prec, killed, number_of, perpetrators, plain, point_of
from knell.publish.tables import Cell, Row, Table
from knell.publish.terms import Terms
from knell.record import ReportRow

_RULE = "ucdp"
_CIVILIAN = "civilian"


class Ged:
    """The layout of UCDP GED."""

    name = "ged"
    version = "25.1"
    description = "UCDP Georeferenced Event Dataset: one row an event with at least one death."
    rules = """
- An event goes in when the rule `ucdp` gives at least one death in low, best or high. `coding` lists every event of the
  release, also those that did not go in, and why.
- `best`, `high` and `low` are the rule's, or what a person set by hand. A bound that is open or unknown is empty.
- Actors, dyads, conflicts, their ids and `type_of_violence` are empty: the record holds the words by which reports name
  those responsible (`coding.perpetrators`), not actors of UCDP's lists, and knell guesses none of them.
- `deaths_a` and `deaths_b` are empty for the same reason. `deaths_civilians` and `deaths_unknown` add up to `best`.
- `country_id` is the Gleditsch-Ward number of the state that the country was on the first day of the event. Where it
  was none of its own then (Azerbaijan in January 1990), it is empty: the record does not say whose the place was.
- `date_prec` is the record's, and never more exact than the number of days allows. Days that are known no better than
  to more than a year have no code, and the event does not go in.
- A column that UCDP fills and the record cannot is always there, in its place, and empty.
- A row is held to GED's own rules before it is written: codes, `low <= best <= high`, parts that add up to `best`, days
  that agree with `year` and `date_prec`, a point that lies in its PRIO-GRID cell, lists of sources of equal length. A
  row that breaks one stops the release, by name.
"""

    def tables(self, terms: Terms) -> tuple[Table, ...]:
        """How each event was coded, and the events."""
        return CODING, EVENTS

    def rows(self, entry: Entry, terms: Terms) -> Iterator[tuple[str, Row]]:
        """How the event was coded, and its row where it has one."""
        deaths = killed(entry, _RULE)
        why_not = _why_not(entry.linked.event.interval, None if deaths is None else deaths[0])
        coding: dict[str, Cell] = {
            "event": entry.key,
            "reviewed": entry.reviewed,
            "coded": not why_not,
            "why_not": why_not,
            "figure": deaths[1] if deaths else None,
            "claims": " ".join(deaths[2]) or None if deaths else None,
            "perpetrators": "; ".join(plain(one, ";") for one in perpetrators(entry)) or None,
        }
        yield CODING.name, coding
        if deaths is not None and why_not is None:
            yield EVENTS.name, _event(entry, deaths[0], deaths[2])


def _why_not(interval: Interval | None, deaths: Range | None) -> str | None:
    if deaths is None:
        return "no death is reported"
    if not any((deaths.low, deaths.best, deaths.high)):
        return "no number of deaths above 0 is stated"
    if interval is not None and date_prec(interval) is None:
        return "the days are known no better than to more than a year, for which UCDP has no code"
    return None


def _event(entry: Entry, deaths: Range, used: Sequence[str]) -> Row:
    event = entry.linked.event
    civilians = deaths.best if _only_civilians(entry, deaths.best, used) else None
    row: dict[str, Cell] = dict.fromkeys(field.name for field in EVENTS.fields)
    row |= {
        "id": number_of(entry.key),
        "relid": entry.key,
        "code_status": CLEAR if entry.reviewed else CHECK,
        **_sources(entry.reports),
        "source_original": ", ".join(plain(one, ";,") for one in cited_by(entry)) or None,
        **_place(event.place, event.interval.start if event.interval else None),
        "event_clarity": entry.linked.clarity,
        **_days_of(event.interval),
        "deaths_civilians": civilians,
        "deaths_unknown": None if deaths.best is None else deaths.best - (civilians or 0),
        "best": deaths.best,
        "high": deaths.high,
        "low": deaths.low,
    }
    check(row)
    return row


def _only_civilians(entry: Entry, best: int | None, used: Sequence[str]) -> bool:
    """Whether all the claims that give the best number by themselves, of which there is one, count civilians."""
    claims = [one.claim for one in entry.statements if one.claim.id in used]
    giving = [claim for claim in claims if best and claim.count.low == best == claim.count.high]
    return bool(giving) and all(claim.victims.status == _CIVILIAN for claim in giving)


def _sources(reports: Sequence[ReportRow]) -> dict[str, Cell]:
    """The reports in four columns; where a report has no title, its place in the list is kept."""
    offices = [plain(one.outlet, ";,") for one in reports]
    days = [one.published.isoformat() if one.published else "" for one in reports]
    titles = [plain(one.title, ";").replace('"', "'") for one in reports]
    articles = [f'"{office},{day},{title}"' for office, day, title in zip(offices, days, titles, strict=True)]
    columns = zip(
        ("source_article", "source_office", "source_date", "source_headline"),
        (articles, offices, days, titles),
        strict=True,
    )
    told = {name: ";".join(values) if any(values) else None for name, values in columns}
    return {"number_of_sources": len(reports), **told}


def _place(place: Place | None, day: date | None) -> dict[str, Cell]:
    if place is None:
        return {}
    found: dict[str, Cell] = {
        "where_prec": place.precision,
        "where_coordinates": plain(place.name) or None,
        "adm_1": plain(place.admin1) or None,
        "country": country_name(place.country),
        "country_id": gw_number(place.country, day),
        "region": region_of(place.country),
    }
    point = point_of(place)
    if point is not None:
        found |= {
            "latitude": point[0],
            "longitude": point[1],
            "geom_wkt": f"POINT ({point[1]:.6f} {point[0]:.6f})",
            "priogrid_gid": cell_of(*point),
        }
    return found


def _days_of(interval: Interval | None) -> dict[str, Cell]:
    if interval is None:
        return {}
    return {
        "year": interval.start.year,
        "date_prec": date_prec(interval),
        "date_start": interval.start.isoformat() + MIDNIGHT,
        "date_end": interval.end.isoformat() + MIDNIGHT,
    }


LAYOUT = Ged()
