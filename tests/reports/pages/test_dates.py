from __future__ import annotations

import json
from datetime import date

import pytest

from knell.model import DateSignal
from knell.reports.dating import settle_dates
from knell.reports.pages.page import derive
from tests.reports.pages.makers import PARAGRAPHS, page

TODAY = date(2024, 6, 1)
DAY = date(2021, 3, 9)
CHANGED = date(2021, 3, 11)


def signals(content: str) -> tuple[DateSignal, ...]:
    found = derive(content.encode())
    assert found.refused is None
    return found.signals


def days(content: str) -> tuple[date | None, date | None]:
    settled = settle_dates(signals(content), TODAY)
    return settled.published, settled.updated


def linked(*things: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(things[0] if len(things) == 1 else things)}</script>'


ARTICLE = {"@type": "NewsArticle", "datePublished": "2021-03-09T10:00:00Z", "dateModified": "2021-03-11"}


@pytest.mark.parametrize(
    "thing",
    [
        ARTICLE,
        [ARTICLE],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        {**ARTICLE, "@type": ["Report", "http://schema.org/Article"]},
        {**ARTICLE, "@type": "WebPage"},
    ],
)
def test_json_ld_in_its_shapes(thing: object) -> None:
    assert days(page(head=linked(thing))) == (DAY, CHANGED)


def test_json_ld_that_is_not_quite_json() -> None:
    text = '{"@type": "Article", "headline": "a\nb", "datePublished": "2021-03-09",}'
    assert days(page(head=f'<script type="application/ld+json">{text}</script>'))[0] == DAY
    assert signals(page(head='<script type="application/ld+json">{nothing}</script>')) == ()


def test_of_several_articles_the_one_with_the_title_or_the_address_counts() -> None:
    other = {"@type": "Article", "headline": "Storm over Nordia", "datePublished": "2019-01-01"}
    own = {**ARTICLE, "headline": "Twelve killed in pit near Lorvia"}
    assert days(page(head=linked(other, own)))[0] == DAY
    head = '<link rel="canonical" href="https://example.org/pit">'
    addressed = {**ARTICLE, "mainEntityOfPage": {"@id": "https://example.org/pit?x=1"}}
    assert days(page(head=head + linked(other, addressed)))[0] == DAY
    assert days(page(head=linked(other, {**other, "headline": "Fire in Ostania"})))[0] is None


@pytest.mark.parametrize(
    "tag",
    [
        '<meta property="article:published_time" content="2021-03-09T10:00:00+03:00">',
        '<meta name="DC.date.issued" content="2021-03-09">',
        '<meta name="parsely-pub-date" content="2021-03-09T10:00:00Z">',
        '<meta name="sailthru.date" content="Tue, 09 Mar 2021 10:00:00 +0000">',
        '<meta itemprop="datePublished" content="2021-03-09">',
        '<meta name="citation_publication_date" content="2021/03/09">',
        '<meta name="pubdate" content="20210309">',
    ],
)
def test_meta_tags(tag: str) -> None:
    assert days(page(head=tag)) == (DAY, None)


def test_meta_tags_of_a_change() -> None:
    assert days(page(head='<meta property="article:modified_time" content="2021-03-11">')) == (None, CHANGED)


@pytest.mark.parametrize(
    ("above", "published", "updated"),
    [
        ("<p>Published: 9 March 2021</p>", DAY, None),
        ("<p>By A. Writer | Published 9 March 2021 10:15 | Last updated 11 March 2021</p>", DAY, CHANGED),
        ("<p>Updated: 11 March 2021</p><p>First published: 9 March 2021</p>", DAY, CHANGED),
        ("<div>Опубликовано: 9 марта 2021, 10:15. Обновлено: 11 марта 2021</div>", DAY, CHANGED),
        ("<div>Yayınlanma: 09 Mart 2021 10:15 - Güncelleme: 11 Mart 2021</div>", DAY, CHANGED),
        ("<div>Dərc olunub: 9 mart 2021</div>", DAY, None),
        ("<div>Publié le 9 mars 2021 à 10h15, mis à jour le 11 mars 2021</div>", DAY, CHANGED),
        ("<div>Veröffentlicht am 9. März 2021. Aktualisiert am 11. März 2021</div>", DAY, CHANGED),
        ("<div>Опубліковано: 9 березня 2021</div>", DAY, None),
        ("<div>Publicado el 9 de marzo de 2021</div>", DAY, None),
        ('<p>By A. Writer <time datetime="2021-03-09T10:00">today</time></p>', DAY, None),
        (
            '<p><time class="posted" datetime="2021-03-09">x</time>'
            '<time class="updated" datetime="2021-03-11">y</time></p>',
            DAY,
            CHANGED,
        ),
        ('<span itemprop="datePublished" content="2021-03-09">9/3</span>', DAY, None),
        ("<p>9 March 2021, 10:15</p>", DAY, None),
        ("<p>Tuesday, March 9, 2021</p>", DAY, None),
        ('<div class="post-date">09.03.2021</div>', DAY, None),
    ],
)
def test_what_stands_beside_the_title(above: str, published: date | None, updated: date | None) -> None:
    assert days(page(above=above)) == (published, updated)


@pytest.mark.parametrize(
    "above",
    [
        "<p>3 May 1995</p>",
        "<table><tr><th>Date</th><td>3 May 1995</td></tr><tr><th>Killed</th><td>12</td></tr></table>",
        "<h2>3 May 1995</h2><p>Two farmers were shot dead at the mill.</p><h2>9 June 1996</h2>",
        "<p>Published in the days after 3 May 1995, when it was told to us, this was never believed.</p>",
        '<ul><li><a href="/x">Storm kills four</a> <time datetime="1995-05-03">then</time></li>'
        '<li><a href="/y">Fire kills two</a> <time datetime="1996-05-03">then</time></li></ul>',
    ],
)
def test_days_of_what_is_told_are_not_days_of_the_page(above: str) -> None:
    published = "<p>Published: 9 March 2021</p>"
    assert days(page(above=published + above))[0] == DAY
    assert days(page(above=above + published))[0] == DAY


@pytest.mark.parametrize("above", ["<p>3 May 1995</p>", "<h2>3 May 1995</h2><p>Two shot.</p><h2>9 June 1996</h2>"])
def test_a_day_alone_is_not_believed_to_be_the_page_s(above: str) -> None:
    assert days(page(above=above)) == (None, None)


def test_a_title_that_is_no_heading_is_found_by_its_words() -> None:
    title = "Twelve killed in pit near Lorvia"
    body = f"<div class=t>{title}</div><div class=date>9 March 2021 10:15</div>" + "".join(
        f"<p>{p}</p>" for p in PARAGRAPHS
    )
    content = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    assert days(content) == (DAY, None)


def test_comments_do_not_date_a_page() -> None:
    comments = "".join(
        f'<div>x<time itemprop="datePublished" datetime="2022-0{n}-01">y</time></div>' for n in range(1, 5)
    )
    head = '<meta property="article:published_time" content="2021-03-09">'
    assert days(page(head=head) + comments) == (DAY, None)
