"""The cell of PRIO-GRID that a point lies in: half a degree by half a degree, counted from 90 south, 180 west."""

from __future__ import annotations

from math import floor

_ROWS, _COLUMNS = 360, 720


def cell_of(latitude: float, longitude: float) -> int:
    """The number of a cell (``gid``), 1 to 259,200; the north pole and 180 east belong to the last row and column."""
    row = min(floor((latitude + 90) * 2), _ROWS - 1)
    column = min(floor((longitude + 180) * 2), _COLUMNS - 1)
    return row * _COLUMNS + column + 1
