from __future__ import annotations

import pytest

from knell.reports.pages.page import derive
from tests.reports.pages.makers import PARAGRAPHS

TITLE = "Twelve killed in pit near Lorvia"
TEXT = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)


def title(head: str, body: str) -> str | None:
    return derive(f"<html><head>{head}</head><body>{body}{TEXT}</body></html>".encode()).title


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (f"<title>{TITLE}</title>", ""),
        (f"<title>{TITLE} | The Courier</title>", f"<h1>{TITLE}</h1>"),
        (f"<title>{TITLE} :: The Courier</title>", f"<h2>{TITLE}</h2>"),
        (f"<title>News | {TITLE}</title>", f"<h1>{TITLE}</h1>"),
        (f"<title>{TITLE} - The Courier</title>", f"<h1>The Courier</h1><h1>{TITLE}</h1>"),
        (f"<title>{TITLE} - The Courier</title>", f"<h1>The Courier of Lorvia</h1><h2>{TITLE}</h2>"),
        (f'<title>x</title><meta property="og:title" content="{TITLE}">', ""),
        (f'<meta property="og:title" content="{TITLE} - Courier"><meta property="og:site_name" content="Courier">', ""),
        (f'<script type="application/ld+json">{{"@type":"Article","headline":"{TITLE}"}}</script>', ""),
        ("<title>Pit near Lorvia: what we know</title>", f"<h1>{TITLE}</h1>"),
        ("", f"<h1>{TITLE}</h1>"),
    ],
)
def test_the_title_is_the_one_that_the_page_shows(head: str, body: str) -> None:
    assert title(head, body) == TITLE


def test_a_dash_within_a_title_stays() -> None:
    whole = "Nordia - twelve killed in a pit"
    assert title(f"<title>{whole}</title>", "") == whole


def test_a_page_may_have_no_title() -> None:
    found = derive(f"<html><body>{TEXT}</body></html>".encode())
    assert found.title is None and found.header is None and found.text.startswith(PARAGRAPHS[0])
