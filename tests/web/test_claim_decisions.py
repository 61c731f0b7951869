"""What an analyst decides about a claim, by forms alone: each decision changes what it should, and can be undone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from knell.record import Record
from knell.review import Role
from knell.web.forgery import FIELD
from tests.web.asking import send, token
from tests.web.working import Night, become, carried, errors, night

MANY = "up to several hundred dead"
REASON = "a foreign desk's guess"


@pytest.fixture
def found(target: str) -> Iterator[Night]:
    with Record(target) as record:
        yield night(record)


def test_a_rejected_claim_counts_no_more_until_that_is_undone(client: TestClient, found: Night) -> None:
    claim = found.claim(MANY).id
    assert found.figure().high == 300
    answer = send(client, f"/claims/{claim}/reject", {"seen": "0", "why": REASON, "back": f"/events/{found.key}"})
    assert answer.status_code == 303
    assert found.figure().high == 170
    assert found.status(claim) == "rejected"
    (made,) = found.record.history(claim=claim)
    assert (made.by, made.why, made.kind) == ("ana", REASON, "reject")
    send(client, f"/decisions/{made.number}/undo", {"back": f"/events/{found.key}"})
    assert found.figure().high == 300
    assert found.status(claim) == "unreviewed"
    assert [one.kind for one in found.record.history(claim=claim)] == ["undo", "reject"]


def test_an_accepted_claim_is_accepted_and_the_last_own_decision_is_undone(client: TestClient, found: Night) -> None:
    claim = found.claim("60 people had died").id
    before = found.figure()
    assert send(client, f"/claims/{claim}/accept", {"seen": "0"}).status_code == 303
    assert (found.status(claim), found.figure()) == ("accepted", before)
    answer = send(client, "/decisions/last/undo", {"back": f"/events/{found.key}"})
    assert answer.headers["location"] == f"/events/{found.key}#claim-{claim}"
    assert found.status(claim) == "unreviewed"
    answer = send(client, "/decisions/last/undo", {"back": "/history"})
    assert "There is no decision of yours to undo." in client.get(answer.headers["location"]).text


@pytest.mark.parametrize(
    ("what", "fields", "said"),
    [
        ("reject", {"why": "  "}, "Say why"),
        ("correct", {}, "Nothing was changed"),
        ("correct", {"high": "about 200"}, "is not a number of people"),
        ("correct", {"high": "12,5"}, "is not a number of people"),
        ("correct", {"outcome": "eaten"}, "none of the values"),
        ("correct", {"high": "9" * 30}, "not so many people"),
        ("correct", {"role": ""}, "none of the values"),
        ("correct", {"cited": "the moon's own office"}, "does not say"),
        ("correct", {"wording": "range"}, "Range needs both"),
        ("move", {"event": "", "why": "because"}, "Choose the event"),
        ("move", {"event": "nowhere", "why": "because"}, "no event nowhere"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_and_what_was_typed_stays(
    client: TestClient, found: Night, what: str, fields: dict[str, str], said: str
) -> None:
    claim = found.claim(MANY).id
    text = client.get(f"/claims/{claim}/{what}").text
    shown = _as_shown(text) if what == "correct" else {}
    typed = carried(text) | shown | {"why": "I say so"} | fields
    answer = send(client, f"/claims/{claim}/{what}", typed)
    assert answer.status_code == 422
    told = " ".join(errors(answer.text)) or answer.text
    assert said in told
    for value in fields.values():
        if value.strip():
            assert value.replace("'", "&#39;") in answer.text
    assert found.record.history() == []


@pytest.mark.parametrize("what", ["accept", "reject", "correct", "move"])
def test_who_may_only_read_decides_nothing(client: TestClient, found: Night, what: str) -> None:
    claim = found.claim(MANY).id
    become(client, "rita", Role.READER)
    assert send(client, f"/claims/{claim}/{what}", {"seen": "0", "why": "because"}).status_code == 403
    if what != "accept":
        assert client.get(f"/claims/{claim}/{what}").status_code == 403
    assert found.record.history() == []


def test_a_coder_undoes_his_own_decisions_and_no_others(client: TestClient, found: Night) -> None:
    mine, others = found.claim(MANY).id, found.claim("83 dead").id
    found.record.accept(others, by="mia")
    become(client, "cy", Role.CODER)
    send(client, f"/claims/{mine}/accept", {"seen": "0"})
    own, other = found.record.history()
    assert send(client, f"/decisions/{other.number}/undo").status_code == 403
    assert send(client, f"/decisions/{own.number}/undo").status_code == 303
    assert found.status(others) == "accepted"
    become(client, "rex", Role.REVIEWER)
    assert send(client, f"/decisions/{other.number}/undo").status_code == 303
    assert found.status(others) == "unreviewed"


def test_what_is_not_there_is_said(client: TestClient, found: Night) -> None:
    for address in ("/claims/nothing/accept", "/claims/nothing/reject", "/decisions/99/undo"):
        assert send(client, address, {"why": "because"}).status_code == 404
    assert client.get("/claims/nothing/correct").status_code == 404


def test_reasons_given_before_are_offered_again(client: TestClient, found: Night) -> None:
    found.record.reject(found.claim("83 dead").id, by="mia", why="a <b>misprint</b>")
    text = client.get(f"/claims/{found.claim(MANY).id}/reject").text
    assert "a &lt;b&gt;misprint&lt;/b&gt;" in text and "<b>misprint" not in text


def test_save_and_next_goes_through_the_event_and_on_in_the_queue(client: TestClient, found: Night) -> None:
    back = f"/events/{found.key}?queue=unreviewed&at=0"
    first, second, *_ = offered(client.get(back).text)
    sent = {"seen": "0", "back": back}
    answer = send(client, f"/claims/{first}/accept", sent)
    here = f"/events/{found.key}?queue=unreviewed&at=0"
    assert answer.headers["location"] == f"{here}#claim-{second}"
    answer = send(client, f"/claims/{second}/reject", sent | {"why": "old", "then": "stay"})
    assert answer.headers["location"] == f"{here}#claim-{second}"
    second_page = offered(client.get(here + "&page=2").text)
    for claim in offered(client.get(back).text):
        if found.status(claim) == "unreviewed":
            last = claim
            found.record.accept(claim, by="mia")
    going = client.get(f"/claims/{last}/next", params={"back": back}, follow_redirects=False).headers["location"]
    assert going.startswith(f"/events/{found.key}?page=2&queue=unreviewed")
    assert going.endswith(f"#claim-{second_page[0]}")


def test_behind_the_last_claim_comes_the_next_event_of_the_queue(client: TestClient, found: Night) -> None:
    event = found.record.events()[1]
    back = f"/events/{event.key}?queue=unreviewed&at=1"
    answer = send(client, f"/claims/{event.claims[0]}/accept", {"seen": "0", "back": back})
    place, _, query = answer.headers["location"].partition("?")
    assert place.startswith("/events/") and place != f"/events/{event.key}"
    assert query.startswith("queue=unreviewed&at=")


def test_on_a_report_its_own_claims_come_first(client: TestClient, found: Night) -> None:
    address = "/reports/mehr-2014"
    first, second, *_ = offered(client.get(address).text)
    answer = send(client, f"/claims/{first}/accept", {"seen": "0", "back": address})
    assert answer.headers["location"] == f"{address}#claim-{second}"


def test_htmx_stays_on_its_page(client: TestClient, found: Night) -> None:
    back = f"/events/{found.key}?queue=unreviewed&at=0"
    claim = offered(client.get(back).text)[0]
    sent = {FIELD: token(client), "seen": "0", "back": back}
    quick = {"HX-Request": "true"}
    answer = client.post(f"/claims/{claim}/accept", data=sent, headers=quick, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, back)
    assert found.status(claim) == "accepted"


@pytest.mark.parametrize(
    "back", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "/a\nb"]
)
def test_a_form_leads_to_no_other_place(client: TestClient, found: Night, back: str) -> None:
    claim = found.claim(MANY).id
    answer = send(client, f"/claims/{claim}/accept", {"seen": "0", "back": back, "then": "stay"})
    assert answer.headers["location"] == f"/claims/{claim}#claim-{claim}"


def offered(text: str) -> list[str]:
    """The claims that a page offers to decide about, in its order."""
    return re.findall(r'<form class="decide"[^>]*data-claim="([0-9a-f]+)"', text)


def _as_shown(text: str) -> dict[str, str]:
    """The fields of a form about a claim as the page shows them."""
    return {name.removeprefix("was_"): value for name, value in carried(text).items() if name.startswith("was_")}


def test_enter_in_the_reason_never_accepts(client: TestClient, found: Night) -> None:
    text = client.get(f"/events/{found.key}").text
    forms = re.findall(r'<form class="decide".*?</form>', text, re.DOTALL)
    assert len(forms) > 5
    for form in forms:
        first = re.search(r"<button[^>]*>", form)
        assert first is not None and "/reject" in first[0]


def test_a_corrected_claim_counts_as_corrected_and_only_what_was_changed_is_kept(
    client: TestClient, found: Night
) -> None:
    claim = found.claim(MANY)
    text = client.get(f"/claims/{claim.id}/correct").text
    assert MANY in text
    typed = carried(text) | _as_shown(text) | {"high": "250", "why": "hundreds is no number"}
    answer = send(client, f"/claims/{claim.id}/correct", typed)
    assert answer.status_code == 303, errors(answer.text)
    assert found.figure().high == 250
    (made,) = found.record.history(claim=claim.id)
    assert (made.old, made.new) == ({"high": 300}, {"high": 250})
    send(client, f"/decisions/{made.number}/undo")
    assert found.figure().high == 300


def test_a_claim_moved_to_another_event_counts_there(client: TestClient, found: Night) -> None:
    claim = found.claim(MANY).id
    other = found.record.events()[1].key
    text = client.get(f"/claims/{claim}/move", params={"q": other[:8]}).text
    assert f'value="{other}"' in text
    typed = {"seen": "0", "event": other, "why": "of the week before", "back": f"/events/{found.key}"}
    assert send(client, f"/claims/{claim}/move", typed).status_code == 303
    assert found.figure().high == 170
    assert claim in found.record.event(other).claims
    send(client, "/decisions/last/undo")
    assert found.figure().high == 300
    assert claim not in found.record.event(other).claims


def test_a_claim_may_be_an_event_of_its_own(client: TestClient, found: Night) -> None:
    claim = found.claim(MANY).id
    count = found.record.count_events()
    send(client, f"/claims/{claim}/move", {"seen": "0", "event": "new", "why": "another place"})
    assert found.record.count_events() == count + 1
    assert found.figure().high == 170
    send(client, "/decisions/last/undo")
    assert found.record.count_events() == count
