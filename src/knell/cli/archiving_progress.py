"""How far ``knell archive`` is, in one line: pieces, pages, how many a second, and how long it will still take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knell.cli.progress import Moving, speed

if TYPE_CHECKING:
    from knell.archive import Done


class Telling(Moving):
    """How far an archive is: pieces, pages, and by the bytes that are left how long it will take."""

    def __init__(self) -> None:
        super().__init__()
        self.pages = self._before = self._pieces = self._done = self._size = self._read = self._read_before = 0
        self._going = 0
        self.staged: float | None = None

    def reading(self, total: int, size: int) -> None:
        """So many pieces, of so many bytes together, are to be read."""
        self._pieces, self._size = total, size

    def going(self, pages: int) -> None:
        """So many pages of the pieces under way are looked at."""
        self._going = pages
        self.tell(self.words)

    def read(self, done: Done) -> None:
        """A piece is read."""
        self._done += 1
        self._read += done.piece.size
        if done.before:
            self._before += done.tally.pages
            self._read_before += done.piece.size
        else:
            self.pages += done.tally.pages
        self._going = 0
        self.tell(self.words)

    def stage(self, words: str) -> None:
        """Something else begins."""
        if self.staged is None:
            self.staged = self.seconds
        self.tell(lambda: words, at_once=True)

    def words(self) -> str:
        """How far it is."""
        now = self.pages + self._going
        seen = f"{self._done:,} of {self._pieces:,} pieces, {self._before + now:,} pages"
        before = f", {self._before:,} of them read before" if self._before else ""
        return f"{seen}{before} ({speed(now, self.seconds)} a second{self._left()})"

    def _left(self) -> str:
        """By bytes; of the pieces under way as many as their pages had so far."""
        read, left = self._read - self._read_before, self._size - self._read
        if not read or not self.pages or not left:
            return ""
        under_way = min(self._going * read / self.pages, left)
        seconds = round((left - under_way) * self.seconds / (read + under_way))
        return f", about {_duration(seconds)} left"


def _duration(seconds: int) -> str:
    if seconds < 90:
        return f"{seconds} s"
    return f"{round(seconds / 60)} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
