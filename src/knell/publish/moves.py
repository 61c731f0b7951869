"""Where events are now whose keys are no more: what an old address leads to, from release to release."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from knell.publish.changes import Changes
from knell.publish.snapshot import BadSnapshot, standings

MOVED = "moved.json"
Moves = Mapping[str, tuple[str, ...]]


def moves(before: Path | None, changes: Changes, now: Path) -> Moves:
    """The keys that events had, now or in any release before, each with those that its claims are under now.

    ``before`` and ``now`` are the snapshots of two releases, beside which the moves lie. Raises ``BadSnapshot``.
    """
    known = {} if before is None else read_moves(before.parent)
    gone = {one.key: one.into for one in changes.found if one.into}
    led = {key: tuple(sorted({new for one in into for new in gone.get(one, (one,))})) for key, into in known.items()}
    led.update(gone)
    wanted = {*led, *(one for into in led.values() for one in into)}
    there = {one.key for one in standings(now) if one.key in wanted} if wanted else set()
    found = {key: tuple(one for one in led[key] if one in there) for key in sorted(led.keys() - there)}
    return {key: into for key, into in found.items() if into}


def read_moves(folder: Path) -> Moves:
    """Those of a release. Raises ``BadSnapshot``."""
    path = folder / MOVED
    if not path.exists():
        return {}
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        return {str(key): tuple(map(str, into)) for key, into in held.items()}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise BadSnapshot(f"{folder.name}/{MOVED} cannot be read: {error}") from None


def written(found: Moves) -> str:
    """The file that holds them."""
    return json.dumps({key: list(into) for key, into in found.items()}, ensure_ascii=False, indent=1) + "\n"
