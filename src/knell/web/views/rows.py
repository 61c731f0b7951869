"""Rows of the list of events, drawn once for all who see the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from markupsafe import Markup

from knell.model import Outcome
from knell.record import Listed
from knell.review import Kept
from knell.web.pages import environment

_TEMPLATE = "events/row.html"
_MOST = 5_000
_drawn: Kept[Markup] = Kept(_MOST)


def drawn(rows: Iterable[Listed], hidden: Collection[str]) -> list[Markup]:
    """Each row of a table; of events in ``hidden``, which who asks codes blind, only what is no decision."""
    template, outcomes = environment.get_template(_TEMPLATE), list(Outcome)
    found = []
    for row in rows:
        blind = row.key in hidden

        def draw(row: Listed = row, blind: bool = blind) -> Markup:
            return Markup(template.render(row=row, is_blind=blind, outcomes=outcomes))

        # A row is drawn of nothing but what it says.
        found.append(_drawn.get((repr(row), blind), None, draw))
    return found
