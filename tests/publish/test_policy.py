"""What a policy withholds is nowhere in what comes out, and all else stays as it was."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knell import Record, extract
from knell.events import LinkedEvent
from knell.model import Event, Place, Report
from knell.places import named
from knell.publish import Cut, Entry, Policy, PolicyError, Terms, Withheld
from knell.publish.policy import NOTHING, redacted
from knell.publish.redacting import withholdable
from knell.record import Decision, Kind, ReportRow, Status
from tests.record.strategies import example, sealed

DAY = date(2026, 5, 1)
TEXT = (
    "Gunmen killed 12 people in Osh on 3 May 2001, Rauf Quliyev said. "
    "Aida Quliyeva, a neighbour, counted 14 dead, she told Rauf QULIYEV."
)


def policy(text: str, path: Path) -> Policy:
    path.write_text(text, encoding="utf-8")
    return Policy.read(path)


def texts(value: Any) -> Iterator[str]:
    """All texts in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from texts(key)
            yield from texts(one)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from texts(one)
    elif dataclasses.is_dataclass(value):
        for one in dataclasses.fields(value):
            yield from texts(getattr(value, one.name))


def held(name: str, whose: str = "witness") -> Policy:
    return Policy.of({"names": [{"of": whose, "spellings": [name]}]})


@pytest.fixture(scope="module")
def entry(tmp_path_factory: pytest.TempPathFactory) -> Entry:
    """An event with a name in all that may hold one."""
    report = Report(
        id="rauf-quliyev.txt",
        text=TEXT,
        title="What Rauf Quliyev saw",
        published=date(2001, 5, 4),
        language="en",
        url="https://example.org/Rauf%20Quliyev",
        authors=("Rauf Quliyev", "Ann Bo"),
    )
    with Record(tmp_path_factory.mktemp("policy") / "r.db") as record:
        record.add(extract(report))
        record.link()
        key = record.events()[0].key
        record.mark_reviewed(key, by="ana", why="rang Rauf Quliyev")
        (found,) = Cut(record, Terms(DAY)).entries()
    return found


def test_a_name_is_nowhere_in_an_entry_and_the_event_with_its_numbers_and_keys_is(entry: Entry) -> None:
    assert any("Quliyev" in text for text in texts(entry))
    withheld = Withheld()
    rule = held("Rauf Quliyev")
    out = redacted(entry, rule, withheld)
    assert not [text for text in texts(out) if rule.words.found(text)]
    assert out.key == entry.key and out.reviewed
    assert ranges(out) == ranges(entry)
    for new, old in zip(out.statements, entry.statements, strict=True):
        assert (new.claim.id, new.claim.count, new.group) == (old.claim.id, old.claim.count, old.group)
        assert (new.claim.start, new.claim.end) == (old.claim.start, old.claim.end)
        assert len(new.claim.quote) == len(old.claim.quote)
    (row,) = out.reports
    assert row.title is None and row.url is None and row.sha256 == entry.reports[0].sha256
    assert row.id.startswith("withheld-")
    assert {row.id} == set(out.linked.reports) == {one.report for one in out.statements}
    assert {row.id} == {one.report for one in out.linked.members}
    assert out.decisions[0].why == "rang ████████████"
    told = withheld.report(rule)
    assert told["rules"][0]["fields"]["decisions.why"] == 1
    assert told["values"] == sum(told["rules"][0]["fields"].values())
    assert not rule.words.found(str(told))


def test_a_name_that_only_looks_alike_stays(entry: Entry) -> None:
    out = redacted(entry, held("Rauf Quliyevi"), Withheld())
    for one in dataclasses.fields(entry):
        assert getattr(out, one.name) is getattr(entry, one.name), one.name
    assert out is entry


def test_a_policy_of_nothing_changes_nothing(entry: Entry) -> None:
    assert redacted(entry, NOTHING, Withheld()) is entry


def ranges(entry: Entry) -> list[Any]:
    return [figure.range for by_rule in entry.figures.values() for figure in by_rule.values()]


def placed(place: Place | None, **given: Any) -> LinkedEvent:
    return LinkedEvent(Event("k", place=place, **given), (), (), ())


OSH = Place("Kara-Suu", "KG", "Osh Region", 40.7, 72.87, 1527299, 1)


@pytest.mark.parametrize(
    ("to", "name", "precision"),
    [("no coordinates", "Kara-Suu", 1), ("district", "Osh Region", 4), ("country", "Kyrgyzstan", 6)],
)
def test_a_place_is_coarsened_and_loses_its_coordinates(to: str, name: str, precision: int) -> None:
    rule = Policy.of({"places": [{"names": ["Kara Suu"], "to": to}]})
    withheld = Withheld()
    place = redacted(placed(OSH), rule, withheld).event.place
    assert place is not None
    assert (place.name, place.precision, place.country) == (name, precision, "KG")
    assert (place.lat, place.lon, place.geonames_id) == (None, None, None)
    assert place.admin1 == (None if to == "country" else "Osh Region")
    assert withheld.counts == Counter({("place 1", "events.place"): 1})
    assert withheld.points == {(40.7, 72.87)}
    kept = redacted(placed(dataclasses.replace(OSH, name="Nookat")), rule, Withheld()).event.place
    assert kept is not None and kept.lat == 40.7


def test_a_place_is_found_by_any_name_that_the_gazetteer_has_for_it() -> None:
    (known, *_) = [place for place in named("Kharkov") if place.country == "UA" and place.precision == 1]
    assert known.name != "Kharkov"
    rule = Policy.of({"places": [{"names": ["Kharkov"], "to": "no coordinates"}]})
    place = redacted(placed(known), rule, Withheld()).event.place
    assert place is not None and place.lat is None and place.geonames_id is None


def test_the_name_of_a_coarsened_place_is_withheld_in_words_too() -> None:
    rule = Policy.of({"places": [{"names": ["Kara-Suu"], "to": "district"}]})
    out = redacted(placed(OSH, name="Kara-Suu shooting", aliases=("the May shooting", "Kara Suu")), rule, Withheld())
    assert out.event.name is None and out.event.aliases == ("the May shooting",)


def test_a_division_that_bears_the_name_of_the_place_gives_way_to_the_country() -> None:
    rule = Policy.of({"places": [{"names": ["Osh"], "to": "district"}]})
    place = redacted(placed(dataclasses.replace(OSH, name="Osh")), rule, Withheld()).event.place
    assert place is not None and (place.name, place.admin1, place.precision) == ("Kyrgyzstan", None, 6)


def test_other_places_of_an_event_whose_place_is_withheld_lose_their_coordinates_too() -> None:
    near = dataclasses.replace(OSH, name="Kara-Suu bridge market")
    written = {"place": {"name": "The market", "lat": 40.71, "lon": 72.88, "geonames_id": None, "precision": 1}}
    decision = Decision(1, Kind.PLACE, None, None, "k", "ana", "", datetime(2026, 1, 1, tzinfo=UTC), old=written)
    base = Entry(placed(near), True, Status.REVIEWED, {}, {}, (), (), (), (), (), (decision,), {}, (), ())
    rule = Policy.of({"places": [{"names": ["Kara-Suu"], "to": "no coordinates"}]})
    old = redacted(base, rule, Withheld()).decisions[0].old["place"]
    assert old["lat"] is None and old["lon"] is None and old["name"] == "The market"


def test_whole_fields_are_left_empty(entry: Entry) -> None:
    rule = Policy.of({"fields": [{"field": "decisions.by"}, {"field": "reports.url"}, {"field": "claims.victims"}]})
    withheld = Withheld()
    out = redacted(entry, rule, withheld)
    assert {one.by for one in out.decisions} == {"█"} and {one.url for one in out.reports} == {None}
    assert {one.claim.victims.text for one in out.statements} == {"█"}
    assert withheld.counts["field 1", "decisions.by"] == len(entry.decisions)


def test_every_field_that_can_be_withheld_is_one(entry: Entry) -> None:
    for name in sorted(withholdable()):
        redacted(entry, Policy.of({"fields": [{"field": name}]}), Withheld())


def test_a_rule_ends_on_its_day(entry: Entry) -> None:
    rules = Policy.of({"names": [{"of": "minor", "spellings": ["Rauf Quliyev"], "until": date(2040, 1, 1)}]})
    assert rules.on(date(2039, 12, 31)) == rules
    assert not rules.on(date(2040, 1, 1))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = 1", "unknown key 'name'"),
        ('[[names]]\nof = "minor"\nspellings = ["A"]\nunitl = 2040-01-01', "unknown key 'unitl'"),
        ('[[names]]\nof = "child"\nspellings = ["A"]', "`of` must be one of"),
        ('[[names]]\nof = "minor"\nspellings = "A"', "must be a list"),
        ('[[names]]\nof = "minor"\nspellings = []', "must be a list"),
        ('[[names]]\nof = "minor"\nspellings = ["-"]', "no letter"),
        ('[[places]]\nnames = ["Osh"]\nto = "town"', "`to` must be one of"),
        ('[[fields]]\nfield = "events.key"', "cannot be withheld"),
        ('[[fields]]\nfield = "decisions.by"\nuntil = "2040-01-01"', "a day without quotes"),
        ("names = 3", "must be written as [[names]]"),
        ("[[names]", "cannot be read as a policy"),
    ],
)
def test_what_is_not_understood_is_an_error_of_one_line(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(PolicyError) as caught:
        policy(text, tmp_path / "p.toml")
    assert said in str(caught.value) and "p.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_policy_is_read(tmp_path: Path) -> None:
    found = policy(
        '[[names]]\nof = "minor"\nspellings = ["Ли Мин", "Li Min"]\nuntil = 2040-01-31\n'
        '[[places]]\nnames = ["Osh"]\nto = "country"\n[[fields]]\nfield = "decisions.by"\n',
        tmp_path / "p.toml",
    )
    assert [rule.label for rule in found.rules] == ["name 1", "place 1", "field 1"]
    assert found.names[0].until == date(2040, 1, 31)
    assert policy("", tmp_path / "p.toml") == NOTHING


@given(sealed(), st.text(alphabet="abcdefgh ", min_size=2, max_size=6))
def test_in_any_extraction_what_is_withheld_is_gone_and_the_rest_stands(one: Any, name: str) -> None:
    extraction, _ = one
    if not name.strip():
        return
    rule = held(name)
    out = redacted(extraction, rule, Withheld())
    assert not [text for text in texts(out) if rule.words.found(text)]
    assert len(out.claims) == len(extraction.claims) and len(out.events) == len(extraction.events)
    assert [(c.start, c.end, c.count) for c in out.claims] == [(c.start, c.end, c.count) for c in extraction.claims]
    assert len(out.report.text) == len(extraction.report.text)


def test_offsets_hold_in_a_redacted_text() -> None:
    extraction, _ = example()
    out = redacted(extraction, held("official data"), Withheld())
    for claim in out.claims:
        assert claim.cited is not None
        assert out.report.text[claim.cited.start : claim.cited.end] == "█" * 13


def test_a_row_says_nothing_of_a_name_in_its_outlet() -> None:
    row = ReportRow("r", "t", None, "en", "Rauf Quliyev", None, "", False)
    assert redacted(row, held("Rauf Quliyev"), Withheld()).outlet == "████████████"
