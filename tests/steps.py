"""Count the steps that a piece of work takes: the same on every machine, however slow."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, SupportsIndex

import knell

_OURS = str(Path(knell.__file__).parent)

# Where a step is taken: a line of a function.
Line = tuple[CodeType, int]


def steps(work: Callable[[], object]) -> dict[Line, int]:
    """How often each line of knell runs while the work is done; every turn of a loop in one line counts."""
    counted: dict[Line, int] = {}

    def within(frame: FrameType, event: str, _: Any) -> Any:
        if event == "line":
            line = frame.f_code, frame.f_lineno
            counted[line] = counted.get(line, 0) + 1
        return within

    def entered(frame: FrameType, _: str, __: Any) -> Any:
        return within if frame.f_code.co_filename.startswith(_OURS) else None

    before = sys.gettrace()
    sys.settrace(entered)
    try:
        work()
    finally:
        sys.settrace(before)
    return counted


def grown(work: Callable[[int], object], size: int, often: int = 1000, most: int = 8) -> list[str]:
    """The lines that run more than ``most`` times as often where a work is four times the size.

    Of work that is linear there are none. Those that run seldom are left out, and all words are met once
    before any line is counted.
    """
    work(4 * size)
    small, large = steps(lambda: work(size)), steps(lambda: work(4 * size))
    return [
        f"{Path(code.co_filename).name}:{line} {code.co_name}: {small.get((code, line), 0)} -> {count}"
        for (code, line), count in large.items()
        if count > often and count > most * small.get((code, line), 0)
    ]


class Watched(str):
    """A text that counts how many of its letters are taken out of it, which no line of a program shows."""

    taken = 0

    def __getitem__(self, index: SupportsIndex | slice) -> str:
        found = super().__getitem__(index)
        self.taken += len(found)
        return found
