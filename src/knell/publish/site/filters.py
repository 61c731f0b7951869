"""What templates ask for: names, addresses, groups of rows, and the text of a rule as a page shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from knell.model import Count, Outcome, Range, Role, Wording, content_id
from knell.publish.language import LANGUAGES
from knell.publish.site.shelf import Listed
from knell.publish.site.views import Given, shortened
from knell.publish.speech import Speech, title_of
from knell.publish.terms import Terms

_SAFE = re.compile(r"[A-Za-z0-9_-]{1,64}")
_STRONG, _CODE = re.compile(r"\*\*(.+?)\*\*"), re.compile(r"`(.+?)`")


@dataclass(frozen=True, slots=True)
class OfYear:
    """Events of a list that began in one year, None for those of unknown days."""

    year: int | None
    rows: tuple[Listed, ...]


def put_into(env: Environment, terms: Terms) -> None:
    """Give all of these to the templates."""
    env.filters |= {
        "address": address,
        "size": size_of,
        "groupby_year": by_year,
        "shortened": shortened,
        "slug": slug,
        "given_of": given_of,
        "by_outcome": by_outcome,
        "prose": prose,
    }
    env.globals |= {
        "site_title": lambda words: title_of(words, terms),
        "outcomes_of": lambda words, found: ", ".join(words.outcome(one).lower() for one in found),
        "place_of": lambda words: LANGUAGES.index(words.code),
        "told": told,
        "change_name": change_name,
        "range_of": lambda bounds: Range(*bounds),
        "day_of": date.fromisoformat,
    }


def address(text: str | None) -> str | None:
    """An address that a reader may be led to; None for what is none of the web's."""
    if text and text.startswith(("http://", "https://")) and not any(letter.isspace() for letter in text):
        return text
    return None


def size_of(size: int) -> str:
    """The size of a file: ``12 kB``."""
    return f"{size} B" if size < 1000 else f"{size / 1000:.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def by_year(rows: Iterable[Listed]) -> list[OfYear]:
    """Rows that stand in the order of their days, by year."""
    found = groupby(rows, key=lambda one: one.event.interval.start.year if one.event.interval else None)
    return [OfYear(year, tuple(group)) for year, group in found]


def slug(ident: str) -> str:
    """An id as the name of a place on a page."""
    return ident if _SAFE.fullmatch(ident) else content_id(ident)


def given_of(rows: Sequence[Sequence[Any]]) -> list[Given]:
    """What a source gives, as the shelf keeps it."""
    return [
        Given(Outcome(outcome), Count(low, high, Wording(wording)), negated, Role(role))
        for outcome, low, high, wording, negated, role in rows
    ]


def by_outcome(figures: Iterable[Given]) -> list[tuple[Outcome, list[Given]]]:
    """What a source gives, by what happened to people."""
    found: dict[Outcome, list[Given]] = {}
    for one in figures:
        found.setdefault(one.outcome, []).append(one)
    return sorted(found.items(), key=lambda held: list(Outcome).index(held[0]))


def told(words: Speech, one: Listed) -> str:
    """The figures of an event in a line, and whether a person checked them."""
    figures = "; ".join(f"{words.outcome(outcome)}: {words.range(value)}" for outcome, value in one.figures.items())
    checked = words.t("event.reviewed" if one.reviewed else "event.unreviewed")
    return f"{figures or words.t('event.no_figure')} ({checked})"


def change_name(words: Speech, change: Mapping[str, Any]) -> str:
    """What an event that changed is called: its name, else its place and day."""
    day = words.day(date.fromisoformat(change["start"])) if change["start"] else None
    return change["name"] or ", ".join(one for one in (change["place"], day) if one) or words.t("event.unnamed")


def prose(text: str) -> Markup:
    """The text of a rule: a list of lines that begin with a hyphen, each going on in the lines below it."""
    items: list[str] = []
    for line in text.strip().splitlines():
        if line.startswith("- ") or not items:
            items.append(line.removeprefix("- ").strip())
        else:
            items[-1] += " " + line.strip()
    marked = (_CODE.sub(r"<code>\1</code>", _STRONG.sub(r"<strong>\1</strong>", str(escape(one)))) for one in items)
    return Markup("<ul>" + "".join(f"<li>{one}</li>" for one in marked) + "</ul>")
