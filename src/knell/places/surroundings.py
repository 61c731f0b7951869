"""Which of the places of one name lie in which of the places of another; remembered, for lists say the same often."""

from __future__ import annotations

from collections.abc import Mapping

from knell.places.gazetteer import Gazetteer
from knell.places.options import Option, lies_in

_MOST_OUTER = 10
_LEAST_LIKELY = -1.0


class Surroundings:
    """Relations between the options of the names of one text."""

    def __init__(self, places: Gazetteer, options: Mapping[str, tuple[Option, ...]]) -> None:
        self._places, self._options = places, options
        self._inside: dict[tuple[str, str, float], frozenset[int]] = {}
        self._around: dict[tuple[str, str], frozenset[int]] = {}

    def inside(self, key: str, outer: str, least: float) -> frozenset[int]:
        """The numbers of a name's options, at least so likely, that are or lie in a likely place of the other name."""
        fits = self._inside.get((key, outer, least))
        if fits is None:
            around = [wide.row for wide in self._options[outer][:_MOST_OUTER] if wide.base > _LEAST_LIKELY]
            fits = frozenset(
                n
                for n, option in enumerate(self._options[key])
                if option.base >= least
                and any(option.row == wide or lies_in(self._places, option.row, wide) for wide in around)
            )
            self._inside[key, outer, least] = fits
        return fits

    def around(self, key: str, inner: str) -> frozenset[int]:
        """The numbers of a name's likeliest options in which a place of the other name lies."""
        fits = self._around.get((key, inner))
        if fits is None:
            narrow = [option.row for option in self._options[inner][:_MOST_OUTER]]
            wide = enumerate(self._options[key][:_MOST_OUTER])
            fits = frozenset(n for n, w in wide if any(lies_in(self._places, row, w.row) for row in narrow))
            self._around[key, inner] = fits
        return fits
