"""Routes that only read: all that an answer says is as of one moment of the record, read in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def at_one_moment(route: Callable[P, T]) -> Callable[P, T]:
    """A route with a ``record``: what it shows and the version that it says was seen belong together."""

    @wraps(route)
    def held(*given: P.args, **named: P.kwargs) -> T:
        with named["record"].held():  # type: ignore[attr-defined]
            return route(*given, **named)

    return held
