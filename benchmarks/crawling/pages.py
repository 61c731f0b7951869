"""Pages of the crawl: a story inside all that a site of news puts around one."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from email.utils import format_datetime
from html import escape

from benchmarks.crawling.outlets import CODE, OUTLETS_A_LANGUAGE, Outlet, code, icon, outlet, picture, slug
from benchmarks.crawling.stories import Plan, Story, filled, random_of
from benchmarks.crawling.texts import words_of_pages

# How large pages are, of lognormal distribution with this middle; and the shares of what fills one up.
MIDDLE, SPREAD, LEAST, MOST = 108_000, 0.5, 50_000, 400_000
# Of a hundred pages so many name deaths in the headlines beside their article.
GRIM = 35


@dataclass(frozen=True, slots=True)
class Page:
    """A page as a server gave it."""

    url: str
    at: datetime
    headers: tuple[tuple[str, str], ...]
    body: bytes


def page(plan: Plan, number: int, story: Story) -> Page:
    """The page of a story on one of the outlets."""
    rng = random_of(plan.seed, "layout", number)
    site = outlet(plan.seed, story.language, rng.randrange(OUTLETS_A_LANGUAGE))
    at = datetime.combine(story.published, time(rng.randrange(5, 23), rng.randrange(60), rng.randrange(60)), UTC)
    path = f"/{story.published:%Y/%m/%d}/" if rng.random() < 0.6 else f"/{rng.choice(('news', 'a', 'story'))}/"
    url = f"https://{site.host}{path}{slug(rng)}"
    grim = rng.random() * 100 < GRIM
    body = _markup(rng, site, story, url, at, grim).encode(site.charset, "xmlcharrefreplace")
    captured = at + timedelta(minutes=rng.randrange(5, 900))
    said = f"text/html; charset={site.charset}" if site.says_charset else "text/html"
    headers = [
        ("Date", format_datetime(captured, usegmt=True)),
        ("Content-Type", said),
        ("Content-Length", str(len(body))),
        ("Server", rng.choice(("nginx", "cloudflare", "Apache"))),
        ("Cache-Control", f"public, max-age={rng.choice((60, 300, 900))}"),
        ("ETag", f'"{rng.randbytes(8).hex()}"'),
        ("Vary", "Accept-Encoding"),
        ("X-Frame-Options", "SAMEORIGIN"),
    ]
    if rng.random() < 0.6:
        headers.append(("Last-Modified", format_datetime(at + timedelta(minutes=rng.randrange(4)), usegmt=True)))
    return Page(url, captured, tuple(headers), body)


def _markup(rng: random.Random, site: Outlet, story: Story, url: str, at: datetime, grim: bool) -> str:
    """The whole page: as much beside the article as makes it as large as pages are."""
    words, language = words_of_pages()[story.language], story.language
    size = min(max(rng.lognormvariate(0, SPREAD) * MIDDLE, LEAST), MOST)
    parts = _parts(rng, site, story, url, at)
    left = size - sum(map(len, parts.values()))
    cards: list[str] = []
    state: list[str] = []
    while left > 0:
        if rng.random() < 0.29:
            headline = filled(rng.choice(words["calm"]), rng, language)
            if grim and (not cards or rng.random() < 0.08):
                headline = filled(rng.choice(words["grim"]), rng, language)
            cards.append(_card(rng, site, headline, words["small"][4]))
            left -= len(cards[-1])
        else:
            state.append(_state(rng))
            left -= len(state[-1])
    half = len(cards) // 2
    small = escape(words["small"][6])
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>{parts["head"]}<style>{site.style}</style>'
        f'<script>{site.script}</script></head>\n<body class="{site.classed("body")}">\n<header>{site.menu}</header>\n'
        f'<div class="{site.classed("page")}">{parts["article"]}\n'
        f'<aside class="{site.classed("side")}"><h3>{small}</h3>{"".join(cards[:half])}</aside></div>\n'
        f'{parts["comments"]}<section class="{site.classed("more")}"><h3>{escape(words["small"][5])}</h3>'
        f"{''.join(cards[half:])}</section>\n"
        f"<footer>{site.foot}</footer>\n<script>var {site.prefix}State=[{','.join(state)}];\n"
        f"{code(rng, CODE)}</script>\n</body>\n</html>\n"
    )


def _parts(rng: random.Random, site: Outlet, story: Story, url: str, at: datetime) -> dict[str, str]:
    return {
        "head": _head(rng, site, story, url, at),
        "article": _article(rng, site, story, at),
        "comments": _comments(rng, site),
        "shared": site.menu + site.foot + site.style + site.script,
    }


def _head(rng: random.Random, site: Outlet, story: Story, url: str, at: datetime) -> str:
    title, first = escape(story.title), escape(story.paragraphs[0][:160])
    pieces = [
        f'<meta charset="{site.charset}">',
        f"<title>{title} | {escape(site.name)}</title>",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="{escape(site.name)}">',
        f'<meta property="og:description" content="{first}"><meta name="description" content="{first}">',
        f'<link rel="canonical" href="{url}">',
    ]
    pieces += [f'<link rel="preload" as="script" href="/s/{rng.randbytes(12).hex()}.js">' for _ in range(12)]
    if site.build in ("tagged", "app"):
        pieces.append(f'<meta property="article:published_time" content="{at.isoformat()}">')
    if site.build == "linked":
        thing = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": story.title,
            "url": url,
            "datePublished": at.isoformat(),
            "dateModified": at.isoformat(),
            "author": [{"@type": "Person", "name": rng.choice(words_of_pages()[story.language]["names"])}],
            "publisher": {"@type": "Organization", "name": site.name},
            "articleBody": " ".join(story.paragraphs) if rng.random() < 0.3 else story.paragraphs[0],
        }
        pieces.append(f'<script type="application/ld+json">{_json(thing)}</script>')
    if site.build == "app":
        pieces.append(f'<script id="state" type="application/json">{_json({"body": list(story.paragraphs)})}</script>')
    return "\n".join(pieces)


def _article(rng: random.Random, site: Outlet, story: Story, at: datetime) -> str:
    """Headline, byline, buttons, and the text with pictures and advertisements among it."""
    words = words_of_pages()[story.language]
    shared = "".join(
        f'<a class="{site.classed("share")}" href="https://{name}.example/share">{icon(rng)}</a>'
        for name in ("x", "f", "w", "m")
    )
    body = []
    for number, paragraph in enumerate(story.paragraphs):
        body.append(f"<p>{escape(paragraph)}</p>")
        if number % 4 == 2:
            ad = rng.randbytes(6).hex()
            body.append(
                f'<div class="{site.classed("ad")}" id="ad-{ad}"><span>{escape(words["small"][8])}</span></div>'
            )
        if number % 7 == 1:
            caption = escape(rng.choice(words["towns"]))
            body.append(f"<figure>{picture(rng, site.prefix)}<figcaption>{caption}</figcaption></figure>")
    tag = "article" if site.build in ("linked", "app") else "div"
    name = escape(rng.choice(words["names"]))
    day = f'<time datetime="{at.isoformat()}">{at:%d.%m.%Y %H:%M}</time>'
    return (
        f'<{tag} class="{site.classed("story")}"><h1>{escape(story.title)}</h1>\n'
        f'<div class="{site.classed("byline")}"><span>{name}</span> {day}</div><div>{shared}</div>\n'
        f'<div class="{site.classed("text")}">{chr(10).join(body)}</div></{tag}>'
    )


def _comments(rng: random.Random, site: Outlet) -> str:
    words = words_of_pages()[site.language]
    pieces = []
    for _ in range(rng.choice((0, 0, 0, 2, 5, 12))):
        said = escape(filled(rng.choice(words["comment"]), rng, site.language))
        who = escape(rng.choice(words["names"]))
        pieces.append(
            f'<div class="{site.classed("comment")}" id="c{rng.randrange(10**8)}"><b>{who}</b><p>{said}</p></div>'
        )
    return f'<div class="{site.classed("comments")}"><h3>{escape(words["small"][3])}</h3>{"".join(pieces)}</div>\n'


def _card(rng: random.Random, site: Outlet, headline: str, more: str) -> str:
    """A teaser of another story."""
    link = f"/{slug(rng)}"
    return (
        f'<div class="{site.classed("card")}" data-id="{rng.randrange(10**8)}">'
        f'<a href="{link}" class="{site.classed("img")}">{picture(rng, site.prefix)}</a>'
        f'<h4><a href="{link}">{escape(headline)}</a></h4><span>{escape(more)}</span></div>\n'
    )


def _state(rng: random.Random) -> str:
    """A piece of what a page's scripts are given."""
    thing = {
        "id": rng.randbytes(8).hex(),
        "slot": f"{rng.choice('abcdef')}{rng.randrange(1000)}",
        "url": f"/{slug(rng)}",
        "w": rng.randrange(2000),
        "ratio": round(rng.random(), 6),
        "on": rng.random() < 0.5,
        "targeting": {
            "section": rng.choice(("news", "sport", "world")),
            "sizes": [[300, 250], [728, 90]],
            "lazy": True,
        },
        "tags": [rng.randrange(10**4) for _ in range(3)],
    }
    return json.dumps(thing, separators=(",", ":"))


def _json(thing: object) -> str:
    return json.dumps(thing, ensure_ascii=False).replace("</", "<\\/")
