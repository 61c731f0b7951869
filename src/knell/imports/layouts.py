"""Layouts of well-known data sets, told by the names of their columns."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Layout:
    """One data set's columns; ``zero`` is what a 0 says there, ``precision`` whose codes its precisions are."""

    key: str
    name: str
    needs: frozenset[str]
    columns: Mapping[str, str]
    zero: str
    precision: str | None

    def fits(self, names: Sequence[str]) -> bool:
        """Whether a header is of this layout."""
        return self.needs <= {_plain(name) for name in names}

    def targets(self, names: Sequence[str]) -> dict[str, str]:
        """What the columns of a header mean in this layout."""
        return {name: self.columns[_plain(name)] for name in names if _plain(name) in self.columns}


@cache
def known() -> tuple[Layout, ...]:
    """All layouts, those that need most columns first."""
    data = tomllib.loads((resources.files(__package__) / "layouts.toml").read_text(encoding="utf-8"))
    found = [
        Layout(key, one["name"], frozenset(one["needs"]), one["columns"], one["zero"], one.get("precision"))
        for key, one in data.items()
    ]
    return tuple(sorted(found, key=lambda layout: (-len(layout.needs), layout.key)))


def _plain(name: str) -> str:
    """A name in lower case, with one space between words."""
    return " ".join(name.lower().split())
