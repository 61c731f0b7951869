from __future__ import annotations

import json
from datetime import date

import pytest

from knell import times
from knell.languages import available, load
from knell.reports.pages.page import derive
from tests.reports.pages.makers import PARAGRAPHS, page

FIRST = "The police say that two more bodies were found in the river today, which makes the dead of the flood nine."
SECOND = "The search for the missing was called off at nightfall, and it will be taken up again when it is light."
THIRD = "Rain has fallen in the valley without a break for eleven hours, and the lower town is without power."
POSTS = ((FIRST, "2024-01-22T09:10:00Z"), (SECOND, "2024-01-21T20:00:00Z"), (THIRD, "2024-01-20T11:00:00Z"))


def text(content: str) -> str:
    found = derive(content.encode())
    assert found.refused is None
    return found.text


def stamped(posts: tuple[tuple[str, str], ...]) -> str:
    return "".join(f'<section><time datetime="{at}">{at[11:16]}</time><p>{words}</p></section>' for words, at in posts)


def linked(posts: tuple[tuple[str, str], ...]) -> str:
    updates = [{"@type": "BlogPosting", "datePublished": at, "articleBody": words} for words, at in posts]
    thing = {"@type": "LiveBlogPosting", "datePublished": "2024-01-20", "liveBlogUpdate": updates}
    return f'<script type="application/ld+json">{json.dumps(thing)}</script>'


def dated(posts: tuple[tuple[str, str], ...]) -> str:
    return "\n\n".join(f"Update: {at[:10]}\n\n{words}" for words, at in posts)


@pytest.mark.parametrize("head", ["", linked(POSTS)])
def test_each_post_has_its_day_over_it(head: str) -> None:
    content = page(head=head, body=f"<p>{PARAGRAPHS[2]}</p>" + stamped(POSTS))
    assert text(content).endswith(f"{PARAGRAPHS[2]}\n\n{dated(POSTS)}")


def test_posts_that_the_page_marks_for_machines() -> None:
    post = '<div itemprop="liveBlogUpdate" itemscope><meta itemprop="datePublished" content="{1}"><p>{0}</p></div>'
    head = '<meta property="article:published_time" content="2024-01-20">'
    found = derive(page(head=head, body="".join(post.format(*one) for one in POSTS)).encode())
    assert found.text.endswith(dated(POSTS))
    assert {signal.day for signal in found.signals} == {date(2024, 1, 20)}


def test_posts_that_only_json_ld_has_are_put_behind() -> None:
    body = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    assert text(page(head=linked(POSTS[:1]), body=body)).endswith(dated(POSTS[:1]))


def test_today_in_a_post_is_the_day_of_the_post() -> None:
    content = text(page(head=linked(POSTS), body=f"<p>{PARAGRAPHS[2]}</p>" + stamped(POSTS)))
    mentions = times.find(content, language="en", published=date(2024, 1, 20))
    (today,) = (m for m in mentions if content[m.start : m.end] == "today")
    assert today.interval is not None and today.interval.start == date(2024, 1, 22)


@pytest.mark.parametrize("code", available())
def test_the_line_of_a_post_is_understood_in_every_language(code: str) -> None:
    content = f"{THIRD}\n\n{load(code).data['times']['updates'][0].capitalize()}: 2024-01-22\n\n{FIRST}"
    mentions = times.find(content, language=code, published=date(2024, 1, 20))
    assert [m.interval.start for m in mentions if m.kind == "update" and m.interval] == [date(2024, 1, 22)]


def test_the_times_of_an_ordinary_page_are_no_posts() -> None:
    above = '<p>By A. Writer <time datetime="2024-01-20">20 January</time></p>'
    content = text(page(above=above))
    assert "Update" not in content
    two = "".join(f'<li><time datetime="{at}">{at}</time> <a href="/">{words[:30]}</a></li>' for words, at in POSTS)
    assert "Update" not in text(page(above=above) + f"<ul>{two}</ul>")


def test_the_days_of_a_chronicle_are_no_posts() -> None:
    told = "".join(f'<h2><time datetime="{at[:10]}">{at[:10]}</time></h2><p>{words}</p>' for words, at in POSTS)
    assert "Update" not in text(page(body=told))


def test_a_text_that_only_json_ld_has_is_taken_from_there() -> None:
    told = "\n".join((*PARAGRAPHS, FIRST, SECOND))
    thing = {"@type": "NewsArticle", "headline": "Pit", "articleBody": told.replace("Friday", "<b>Friday</b>")}
    head = f'<script type="application/ld+json">{json.dumps(thing)}</script>'
    found = text(page(head=head, body="<p>Please switch on scripts in your browser to read this page in full.</p>"))
    assert found.endswith("\n\n".join((*PARAGRAPHS, FIRST, SECOND)))
