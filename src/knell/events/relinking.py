"""Link reports into what is linked already: only what they can touch is looked at, and it ends as linking all would.

Three steps, each kept on the shelf: which lines of pages are chrome, which reports repeat which, which events match.
What a new report changes in one is what is looked at in the next; in the end, the events that hang together by
matches with any that changed are put together anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from itertools import product

from knell.events import blocking, candidates
from knell.events.chrome import FEWEST, MOST_LOOKED_AT, is_chrome, report_number, rest_of
from knell.events.copies import Text, compare_texts, first_published
from knell.events.filling import keys_of, line_position
from knell.events.library import Library
from knell.events.linked import CopyPair, Member
from knell.events.linking import Linked, brought_together
from knell.events.lists import Position, smaller_first
from knell.events.local import Local
from knell.events.matching import compare
from knell.events.nearness import Nearness, Numbers
from knell.events.placements import Placement
from knell.events.repeating import CopiedEvents, copied_kind
from knell.events.shelf import Edges, Lists, Shelf
from knell.model import Extraction

# Two reports by their ids, sorted.
_Reports = tuple[str, str]


def relink(shelf: Shelf, fresh: Iterable[Extraction], again: Collection[Member] = ()) -> Linked:
    """Link reports that are not linked yet; the shelf then stands as if all had been linked at once.

    ``again`` are reports' events to put together anew because what people decided about them has changed.
    """
    library = Library(shelf, fresh)
    copied = _Copying(shelf, library).changed(_changed_chrome(shelf, library))
    touched = {local.number for one in library.fresh for local in library.locals_of(one)}
    touched |= {local.number for pair in copied for report in pair for local in library.locals_of(report)}
    touched |= {local.number for member in again for local in library.locals_of(member.report)}
    return _put_together(shelf, library, touched | _matched(shelf, library, copied))


def _changed_chrome(shelf: Shelf, library: Library) -> dict[str, set[int]]:
    """List the lines of fresh reports; gives what became, or is no longer, chrome of reports told before."""
    fresh = {report: library.lines(report) for report in library.fresh}
    coming = Counter(line for lines in fresh.values() for line in lines)
    standing = shelf.first(Lists.LINES, coming.keys(), FEWEST)
    for report, lines in fresh.items():
        shelf.put(Lists.LINES, lines.keys(), line_position(report_number(library.of(report).report)))
    # Reports whose own words are others now, because one more of their lines is on enough pages.
    other = {
        number
        for line, many in coming.items()
        for _, number in standing.get(line, ())
        if len(standing[line]) < FEWEST <= len(standing[line]) + many
    }
    unsure = {line for report in library.read_numbered(sorted(other)) for line in library.lines(report)}
    unsure |= coming.keys()
    now, before = _chrome_among(shelf, library, unsure), shelf.chrome(unsure)
    shelf.mark_chrome(now - before, before - now)
    changed = now ^ before
    told_before = set(library.read_numbered(sorted(shelf.all(Lists.LINES, changed)))) - set(library.fresh)
    return {report: changed & library.lines(report).keys() for report in sorted(told_before)}


def _chrome_among(shelf: Shelf, library: Library, lines: Collection[int]) -> set[int]:
    """Which of these lines are chrome, as all reports now have them."""
    sharing = shelf.first(Lists.LINES, lines, MOST_LOOKED_AT)
    sharing = {line: places for line, places in sharing.items() if len(places) >= FEWEST}
    numbers = sorted({number for places in sharing.values() for _, number in places})
    reports = dict(zip(numbers, library.read_numbered(numbers), strict=True))
    theirs = {line for report in reports.values() for line in library.lines(report)}
    first = shelf.first(Lists.LINES, theirs, FEWEST)
    repeated = {line for line, places in first.items() if len(places) >= FEWEST}
    rests = {
        number: rest_of(library.of(report).report, library.lines(report), repeated.__contains__)
        for number, report in reports.items()
    }
    return {line for line, places in sharing.items() if is_chrome(rests[number] for _, number in places)}


class _Copying:
    """Which reports repeat which, kept up to date."""

    def __init__(self, shelf: Shelf, library: Library) -> None:
        self._shelf, self._library = shelf, library
        self._near = Nearness(shelf, Lists.MARKS, candidates.REACH)
        self._texts: dict[str, Text] = {}

    def changed(self, chrome: Mapping[str, Collection[int]]) -> set[_Reports]:
        """The pairs of reports of which another copy, or none, or one at all is known now.

        ``chrome`` is what of reports told before became chrome, or is chrome no longer.
        """
        again = {report: lines for report, lines in chrome.items() if self._library.locals_of(report)}
        for report, lines in again.items():
            kept = self._shelf.chrome(self._library.lines(report).keys()) ^ set(lines)
            self._near.take(self._library.text(report, kept).marks, self._position(report))
        for report in (*again, *(one for one in self._library.fresh if self._library.locals_of(one))):
            self._near.put(self._text(report).marks, self._position(report))
        return self._settle()

    def _settle(self) -> set[_Reports]:
        pairs = self._near.gained | self._near.lost
        names = self._shelf.reports({number for pair in pairs for number in pair})
        numbers = {smaller_first(names[a], names[b]): (a, b) for a, b in pairs}
        kept = {smaller_first(one.earlier, one.later): one for one in self._shelf.copies(set(names.values()))}
        to_settle = {pair for pair, found in numbers.items() if found in self._near.gained or pair in kept}
        self._library.read({report for pair in to_settle for report in pair})
        put: dict[_Reports, CopyPair] = {}
        drop: list[_Reports] = []
        for pair in sorted(to_settle):
            apart = numbers[pair] in self._near.lost
            found = None if apart and not self._are_near(*pair) else compare_texts(*map(self._text, pair))
            if found is not None and found != kept.get(pair):
                put[pair] = found
            elif found is None and pair in kept:
                drop.append(pair)
        self._shelf.change_copies(put.values(), [(kept[pair].earlier, kept[pair].later) for pair in drop])
        return {*drop, *put}

    def _are_near(self, one: str, other: str) -> bool:
        shared = self._text(one).marks & self._text(other).marks
        return self._near.are_near(shared, self._position(one), self._position(other))

    def _text(self, report: str) -> Text:
        if report not in self._texts:
            chrome = self._shelf.chrome(self._library.lines(report).keys())
            self._texts[report] = self._library.text(report, chrome)
        return self._texts[report]

    def _position(self, report: str) -> Position:
        return candidates.position(self._library.of(report).report)


def _matched(shelf: Shelf, library: Library, copies: Collection[_Reports]) -> set[int]:
    """Match the events of the fresh reports, and of those whose copies changed; gives the events whose matches did."""
    loose: dict[int, bool] = {}

    def keys(local: Local) -> Collection[int]:
        found = keys_of(local)
        loose.update(found)
        return found.keys()

    def counts(key: int, a: Position, b: Position) -> bool:
        return not (loose[key] and blocking.is_dated(a) and blocking.is_dated(b))

    near = Nearness(shelf, Lists.KEYS, blocking.REACH, counts)
    for report in library.fresh:
        for local in library.locals_of(report):
            near.put(keys(local), blocking.position(local))
    in_copies: set[Numbers] = set()
    for one, other in copies:
        for a, b in product(library.locals_of(one), library.locals_of(other)):
            in_copies.add(smaller_first(a.number, b.number))
    kept = shelf.edges({number for pair in near.lost | in_copies for number in pair})
    to_settle = near.gained | in_copies | (near.lost & kept.keys())
    events = library.locals({number for pair in to_settle for number in pair})
    copied = _copied_among(shelf, library, {local.member.report for local in events.values()})
    put: Edges = {}
    drop: list[Numbers] = []
    for pair in to_settle:
        a, b = (events[number] for number in pair)
        kind = copied_kind(a, b, copied)
        score = None
        if (
            kind is not None
            or (pair in near.gained and pair not in near.lost)
            or near.are_near(set(keys(a)) & set(keys(b)), blocking.position(a), blocking.position(b))
        ):
            match = compare(a, b, kind)
            score = match.score if match.linked else None
        if score is None and pair in kept:
            drop.append(pair)
        elif score is not None and score != kept.get(pair):
            put[pair] = score
    shelf.change_edges(put, drop)
    return {number for pair in (*put, *drop) for number in pair}


def _copied_among(shelf: Shelf, library: Library, reports: Collection[str]) -> CopiedEvents:
    """Which events of these reports repeat each other's words."""
    return library.copied(_copies_among(shelf, reports))


def _copies_among(shelf: Shelf, reports: Collection[str]) -> list[CopyPair]:
    return [one for one in shelf.copies(reports) if one.earlier in reports and one.later in reports]


def _put_together(shelf: Shelf, library: Library, touched: Collection[int]) -> Linked:
    """Make events anew of all that hangs together with those touched, by matches or because a person said so."""
    edges: Edges = {}
    placements: dict[Placement, None] = {}
    seen, coming = set(touched), set(touched)
    while coming:
        found = shelf.edges(coming)
        edges.update(found)
        reports = {local.member.report for local in library.locals(coming).values()}
        decided = shelf.placements(reports)
        placements.update(dict.fromkeys(decided))
        near = {number for pair in found for number in pair}
        for placed in decided:
            near |= {
                local.number for name in (placed.report, placed.beside.report) for local in library.locals_of(name)
            }
        coming = near - seen
        seen |= coming
    events = sorted(library.locals(seen).values(), key=lambda local: local.key)
    at = {local.number: place for place, local in enumerate(events)}
    scores = {(at[a], at[b]): score for (a, b), score in edges.items()}
    reports = {local.member.report for local in events}
    published = {report: first_published(library.of(report).report) for report in reports}
    copies = _copies_among(shelf, reports)
    copies.sort(key=lambda pair: (published[pair.earlier], published[pair.later]))
    told = {report: library.telling(report) for report in reports}
    return brought_together(events, scores, told, copies, placements)
