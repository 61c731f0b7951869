"""What linking keeps between one run and the next, and how it asks for it; a record implements this."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from knell.events.linked import CopyPair, Member
from knell.events.lists import Position
from knell.events.placements import Placement
from knell.model import Extraction

# The score of each pair of events (by their numbers, the smaller first) that match.
Edges = dict[tuple[int, int], float]


class Lists(StrEnum):
    """What is listed: lines of pages by report, marks of texts by report, keys of events."""

    LINES = "lines"
    MARKS = "marks"
    KEYS = "keys"


@dataclass(frozen=True, slots=True)
class Near:
    """What stands next to a place in a list: before and behind it, the nearest first."""

    before: Sequence[Position] = ()
    after: Sequence[Position] = ()


class Keeping(Protocol):
    """What takes the lists, the copies and the matches that linking finds."""

    def number(self, reports: Mapping[int, str], members: Mapping[int, Member]) -> None:
        """Keep the numbers of reports and of their events."""

    def put(self, lists: Lists, keys: Collection[int], at: Position) -> None:
        """Put a thing into the lists under these keys."""

    def mark_chrome(self, more: Collection[int], less: Collection[int]) -> None:
        """Lines that are chrome now, and lines that are no longer."""

    def change_copies(self, put: Collection[CopyPair], drop: Collection[tuple[str, str]]) -> None:
        """Keep copies, in place of what was kept of the same two reports; forget those of (earlier, later)."""

    def change_edges(self, put: Edges, drop: Collection[tuple[int, int]]) -> None:
        """Keep matches, in place of what was kept of the same two events; forget others."""


class Shelf(Keeping, Protocol):
    """The lists, the copies and the matches among the reports linked so far, and what those reports say."""

    def extractions(self, reports: Collection[str]) -> Iterable[Extraction]:
        """What these reports say, those that are about to be linked included."""

    def reports(self, numbers: Collection[int]) -> Mapping[int, str]:
        """The ids of reports by their numbers."""

    def members(self, numbers: Collection[int]) -> Mapping[int, Member]:
        """The reports' events by their numbers."""

    def take(self, lists: Lists, keys: Collection[int], at: Position) -> None:
        """Take a thing out of the lists under these keys."""

    def near(self, lists: Lists, keys: Collection[int], at: Position, reach: int) -> Mapping[int, Near]:
        """What stands within reach of a place under each key; keys with nothing there may be left out."""

    def first(self, lists: Lists, keys: Collection[int], most: int) -> Mapping[int, Sequence[Position]]:
        """What stands first under each key, at most so many."""

    def all(self, lists: Lists, keys: Collection[int]) -> set[int]:
        """The numbers of all that stands under any of these keys."""

    def within(self, lists: Lists, key: int, a: Position, b: Position, reach: int) -> bool:
        """Whether two things of a list stand at most ``reach`` places apart."""

    def chrome(self, lines: Collection[int]) -> set[int]:
        """Which of these lines are page chrome."""

    def copies(self, reports: Collection[str]) -> Iterable[CopyPair]:
        """All copies of which one side is among these reports."""

    def edges(self, numbers: Collection[int]) -> Edges:
        """All matches of which one side is among these events."""

    def placements(self, reports: Collection[str]) -> Sequence[Placement]:
        """What people decided, and what holds of it, of claims that are of these reports or were put beside theirs."""
