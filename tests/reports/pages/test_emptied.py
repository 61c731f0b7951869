"""A page without its scripts, styles and comments says what it said, or it is not told what that is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knell.reports.pages.emptied import emptied
from knell.reports.pages.tree import parse

PIECES = [
    "<p>Seven bakers</p>",
    "<b>were</b> killed",
    "<script>var a = '<p>no</p>';</script>",
    "<SCRIPT type='x'>if (a<b) {}</SCRIPT >",
    "<style>p > b {}</style>",
    "<!-- <p>nothing</p> -->",
    "<!-- <script> -->",
    "<!---->",
    "<textarea><script></textarea>",
    "<title>a <!-- b</title>",
    "<iframe><!-- </iframe>",
    "<div title='<script>'>told</div>",
    "<div title='a > b'>told</div>",
    "5 < 6 ",
    "<scripture>told</scripture>",
    "</script>",
    "<script>",
    "<!--",
    "-->",
    "</p>",
]


def said(text: str) -> list[str]:
    """All that a parser takes for text."""
    tree = parse(f"<html><body>{text}</body></html>")
    assert tree is not None
    words = [one.text or "" for one in tree.root.iter() if one.tag not in ("script", "style")]
    words += [one.tail or "" for one in tree.root.iter()]
    return sorted("".join(words).split())


def test_what_no_reader_sees_is_taken_out() -> None:
    page = "<p>a</p><script>b</script><style>c</style><!-- d --><p>e</p>"
    assert emptied(page) == "<p>a</p><script></script><style></style><!----><p>e</p>"


def test_what_looks_like_a_script_inside_of_something_else_is_none() -> None:
    assert emptied("<!-- <script> --><p>a</p><script>b</script>") == "<!----><p>a</p><script></script>"
    assert emptied("<textarea><!-- </textarea><p>a</p><!-- b -->") == "<textarea><!-- </textarea><p>a</p><!---->"


@pytest.mark.parametrize(
    "page",
    [
        "<p>a</p><script>b",
        "<p>a</p><!-- b",
        "<p>a</p><style>b",
        "<textarea>a",
        "<p title='<script>'>a</p><script></script>",
        "<script title='a",
    ],
)
def test_what_parsers_may_read_otherwise_is_not_told(page: str) -> None:
    assert emptied(page) is None


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_nothing_that_a_parser_takes_for_text_is_lost(page: str) -> None:
    kept = emptied(page)
    if kept is not None:
        assert not set(said(page)) - set(said(kept))
