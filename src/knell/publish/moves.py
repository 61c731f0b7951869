"""Where events are now whose keys are no more: what an old address leads to, from release to release."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from knell.publish.changes import Changes
from knell.publish.snapshot import BadSnapshot, standings

MOVED = "moved.json"


@dataclass(frozen=True, slots=True)
class Move:
    """An event that is gone: the claims that it last had, and the keys of the events that these are in now."""

    claims: tuple[str, ...]
    into: tuple[str, ...] = ()


Moves = Mapping[str, Move]


def moves(before: Path | None, changes: Changes, now: Path) -> Moves:
    """The events that are gone since any earlier release, by their keys.

    ``before`` and ``now`` are the snapshots of two releases, beside which the moves lie. Raises ``BadSnapshot``.
    """
    if before is None:
        return {}
    gone = {one.key for one in changes.found if one.into}
    claims = {key: one.claims for key, one in read_moves(before.parent).items()}
    claims.update((one.key, one.claims) for one in standings(before) if one.key in gone)
    if not claims:
        return {}
    wanted = {claim for of_one in claims.values() for claim in of_one}
    places: dict[str, str] = {}
    for one in standings(now):
        claims.pop(one.key, None)
        places.update((claim, one.key) for claim in one.claims if claim in wanted)
    return {
        key: Move(mine, tuple(sorted({places[claim] for claim in mine if claim in places})))
        for key, mine in sorted(claims.items())
    }


def read_moves(folder: Path) -> Moves:
    """Those of a release. Raises ``BadSnapshot``."""
    path = folder / MOVED
    if not path.exists():
        return {}
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        return {key: Move(tuple(map(str, one["claims"])), tuple(map(str, one["into"]))) for key, one in held.items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise BadSnapshot(f"{folder.name}/{MOVED} cannot be read: {error}") from None


def written(found: Moves) -> str:
    """The file that holds them."""
    rows = {key: {"into": one.into, "claims": one.claims} for key, one in found.items()}
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
