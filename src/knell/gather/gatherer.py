"""Ask the addresses that wait, one after the other, and keep in a record what they give and how they stand."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, replace

from knell.gather.frontier import Frontier
from knell.gather.keeping import Kept, keep
from knell.gather.standing import after_answer, after_miss, words_of
from knell.gather.wanting import found, given
from knell.model import Problem
from knell.record import Record, Standing, Visit
from knell.reports import (
    Archive,
    Fetcher,
    Got,
    Hints,
    Links,
    Missed,
    Reading,
    Severity,
    State,
    links_of,
    read_answer,
    severity,
)


@dataclass(frozen=True, slots=True)
class Step:
    """One address that was asked: how it stands now, what was read, what went wrong, and to how many others it led."""

    visit: Visit
    kept: tuple[Kept, ...] = ()
    problems: tuple[Problem, ...] = ()
    led_to: int = 0
    # Entries without an address, and whether there were more of them than are taken.
    without: int = 0
    cut_off: bool = False


class Gatherer:
    """Gathers into one record. Every step is kept before the next begins."""

    def __init__(self, record: Record, fetcher: Fetcher, archive: Archive) -> None:
        self._record, self._fetcher, self._archive = record, fetcher, archive
        self._asked: set[str] = set()

    def want(self, wanted: Iterable[tuple[str, Hints]], found_in: str | None = None) -> int:
        """Note addresses that are to be asked, known or not; gives how many."""
        normal = {self._fetcher.normal(url) or url: hints for url, hints in wanted}
        known = {visit.url: visit for visit in self._record.visits(urls=normal)}
        visits = list(given(normal.items(), known, self._record.next_position(), found_in))
        self._record.put_visits(visits)
        return len(visits)

    def want_again(self, visits: Iterable[Visit]) -> int:
        """Note addresses that are to be tried once more."""
        again = [replace(visit, state=State.WAITING) for visit in visits]
        self._record.put_visits(again)
        return len(again)

    def run(self, most: int | None = None) -> Generator[Step, None, None]:
        """Ask all that waits, and what that leads to, but at most so many pages; feeds and sitemaps are not counted."""
        waiting = self._record.visits(states=[State.WAITING])
        for one in (*waiting, *self._record.visits(states=[State.FAILED])):
            if one.not_before is not None:
                self._fetcher.hold(one.url, one.not_before)
        frontier = Frontier(waiting, self._fetcher.left)
        self._asked = set()
        pages = 0
        while (most is None or pages < most) and (visit := frontier.next()) is not None:
            step, wanted = self._step(visit)
            frontier.add(wanted)
            pages += not step.visit.leads_on
            yield step

    def waiting(self) -> int:
        """How many addresses still wait."""
        return len(self._record.visits(states=[State.WAITING]))

    def _step(self, visit: Visit) -> tuple[Step, list[Visit]]:
        self._asked.add(visit.url)
        answer = self._fetcher.get(visit.url, etag=visit.etag, last_modified=visit.last_modified)
        if isinstance(answer, Missed):
            missed = after_miss(visit, answer)
            self._record.put_visits([missed])
            return Step(missed), []
        try:
            links = links_of(answer)
        except ValueError as error:
            broken = after_answer(
                visit, answer, State.UNREAD, f"it cannot be read as the feed it is: {str(error)[:80]}"
            )
            self._record.put_visits([broken])
            return Step(broken), []
        if links is not None:
            return self._lead_on(visit, answer, links[1])
        return self._page(visit, answer), []

    def _lead_on(self, visit: Visit, answer: Got, links: Links) -> tuple[Step, list[Visit]]:
        """A feed or a sitemap: it and what it leads to are kept together, or a stop between would lose its pages."""
        listed = [
            (self._fetcher.normal(one.url) or one.url, Hints(one.title, one.dates), one.is_map) for one in links.links
        ]
        known = {one.url: one for one in self._record.visits(urls=[url for url, _, _ in listed])}
        now = replace(after_answer(visit, answer, State.FETCHED, ""), leads_on=True)
        wanted = list(found(now, listed, known, self._asked, self._record.next_position()))
        self._record.put_visits([now, *wanted])
        return Step(now, led_to=len(wanted), without=links.without, cut_off=links.cut_off), wanted

    def _page(self, visit: Visit, answer: Got) -> Step:
        self._record.note_exchange(self._archive.keep(answer))
        items = list(_unbroken(answer, Hints(visit.title, visit.dates)))
        there = self._visit_of(answer, visit)
        said = words_of(items[0].report) if len(items) == 1 and isinstance(items[0], Reading) else None
        same = said is not None and said in (visit.said, there.said)
        done = [one if isinstance(one, Problem) else self._kept(one, same) for one in items]
        kept = tuple(one for one in done if isinstance(one, Kept))
        problems = tuple(one for one in done if isinstance(one, Problem))
        lost = [one for one in problems if severity(one) is not Severity.NOTE]
        unread = not kept and bool(lost)
        reason = lost[0].message.removeprefix(f"{answer.asked}: ") if unread else ""
        state = State.UNREAD if unread else State.FETCHED
        now = replace(after_answer(visit, answer, state, reason), said=said if kept else visit.said)
        also = [replace(after_answer(there, answer, state, reason), said=now.said)] if there.url != visit.url else []
        self._record.put_visits([now, *also])
        return Step(now, kept, problems)

    def _kept(self, reading: Reading, same: bool) -> Kept | Problem:
        """A reading in the record. A page whose words are those it had is no new report, whatever else on it is new."""
        if same and self._record.standings([reading.report]) == [Standing.NEW]:
            return Kept(reading, Standing.ALREADY_THERE)
        return keep(self._record, reading)

    def _visit_of(self, answer: Got, visit: Visit) -> Visit:
        """How the address stands that answered, where redirects led to it: it need not be asked by its own name."""
        final = answer.last.url
        if final == visit.url:
            return visit
        known = self._record.visits(urls=[final])
        bare = Visit(final, State.FETCHED, position=visit.position, depth=visit.depth, found_in=visit.url)
        return known[0] if known else bare


def _unbroken(answer: Got, hints: Hints) -> Iterator[Reading | Problem]:
    """The readings of an answer; a page that breaks its reader must not stop every run that comes to it."""
    try:
        yield from read_answer(answer, hints)
    except Exception as error:
        yield Problem("unreadable_file", f"{answer.asked}: an unexpected {type(error).__name__} in reading it")
