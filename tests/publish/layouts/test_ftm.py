"""Releases as entities and statements of followthemoney."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from knell.model import Commemoration, Finding, Outcome, Place, Range
from knell.publish import Entry
from knell.publish.layouts.ftm import ENTITIES, LAYOUT, STATEMENTS
from knell.publish.layouts.ftm_schema import Entity, checked
from knell.publish.tables import BadRow
from tests.publish.layouts.conftest import TERMS
from tests.publish.layouts.test_ged import moved


def entities_of(entry: Entry) -> dict[str, dict[str, Any]]:
    """The event's entities by their ids."""
    rows = [dict(ENTITIES.checked(row)) for table, row in LAYOUT.rows(entry, TERMS) if table == ENTITIES.name]
    found = {str(row["id"]): row for row in rows}
    assert len(found) == len(rows)
    return found


def of_schema(entry: Entry, schema: str) -> list[dict[str, list[str]]]:
    """The properties of the event's entities of a schema."""
    return [row["properties"] for row in entities_of(entry).values() if row["schema"] == schema]


def statements_of(entry: Entry) -> list[dict[str, Any]]:
    """The event's statements."""
    return [dict(STATEMENTS.checked(row)) for table, row in LAYOUT.rows(entry, TERMS) if table == STATEMENTS.name]


def test_an_event_with_its_articles_claims_and_sources(entries: dict[str, Entry]) -> None:
    entry = entries["bridge"]
    (event,) = of_schema(entry, "Event")
    assert event["name"] == ["Mykolayiv, 2022-04-14"] and event["country"] == ["ua"]
    assert event["keywords"] == ["reviewed"] and event["recordId"] == [entry.key]
    assert "ucdp: killed: low 9, best 9, high unknown" in event["notes"]
    counted = Counter(row["schema"] for row in entities_of(entry).values())
    assert (counted["Article"], counted["Documentation"], counted["Address"]) == (2, 3, 1)
    assert {"claim: killed", "claim: injured"} == {one["role"][0] for one in of_schema(entry, "Documentation")}
    assert ["the regional governor"] in [one["name"] for one in of_schema(entry, "PublicBody")]


def test_every_reference_names_an_entity_of_the_release(entries: dict[str, Entry]) -> None:
    ids = {ident for entry in entries.values() for ident in entities_of(entry)}
    statements = [row for entry in entries.values() for row in statements_of(entry)]
    pointing = [row["value"] for row in statements if row["prop_type"] == "entity"]
    assert pointing and set(pointing) <= ids
    assert len({row["id"] for row in statements}) == len(statements)


def test_an_article_of_two_events_stands_with_the_first_only(entries: dict[str, Entry]) -> None:
    later = replace(entries["bridge"], firsts={})
    assert not of_schema(later, "Article") and len(of_schema(later, "Documentation")) == 3


def test_statements_say_what_entities_say_with_ids_as_followthemoney_makes_them(entries: dict[str, Entry]) -> None:
    entities, statements = entities_of(entries["bridge"]), statements_of(entries["bridge"])
    assert len(statements) == sum(len(values) for one in entities.values() for values in one["properties"].values())
    for row in statements:
        assert row["value"] in entities[row["entity_id"]]["properties"][row["prop"]]
    title = next(row for row in statements if row["prop"] == "title" and row["value"] == "Toll rises")
    key = f"knell.{title['entity_id']}.title.Toll rises@eng"
    assert (title["lang"], title["id"]) == ("eng", hashlib.sha1(key.encode()).hexdigest())
    assert {row["origin"] for row in statements} == {"reviewed"}


def test_what_is_unknown_is_not_said(entries: dict[str, Entry]) -> None:
    entry = entries["nowhere"]
    (event,) = of_schema(entry, "Event")
    assert not event.keys() & {"startDate", "endDate", "country", "location", "addressEntity"}
    assert event["name"] == [f"Event {entry.key}"] and event["keywords"] == ["unreviewed"]
    assert not of_schema(entry, "Address")
    (article,) = of_schema(entry, "Article")
    assert not article.keys() & {"title", "publishedAt", "publisher", "sourceUrl"}
    (killed,) = of_schema(entry, "Documentation")
    assert killed["description"] == ["24 to unknown, vague, total"]


def test_a_place_without_its_point(entries: dict[str, Entry]) -> None:
    (place,) = of_schema(moved(entries["bridge"], place=Place("Ukraine", "UA", None, None, None, None, 6)), "Address")
    assert place == {"full": ["Ukraine"], "country": ["ua"], "remarks": ["where_prec 6"]}


def test_findings_and_days_of_remembrance_are_notes(entries: dict[str, Entry]) -> None:
    found = Finding(0, 9, "The court found the brigade guilty", "the court", "the brigade", None, False)
    day = Commemoration(0, 9, "a day of mourning", 4, 14, "day of mourning")
    entry = replace(
        entries["bridge"],
        findings=(("bridge-1", found),),
        commemorations=(("bridge-1", day),),
        by_hand={Outcome.KILLED: Range(10, 10, None)},
    )
    finding, mourning = of_schema(entry, "Note")
    assert finding["summary"] == ["the court holds responsible: the brigade", "not punished"]
    assert mourning["summary"] == ["--04-14: day of mourning"]
    (event,) = of_schema(entry, "Event")
    assert event["summary"][0].startswith("killed: low 10, best 10, high unknown")


@pytest.mark.parametrize(
    ("entity", "said"),
    [
        (Entity("a b", "Event", {"name": ("x",)}), "its id is none"),
        (Entity("a", "Massacre", {}), "no such schema"),
        (Entity("a", "Event", {}), "name is empty"),
        (Entity("a", "Event", {"name": ("x",), "killed": ("9",)}), "no property killed"),
        (Entity("a", "Event", {"name": ("x", "x")}), "says the same twice"),
        (Entity("a", "Event", {"name": ("x",), "startDate": ("14 April",)}), "startDate is no date"),
        (Entity("a", "Event", {"name": ("x",), "country": ("UA",)}), "country is no country"),
        (Entity("a", "Event", {"name": ("x",), "addressEntity": ("a",)}), "points at itself"),
        (Entity("a", "Address", {"latitude": ("north",)}), "latitude is no number"),
        (Entity("a", "Article", {"fileName": ("f",), "sourceUrl": ("file:///x",)}), "sourceUrl is no url"),
        (Entity("a", "Article", {"fileName": ("f",), "language": ("en",)}), "language is no language"),
        (Entity("a", "Documentation", {"document": ("b",)}), "entity is empty"),
    ],
)
def test_an_entity_that_breaks_the_model_is_named(entity: Entity, said: str) -> None:
    with pytest.raises(BadRow, match=f"entity {entity.id}") as refused:
        checked(entity)
    assert said in str(refused.value)
