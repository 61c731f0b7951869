"""An event's page: what is known, who disagrees, every claim with its words."""

from __future__ import annotations

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from knell.model import Outcome
from knell.record import Record


@pytest.fixture
def record(target: str) -> Record:
    return Record(target, create=False)


@pytest.fixture
def key(record: Record) -> str:
    return record.events()[0].key


def every_page(client: TestClient, key: str) -> list[str]:
    """The event's page, and further pages of its claims."""
    pages = [client.get(f"/events/{key}").text]
    while 'rel="next"' in pages[-1]:
        pages.append(client.get(f"/events/{key}?page={len(pages) + 1}").text)
    return pages


def test_every_claim_of_the_event_can_be_reached(client: TestClient, record: Record, key: str) -> None:
    pages = "".join(every_page(client, key))
    for claim in record.claims(key):
        assert f"claim-{claim.id}" in pages


def test_the_page_gives_the_figures_of_the_rule_that_is_asked_for(client: TestClient, record: Record, key: str) -> None:
    for rule in ("every-casualty", "ucdp"):
        page = client.get(f"/events/{key}?rule={rule}").text
        killed = record.figures(key, rule)[Outcome.KILLED].range
        shown = re.search(r'id="known-killed".*?<p class="figure big"><b>([^<]*)</b>', page, re.DOTALL)
        assert shown and shown[1] == f"{killed.low:,}–{killed.high:,}"
    assert client.get(f"/events/{key}?rule=nonsense").status_code == 404
    assert client.get("/events/nobody").status_code == 404


def test_an_event_counts_as_many_copies_on_its_page_as_in_the_list(
    client: TestClient, record: Record, key: str
) -> None:
    copies = len({pair.later for pair in record.event(key).copies})
    assert copies > 1
    assert f"({copies} copies, " in client.get(f"/events/{key}").text
    assert f", {copies} copies" in client.get("/events").text


def test_the_drawing_and_its_table_say_the_same(client: TestClient, key: str) -> None:
    page = client.get(f"/events/{key}").text
    drawing = page[page.index('id="chart-killed"') :]
    drawing = drawing[: drawing.index("</figure>")]
    assert drawing.count("<circle") == drawing.count('<td data-label="source">') > 2
    assert 'aria-labelledby="svg-title-killed' in drawing


def test_a_claim_stands_in_its_sentence_with_its_words_marked(client: TestClient, record: Record, key: str) -> None:
    pages = "".join(every_page(client, key))
    for claim in record.claims(key)[:20]:
        found = re.findall(rf'<mark class="m [^"]*"[^>]*data-of="[^"]*{claim.id}[^"]*"[^>]*>([^<]*)</mark>', pages)
        if f'id="claim-{claim.id}"' in pages:
            assert claim.quote.split()[0] in unescape(" ".join(found))


def test_nothing_on_the_page_needs_what_a_strict_policy_forbids(client: TestClient, key: str) -> None:
    page = client.get(f"/events/{key}").text
    assert not re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=", page)


def test_claims_alone_are_a_part_of_the_page(client: TestClient, key: str) -> None:
    part = client.get(f"/events/{key}/claims?outcome=injured").text
    assert part.lstrip().startswith('<div id="claim-list">') and "<html" not in part
    assert re.search(r'aria-current="true"[^>]*>injured', part)


def test_a_rejected_claim_is_told_apart_struck_through_with_who_and_why(
    client: TestClient, record: Record, key: str
) -> None:
    claim = next(one for one in record.claims(key) if one.outcome is Outcome.KILLED)
    assert "counted nowhere" not in client.get(f"/events/{key}").text
    record.reject(claim.id, by="ana", why="The <b>sum</b> of two days")
    page = client.get(f"/events/{key}").text
    apart = page[page.index("1 rejected claim, counted nowhere") :]
    assert f'class="claim status-of-rejected sheet" id="claim-{claim.id}"' in apart
    assert "The &lt;b&gt;sum&lt;/b&gt; of two days" in apart and "<b>ana</b>" in apart
    assert page.count(f'id="claim-{claim.id}"') == 1
    record.undo(record.history(claim=claim.id)[0].number, by="ana")
    assert "counted nowhere" not in client.get(f"/events/{key}").text


def test_what_was_corrected_is_told_with_what_was_read(client: TestClient, record: Record, key: str) -> None:
    claim = next(one for one in record.claims(key) if one.outcome is Outcome.KILLED)
    record.correct(claim.id, {"low": 4321, "high": 4321, "wording": "exact"}, by="ana", why="read anew")
    page = client.get(f"/events/{key}?claim={claim.id}").text
    card = page[page.index(f'id="claim-{claim.id}"') :]
    assert '<b class="figure">4,321</b>' in card[:1500] and "as it was read:" in card[:4000]
    report = client.get(f"/claims/{claim.id}").text
    assert "as it was read:" in report and "4,321" in report


def test_a_page_can_be_asked_for_by_a_claim_on_it(client: TestClient, record: Record, key: str) -> None:
    pages = every_page(client, key)
    later = re.search(r'id="claim-([0-9a-f]+)"', pages[-1])
    assert later and f'id="claim-{later[1]}"' not in pages[0]
    assert f'id="claim-{later[1]}"' in client.get(f"/events/{key}?claim={later[1]}").text


def test_the_last_decisions_are_told(client: TestClient, record: Record, key: str) -> None:
    for number, claim in enumerate(record.claims(key)[:12]):
        record.accept(claim.id, by="ana", why=f"because {number}")
    history = client.get(f"/events/{key}").text
    history = history[history.index('id="history"') :]
    assert history.count("because") == 10 and "because 11" in history and "because 1<" not in history


def test_every_rule_tells_its_figures_and_what_it_made_of_each_claim(
    client: TestClient, record: Record, key: str
) -> None:
    page = client.get(f"/events/{key}/rules").text
    for rule in ("ucdp", "acled", "airwars"):
        killed = record.figures(key, rule)[Outcome.KILLED]
        row = page[page.index(f'<th scope="row">{killed.rule}<') :]
        row = row[: row.index("</tr>")]
        assert f"{len(killed.used)} claim" in row and f"{len(killed.left_out)} left out" in row
        for claim, why in killed.left_out:
            assert claim in row and unescape(row).count(why) > 0
    assert client.get("/events/nobody/rules").status_code == 404


def test_a_figure_set_by_hand_stands_beside_that_of_the_rule(client: TestClient, record: Record, key: str) -> None:
    killed = record.figures(key, "every-casualty")[Outcome.KILLED].range
    record.set_figure(key, Outcome.KILLED, 501, 502, 503, by="ana", why="The list of <i>names</i>")
    page = client.get(f"/events/{key}").text
    known = page[page.index('id="known-killed"') :]
    known = known[: known.index("</article>")]
    assert "501–503" in known and "best 502" in known and "set by hand" in known and "ana" in known
    assert f"{killed.low:,}–{killed.high:,}" in known and "The list of &lt;i&gt;names&lt;/i&gt;" in known
    assert "501–503" in client.get(f"/events/{key}/rules").text
    assert "502" in client.get("/events").text


def test_copied_words_are_shown_with_what_the_copy_changed(client: TestClient, record: Record, key: str) -> None:
    pairs = record.event(key).copies
    page = client.get(f"/events/{key}/copies").text
    assert pairs and page.count('<article class="sheet" id="copy-') == min(len(pairs), 20)
    for pair in pairs[:20]:
        for before, after in pair.changed:
            assert f"<del><bdi>{before}</bdi></del> became <ins><bdi>{after}</bdi></ins>" in unescape(page)
    assert "copied-words" not in page and 'class="copied"' in page
    assert f'href="/events/{key}/copies"' in client.get(f"/events/{key}").text
