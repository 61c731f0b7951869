"""The layout of hostile pages takes time in proportion to what stands on them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from knell.reports.pdf.layout import lay
from knell.reports.pdf.shapes import Page, Piece
from tests.steps import grown


def piece(number: int, x: float, y: float, width: float = 100) -> Piece:
    return Piece(f"a stretch of text with number {number}", x, y, x + width, y + 10, 10)


def cells(size: int) -> list[Piece]:
    return [piece(n, n % 40 * 150, n // 40 * 12) for n in range(size)]


def narrowing(size: int) -> list[Piece]:
    left = [piece(n, 0, n * 12, 120 + n * 0.01) for n in range(size // 2)]
    return left + [piece(n, 900 - n * 0.01, n * 12, 300) for n in range(size // 2)]


def one_place(size: int) -> list[Piece]:
    return [piece(n, 0, 0) for n in range(size)]


@pytest.mark.parametrize("made", [cells, narrowing, one_place])
def test_layout_grows_with_the_page_and_no_faster(made: Callable[[int], list[Piece]]) -> None:
    assert grown(lambda size: lay([Page(0, 5000, 5000, tuple(made(size)))]), 400) == []


def test_heads_are_looked_for_in_time_that_grows_with_the_pages() -> None:
    def book(size: int) -> list[Page]:
        return [Page(n, 600, 800, tuple(piece(n, 50, 700 - 12 * row) for row in range(6))) for n in range(size)]

    assert grown(lambda size: lay(book(size)), 100) == []
