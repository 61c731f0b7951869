"""What a reviewer decides about an event, by forms alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from knell.model import Outcome, Range
from knell.places import named
from knell.record import Query, Record
from knell.review import Role
from tests.web.asking import send
from tests.web.working import Night, become, carried, errors, night

WHY = {"why": "read again"}
ALL = ("figure", "describe", "merge", "split", "copy", "reviewed")


@pytest.fixture
def found(target: str) -> Iterator[Night]:
    with Record(target) as record:
        yield night(record)


def by_hand(found: Night) -> Range | None:
    row = next(row for row in found.record.listed(Query()).rows if row.key == found.key)
    return row.by_hand.get(Outcome.KILLED)


def test_a_figure_by_hand_stands_beside_the_rules_until_it_is_taken_away(client: TestClient, found: Night) -> None:
    before = found.record.figures(found.key, "every-casualty")
    address = f"/events/{found.key}/figure"
    text = client.get(address).text
    assert "every-casualty" in text and "airwars" in text
    typed = {"seen": "0", "outcome": "killed", "low": "131", "best": "147", "high": "170", **WHY}
    assert send(client, address, typed).status_code == 303
    assert found.record.figures(found.key, "every-casualty") == before
    assert found.figure() == Range(131, 147, 170)
    assert found.record.history(event=found.key)[0].kind == "figure"
    assert by_hand(found) == Range(131, 147, 170)
    version = str(found.record.version("event", found.key))
    assert send(client, address, {"seen": version, "outcome": "killed", "do": "clear", **WHY}).status_code == 303
    assert by_hand(found) is None
    send(client, "/decisions/last/undo")
    assert by_hand(found) == Range(131, 147, 170)


def test_an_event_is_called_and_placed_as_a_person_says(client: TestClient, found: Night) -> None:
    address = f"/events/{found.key}/describe"
    ganja = named("Ganja")[0]
    text = client.get(address, params={"q": "Ganja"}).text
    assert f'value="{ganja.geonames_id}"' in text
    typed = carried(text) | {
        "name": "The night in Baku",
        "start": "1990-01-20",
        "end": "1990-01-20",
        "date_precision": "1",
        "place": str(ganja.geonames_id),
        "clarity": "1",
        **WHY,
    }
    answer = send(client, address, typed)
    assert answer.status_code == 303, errors(answer.text)
    event = found.record.event(found.key).event
    assert event.name == "The night in Baku"
    assert event.place is not None and event.place.geonames_id == ganja.geonames_id
    assert event.interval is not None and event.interval.start == event.interval.end
    send(client, "/decisions/last/undo")
    assert found.record.event(found.key).event.name == "Black January"


def test_only_what_was_changed_of_a_description_is_decided(client: TestClient, found: Night) -> None:
    address = f"/events/{found.key}/describe"
    shown = carried(client.get(address).text)
    as_shown = {name.removeprefix("was_"): value for name, value in shown.items() if name.startswith("was_")}
    assert send(client, address, shown | as_shown | {"name": "January", **WHY}).status_code == 303
    made = found.record.history(event=found.key)[0]
    assert dict(made.new) == {"name": "January"}


def test_places_are_looked_up_without_losing_what_was_typed(client: TestClient, found: Night) -> None:
    address = f"/events/{found.key}/describe"
    typed = carried(client.get(address).text) | {"name": "Half typed", "q": "Cordoba, Argentina", "do": "search"}
    answer = send(client, address, typed)
    assert answer.status_code == 200
    assert "Half typed" in answer.text and "Córdoba" in answer.text
    assert found.record.history() == []


def test_two_events_become_one_and_two_again(client: TestClient, found: Night) -> None:
    other = found.record.events()[1].key
    count = found.record.count_events()
    text = client.get(f"/events/{other}/merge", params={"q": "Black January"}).text
    assert f'value="{found.key}"' in text
    answer = send(client, f"/events/{other}/merge", {"seen": "0", "into": found.key, **WHY})
    assert answer.status_code == 303, errors(answer.text)
    key = answer.headers["location"].removeprefix("/events/")
    assert found.record.count_events() == count - 1
    assert len(found.record.event(key).claims) == 71
    send(client, "/decisions/last/undo")
    assert found.record.count_events() == count


def test_claims_are_split_off_into_an_event_of_their_own(client: TestClient, found: Night) -> None:
    apart = [found.claim("At least 50 people").id, found.claim("at least 50 people had died").id]
    count = found.record.count_events()
    assert client.get(f"/events/{found.key}/split").text.count('type="checkbox"') >= 70
    answer = client.post(
        f"/events/{found.key}/split",
        data={
            "claim": apart,
            "seen": "0",
            **WHY,
            "csrf_token": carried(client.get(f"/events/{found.key}/split").text)["csrf_token"],
        },
        follow_redirects=False,
    )
    assert answer.status_code == 303, errors(answer.text)
    assert found.record.count_events() == count + 1
    assert found.figure().low != 50
    send(client, "/decisions/last/undo")
    assert found.record.count_events() == count
    assert found.figure().low == 50


def test_a_copy_is_marked_and_no_longer(client: TestClient, found: Night) -> None:
    before = found.record.event(found.key).independent_sources
    typed = {"report": "encyclopedia", "of": "current-time-2020", "is": "copy", **WHY}
    assert "current-time-2020" in client.get(f"/events/{found.key}/copy").text
    answer = send(client, f"/events/{found.key}/copy", typed)
    assert answer.status_code == 303, errors(answer.text)
    pairs = [{one.earlier, one.later} for one in found.record.event(found.key).copies]
    assert {"encyclopedia", "current-time-2020"} in pairs
    send(client, "/decisions/last/undo")
    assert found.record.event(found.key).independent_sources == before


def test_an_event_is_marked_as_reviewed_and_the_queue_goes_on(client: TestClient, found: Night) -> None:
    typed = {"seen": "0", "queue": "unreviewed", "at": "0", "back": f"/events/{found.key}?queue=unreviewed&at=0"}
    answer = send(client, f"/events/{found.key}/reviewed", typed)
    assert answer.headers["location"].startswith("/events/")
    assert found.key not in answer.headers["location"]
    assert found.record.history(event=found.key)[0].kind == "reviewed"


@pytest.mark.parametrize(
    ("what", "fields", "said"),
    [
        ("figure", {"outcome": "killed", "best": "150"}, "Say why"),
        ("figure", {"outcome": "killed", "low": "200", "best": "150", **WHY}, "is less than"),
        ("figure", {"outcome": "killed", "best": "many", **WHY}, "not a number of people"),
        ("figure", {"outcome": "killed", **WHY}, "at least one"),
        ("figure", {"outcome": "eaten", "best": "3", **WHY}, "Choose what"),
        ("describe", {"start": "1990-02-30", "end": "1990-02-30", "was_start": "", **WHY}, "no day that there is"),
        ("describe", {"start": "1990-01-21", "end": "1990-01-20", "was_start": "", **WHY}, "before the first"),
        ("describe", {"name": "Mine", "was_name": "Yours"}, "Say why"),
        ("merge", {**WHY}, "Choose the event"),
        ("merge", {"into": "nowhere"}, "Say why"),
        ("split", {**WHY}, "Choose the claims"),
        ("copy", {"report": "encyclopedia", "of": "encyclopedia", **WHY}, "two different"),
        ("copy", {"report": "elsewhere", "of": "encyclopedia", **WHY}, "of this event"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    client: TestClient, found: Night, what: str, fields: dict[str, str], said: str
) -> None:
    answer = send(client, f"/events/{found.key}/{what}", {"seen": "0", **fields})
    assert answer.status_code == 422
    assert any(said in one for one in errors(answer.text)), errors(answer.text)
    assert found.record.history() == []


@pytest.mark.parametrize("what", ALL)
def test_a_coder_settles_no_event(client: TestClient, found: Night, what: str) -> None:
    become(client, "cy", Role.CODER)
    assert send(client, f"/events/{found.key}/{what}", {"seen": "0", **WHY}).status_code == 403
    if what != "reviewed":
        assert client.get(f"/events/{found.key}/{what}").status_code == 403


@pytest.mark.parametrize("what", ALL)
def test_an_event_that_is_not_there_is_not_found(client: TestClient, found: Night, what: str) -> None:
    assert send(client, f"/events/nowhere/{what}", {"seen": "0", **WHY}).status_code == 404
