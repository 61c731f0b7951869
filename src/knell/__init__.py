"""knell: dated reports go in, a sourced record of violent events comes out.

``knell.extract(report)`` says what one report says, ``knell.Record`` keeps it; each room (``knell.reports``,
``knell.claims`` ...) is there by its name. All of these are loaded when they are first asked for.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from knell.extraction import extract
    from knell.record import Record

__version__ = "0.1.0"
__all__ = ["Record", "__version__", "extract"]

_HOMES = {"extract": "extraction", "Record": "record"}


def __getattr__(name: str) -> Any:
    """Load a public name or a room."""
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    if not name.startswith("_") and find_spec(f"{__name__}.{name}") is not None:
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
