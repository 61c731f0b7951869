"""The ways in which a release is laid out, by name."""

from __future__ import annotations

from importlib import import_module

from knell.publish.tables import Layout

# Each module has one object, LAYOUT; it is loaded when it is asked for.
_MODULES = {"own": "own", "ged": "ged", "acled": "acled", "followthemoney": "ftm"}


class UnknownLayout(ValueError):
    """There is no layout of this name."""


def layout_names() -> tuple[str, ...]:
    """The names of all layouts, knell's own first."""
    return tuple(_MODULES)


def find_layout(name: str) -> Layout:
    """A layout by its name. Raises ``UnknownLayout``."""
    if name not in _MODULES:
        raise UnknownLayout(f"there is no layout {name!r}; there are {', '.join(_MODULES)}")
    found: Layout = import_module(f"knell.publish.layouts.{_MODULES[name]}").LAYOUT
    return found
