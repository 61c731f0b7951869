"""A shelf in memory, as plain as can be: what a record must do, without a record."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Mapping, Sequence

from knell.events import CopyPair, Member, Placement
from knell.events.lists import Position
from knell.events.shelf import Edges, Lists, Near
from knell.model import Extraction


class MemoryShelf:
    """Everything in dictionaries; ``told`` is what the reports say, put there before they are linked."""

    def __init__(self) -> None:
        self.told: dict[str, Extraction] = {}
        self._reports: dict[int, str] = {}
        self._members: dict[int, Member] = {}
        self._lists: dict[tuple[Lists, int], list[Position]] = {}
        self._chrome: set[int] = set()
        self._copies: dict[tuple[str, str], CopyPair] = {}
        self._edges: Edges = {}
        self.decided: list[Placement] = []

    def extractions(self, reports: Collection[str]) -> Iterable[Extraction]:
        return [self.told[report] for report in reports]

    def reports(self, numbers: Collection[int]) -> Mapping[int, str]:
        return {number: self._reports[number] for number in numbers}

    def members(self, numbers: Collection[int]) -> Mapping[int, Member]:
        return {number: self._members[number] for number in numbers}

    def number(self, reports: Mapping[int, str], members: Mapping[int, Member]) -> None:
        self._reports.update(reports)
        self._members.update(members)

    def put(self, lists: Lists, keys: Collection[int], at: Position) -> None:
        for key in keys:
            insort(self._lists.setdefault((lists, key), []), at)

    def take(self, lists: Lists, keys: Collection[int], at: Position) -> None:
        for key in keys:
            self._lists[lists, key].remove(at)

    def near(self, lists: Lists, keys: Collection[int], at: Position, reach: int) -> Mapping[int, Near]:
        found = {}
        for key in keys:
            listed = self._lists[lists, key]
            place = bisect_left(listed, at)
            before = listed[max(place - reach, 0) : place]
            found[key] = Near(before[::-1], listed[place + 1 : place + 1 + reach])
        return found

    def first(self, lists: Lists, keys: Collection[int], most: int) -> Mapping[int, Sequence[Position]]:
        return {key: self._lists.get((lists, key), [])[:most] for key in keys}

    def all(self, lists: Lists, keys: Collection[int]) -> set[int]:
        return {number for key in keys for _, number in self._lists.get((lists, key), [])}

    def within(self, lists: Lists, key: int, a: Position, b: Position, reach: int) -> bool:
        listed = self._lists[lists, key]
        return abs(bisect_left(listed, a) - bisect_left(listed, b)) <= reach

    def chrome(self, lines: Collection[int]) -> set[int]:
        return self._chrome & set(lines)

    def mark_chrome(self, more: Collection[int], less: Collection[int]) -> None:
        self._chrome |= set(more)
        self._chrome -= set(less)

    def copies(self, reports: Collection[str]) -> Iterable[CopyPair]:
        return [one for one in self._copies.values() if one.earlier in reports or one.later in reports]

    def change_copies(self, put: Collection[CopyPair], drop: Collection[tuple[str, str]]) -> None:
        for pair in drop:
            del self._copies[pair]
        self._copies.update({(one.earlier, one.later): one for one in put})

    def edges(self, numbers: Collection[int]) -> Edges:
        return {pair: score for pair, score in self._edges.items() if not set(pair).isdisjoint(numbers)}

    def change_edges(self, put: Edges, drop: Collection[tuple[int, int]]) -> None:
        for pair in drop:
            del self._edges[pair]
        self._edges.update(put)

    def placements(self, reports: Collection[str]) -> Sequence[Placement]:
        return [one for one in self.decided if one.report in reports or one.beside.report in reports]
