"""The last look at a release: every byte that was written is read again, and nothing withheld may stand in it.

Reads what is packed too: archives, workbooks, databases, Parquet, pictures, folded calendars, escaped JSON and pages.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from knell.publish.cut import Cut
from knell.publish.policy import Policy, Withheld
from knell.publish.unpacking import Piece, Raw, pieces

WITHHELD = "withheld.json"
_STATIC = Path(__file__).parents[1]
_MOST_NAMED = 5
# Coordinates are compared to the fifth digit behind the point: about a metre.
_DIGITS = 5
_SHORTEST_RAW = 7


class Leaked(RuntimeError):
    """Something that the policy withholds was found in what was written; nothing may be published."""


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """A file of the release and the rule whose words, or whose coordinates, stand in it; never the words."""

    path: str
    rule: str


def write_withheld(folder: Path, cut: Cut) -> list[str]:
    """Write what was withheld, counted, beside the data; nothing where there is no policy."""
    if not cut.terms.policy:
        return []
    told = json.dumps(cut.withheld.report(cut.policy), ensure_ascii=False, indent=1)
    (folder / WITHHELD).write_text(told + "\n", encoding="utf-8", newline="\n")
    return [WITHHELD]


def check(folder: Path, policy: Policy, withheld: Withheld, but: Collection[str] = ()) -> None:
    """Look through all files of a folder. Raises ``Leaked``, in one line, where anything withheld stands in one.

    ``but`` are names in the folder that were looked through before.
    """
    found = sorted(set(scan(folder, policy, withheld, but)))
    if not found:
        return
    named = ", ".join(f"{one.path} ({one.rule})" for one in found[:_MOST_NAMED])
    more = f" and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
    raise Leaked(f"what the policy withholds is still found in {named}{more}")


def scan(folder: Path, policy: Policy, withheld: Withheld, but: Collection[str] = ()) -> Iterator[Leak]:
    """What is found in the files of a folder, their names included."""
    if not policy:
        return
    points = {_rounded(one) for one in withheld.points} - {_rounded(one) for one in withheld.kept}
    look = _looking(policy, points)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name.split("/")[0] in but:
            continue
        for rule in policy.words.found(name):
            yield Leak(_masked(name, policy), policy.rules[rule].label)
        if path.is_file() and not _is_ours(path):
            yield from (Leak(_masked(name, policy), label) for label in look(pieces(path)))


def _masked(name: str, policy: Policy) -> str:
    return policy.words.masked(name)[0]


def _looking(policy: Policy, points: set[tuple[float, float]]) -> Callable[[Iterable[Piece]], set[str]]:
    """What finds the rules that the pieces of a file break."""
    where = ", ".join(rule.label for rule in policy.places)

    def look(found: Iterable[Piece]) -> set[str]:
        broken: set[str] = set()
        for piece in found:
            if isinstance(piece, str):
                least = _SHORTEST_RAW if isinstance(piece, Raw) else 1
                broken.update(policy.rules[rule].label for rule in policy.words.found(piece, least))
            elif points and not points.isdisjoint(_pairs([round(one, _DIGITS) for one in piece])):
                broken.add(f"coordinates of {where or 'a place'}")
        return broken

    return look


def _pairs(numbers: Sequence[float]) -> Iterator[tuple[float, float]]:
    for a, b in pairwise(numbers):
        yield a, b
        yield b, a


def _rounded(point: tuple[float, float]) -> tuple[float, float]:
    return round(point[0], _DIGITS), round(point[1], _DIGITS)


@cache
def _ours() -> frozenset[str]:
    """The hashes of the files that come with knell and say nothing of any record: scripts, styles, maps."""
    files = (one for one in _STATIC.rglob("*") if "static" in one.parts and one.is_file())
    return frozenset(hashlib.sha256(one.read_bytes()).hexdigest() for one in files)


def _is_ours(path: Path) -> bool:
    if path.suffix not in (".js", ".css", ".json", ".svg", ".woff2", ".png", ""):
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() in _ours()
