from __future__ import annotations

import pytest

from knell.reports.pages.page import derive
from tests.reports.pages.makers import PARAGRAPHS, page


def body(content: str) -> list[str]:
    """The lines of a page's text behind its title."""
    found = derive(content.encode())
    assert found.header is not None
    return [line for line in found.text[found.header.end :].split("\n") if line]


def told(*paragraphs: str) -> str:
    return "".join(f"<p>{words}</p>" for words in paragraphs)


def test_a_paragraph_that_stands_twice_is_read_once() -> None:
    assert body(page(body=told(PARAGRAPHS[0], PARAGRAPHS[1], PARAGRAPHS[0], PARAGRAPHS[2]))) == list(PARAGRAPHS)


def test_short_lines_may_stand_twice() -> None:
    items = "<ul><li>Killed: 3</li><li>Hurt: 5</li><li>Killed: 3</li></ul>"
    assert body(page(body=told(*PARAGRAPHS) + items)).count("Killed: 3") == 2


@pytest.mark.parametrize(
    "teaser",
    [
        '<p><a href="/a">Nine killed as a bus leaves the road in Ostania</a></p>',
        '<p><a href="/a"><b>READ MORE:</b> Nine killed as a bus leaves the road in Ostania</a></p>',
        '<h3><a href="/a">Nine killed as a bus leaves the road in Ostania</a></h3>',
    ],
)
def test_links_to_other_reports_are_not_read(teaser: str) -> None:
    content = page(body=told(PARAGRAPHS[0]) + teaser + told(*PARAGRAPHS[1:]))
    assert body(content) == list(PARAGRAPHS)


def test_links_within_a_sentence_stay() -> None:
    sentence = (
        'The owner, <a href="/x">Northern Coal</a>, was fined after <a href="/y">the blast of 2011</a> killed two.'
    )
    words = "The owner, Northern Coal, was fined after the blast of 2011 killed two."
    assert words in body(page(body=told(*PARAGRAPHS, sentence)))


def test_a_page_of_links_keeps_them() -> None:
    rows = "".join(f'<p><a href="/{n}">On day {n} there were {n + 2} killed in the north</a></p>' for n in range(1, 9))
    assert "On day 3 there were 5 killed in the north" in body(page(body=told(PARAGRAPHS[0]) + rows))


@pytest.mark.parametrize("name", ["article__summary", "standfirst", "story-lead", "c-dek"])
def test_a_lead_that_was_lost_is_put_back(name: str) -> None:
    lead = "Twelve people have lost their lives underground, in the third such accident of this year in the district."
    above = f'<div class="head"><div class="{name}">{lead}</div></div><div>Share</div>'
    assert body(page(above=above))[0] == lead


def test_text_that_stands_loose_among_paragraphs_is_put_back() -> None:
    loose = "Before dawn a first alarm had been given, and eight men had been brought out, one of them badly hurt."
    content = page(body=f"<div class=content>{loose}<br><br><p>{PARAGRAPHS[0]}</p>{told(*PARAGRAPHS[1:])}</div>")
    assert body(content)[0] == loose


def test_figures_in_tables_are_lines_of_cells() -> None:
    table = (
        "<table><tr><th>Pit</th><th>Killed</th><th>Hurt</th></tr><tr><td>North</td><td>7</td><td>4</td></tr>"
        "<tr><td>South</td><td><ul><li>3 at once</li><li>2 later</li></ul></td><td></td></tr></table>"
    )
    assert body(page(body=told(*PARAGRAPHS) + table))[-3:] == [
        "Pit | Killed | Hurt",
        "North | 7 | 4",
        "South | 3 at once 2 later |",
    ]


def test_figures_in_lists_survive() -> None:
    items = "<ul><li>Shaft 1: seven killed</li><li>Shaft 2: five killed, two of them boys</li></ul>"
    assert body(page(body=told(*PARAGRAPHS) + items))[-2:] == [
        "Shaft 1: seven killed",
        "Shaft 2: five killed, two of them boys",
    ]


def test_a_table_that_arranges_the_page_is_no_table_of_figures() -> None:
    long = told(*PARAGRAPHS) * 1
    filler = told(
        *(
            f"In the year {year} the pit was closed for {year - 1950} days, as its books say."
            for year in range(1961, 1980)
        )
    )
    content = page(body=f"<table><tr><td>{long}{filler}</td><td><script>show()</script></td></tr></table>")
    assert body(content)[:3] == list(PARAGRAPHS)


def test_lines_that_were_run_together_are_parted_again() -> None:
    short = ("Nine people were killed in a fire in Baku.", "The fire began in a kitchen.", "Two men were held.")
    content = page(title="Fire in Baku", body="".join(f"<div><b>{words}</b></div>" for words in short))
    assert body(content) == list(short)


CARD = (
    '<div class="card"><h3><a href="/{0}">A storm of {0} days over Nordia</a></h3><h4>It killed {0} sailors.</h4></div>'
)


def test_the_words_under_a_linked_headline_tell_of_another_report() -> None:
    cards = "".join(CARD.format(number) for number in range(3, 6))
    assert body(page(body=told(*PARAGRAPHS) + f"<section>{cards}</section>")) == list(PARAGRAPHS)


def test_a_list_of_incidents_with_their_sources_is_the_text_of_its_page() -> None:
    rows = "".join(
        f"<div><p>On {day} May a bomb killed {day} people at the mill of Karo.</p>"
        f'<p><a href="/{day}">The report of the police of that day</a></p></div>'
        for day in range(3, 9)
    )
    found = body(page(body=told(PARAGRAPHS[0]) + rows))
    assert [f"On {day} May a bomb killed {day} people at the mill of Karo." for day in range(3, 9)] == [
        line for line in found if line.startswith("On ")
    ]
