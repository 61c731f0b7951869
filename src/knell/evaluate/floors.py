"""Floors: the value each measure must not fall under, and the digest of the gold it was measured on.

The file is only ever raised by ``raised``; lowering one floor, or taking changed gold into use, is ``lowered``, which
needs a reason and keeps it in the file. Floors are cut to three digits, so the same run always passes its own floors.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from math import floor
from pathlib import Path

from knell.evaluate.measures import Measure, Tally, values

FILE = Path(__file__).with_name("floors.toml")
_HEAD = """\
# The value each measure must not fall under, and the SHA-256 of the gold it was measured on.
# Written by `python -m knell.evaluate --write-floors`, which only raises; `--lower NAME --why REASON` lowers one.
"""


@dataclass(frozen=True, slots=True)
class Lowered:
    """One floor that was lowered (or gold that was exchanged), from what to what, and why."""

    name: str
    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True)
class Floors:
    """What the file holds: digests by set, floors by ``set.measure``, and the history of lowerings."""

    digests: Mapping[str, str] = field(default_factory=dict)
    floors: Mapping[str, float] = field(default_factory=dict)
    lowered: tuple[Lowered, ...] = ()


class BadFloors(ValueError):
    """The floors file cannot be read, or a lowering makes no sense; the message is one clear line."""


def read(path: Path) -> Floors:
    """The floors of a file; none when there is no file. Raises ``BadFloors``."""
    if not path.is_file():
        return Floors()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return Floors(
            {str(name): str(digest) for name, digest in data.get("gold", {}).items()},
            {str(name): float(value) for name, value in data.get("floors", {}).items()},
            tuple(Lowered(**row) for row in data.get("lowered", ())),
        )
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise BadFloors(f"{path}: is not a floors file ({error})") from error


def write(path: Path, held: Floors) -> None:
    """Write the file, sorted by name so that the same floors are the same bytes. Raises ``BadFloors``."""
    lines = [_HEAD, "[gold]"]
    lines += [f"{_text(name)} = {_text(digest)}" for name, digest in sorted(held.digests.items())]
    lines += ["", "[floors]"]
    lines += [f"{_text(name)} = {value:.3f}" for name, value in sorted(held.floors.items())]
    for one in held.lowered:
        lines += ["", "[[lowered]]", f"name = {_text(one.name)}", f"before = {_text(one.before)}"]
        lines += [f"after = {_text(one.after)}", f"why = {_text(one.why)}"]
    try:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError as error:
        raise BadFloors(f"{path}: cannot be written ({error})") from error


def flatten(name: str, measures: Mapping[str, Measure], hints: Collection[str] = ()) -> dict[str, float | None]:
    """The values of a set that carry a floor, by floor name: F1 and precision of tallies, and shares.

    Classes carry none, nor do ``hints``: measures that only help to see why another one moves.
    """
    found: dict[str, float | None] = {}
    for measure_name, measure in measures.items():
        if ":" in measure_name or measure_name in hints:
            continue
        for suffix, value in values(measure).items():
            if isinstance(measure, Tally) and suffix == "recall":
                continue
            parts = (name, measure_name.replace(" @", ".").replace(" ", "_"), suffix)
            found[".".join(part for part in parts if part)] = value
    return found


def failures(held: Floors, measured: Mapping[str, float | None], digests: Mapping[str, str]) -> list[str]:
    """One line for each set whose gold has changed and each measure under its floor; sets not run are left alone."""
    lines = [
        f"{name}: the gold is not what the floors were measured on "
        f"(SHA-256 {digest[:12]}…, floors {held.digests[name][:12]}…)"
        for name, digest in digests.items()
        if name in held.digests and held.digests[name] != digest
    ]
    for name, least in sorted(held.floors.items()):
        if name.split(".")[0] not in digests:
            continue
        value = measured.get(name)
        if value is None or cut(value) < least:
            lines.append(f"{name}: {'–' if value is None else f'{cut(value):.3f}'} is under its floor {least:.3f}")
    return lines


def raised(held: Floors, measured: Mapping[str, float | None], digests: Mapping[str, str]) -> Floors:
    """The floors with each one raised to its value where that is higher, and new ones added.

    Sets whose gold has changed are left as they are: their values are about something else.
    """
    same = {name for name, digest in digests.items() if held.digests.get(name, digest) == digest}
    found = dict(held.floors)
    for name, value in measured.items():
        if value is not None and name.split(".")[0] in same:
            found[name] = max(found.get(name, 0.0), cut(value))
    return replace(held, floors=found, digests={**held.digests, **{name: digests[name] for name in same}})


def lowered(
    held: Floors, name: str, why: str, measured: Mapping[str, float | None], digests: Mapping[str, str]
) -> Floors:
    """The floors with one set to what it now measures, or, for the name of a set, its gold exchanged; keeps why.

    Raises ``BadFloors`` when there is no such floor, it was not measured now, or no reason is given.
    """
    if not why.strip():
        raise BadFloors(f"{name}: lowering a floor needs a reason (--why)")
    if name in held.digests:
        if name not in digests:
            raise BadFloors(f"{name}: this set was not run")
        entry = Lowered(name, held.digests[name], digests[name], why.strip())
        return replace(held, digests={**held.digests, name: digests[name]}, lowered=(*held.lowered, entry))
    if name not in held.floors:
        raise BadFloors(f"{name}: there is no such floor; there are {', '.join(sorted(held.floors)) or 'none'}")
    if name.split(".")[0] not in digests:
        raise BadFloors(f"{name}: its set was not run")
    after = cut(measured.get(name) or 0.0)
    if after >= held.floors[name]:
        raise BadFloors(f"{name}: measures {after:.3f}, which is not under its floor {held.floors[name]:.3f}")
    entry = Lowered(name, f"{held.floors[name]:.3f}", f"{after:.3f}", why.strip())
    return replace(held, floors={**held.floors, name: after}, lowered=(*held.lowered, entry))


def cut(value: float) -> float:
    """A value cut (not rounded) to three digits; the sliver added keeps 0.29 from becoming 0.289."""
    return floor(value * 1000 + 1e-9) / 1000


def _text(value: str) -> str:
    # A JSON string is a TOML basic string but for the delete character, which TOML wants escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
