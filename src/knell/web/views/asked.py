"""Which events are asked for: what an address says, what of it cannot be, and the addresses that say something else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import Enum
from typing import Any, TypeVar
from urllib.parse import urlencode

from knell.figures import UnknownRule, find_rule, rules
from knell.model import Outcome, SourceType
from knell.record import Order, Query, Queue, Status

_LONGEST = 300
_MOST_PEOPLE = 1_000_000_000
_MOST_PAGES = 100_000
E = TypeVar("E", bound=Enum)


def _words(given: str) -> str:
    if len(given) > _LONGEST:
        raise ValueError("that is too long")
    return given


def _day(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise ValueError("write a day as 1990-01-20") from None


def _number(most: int, least: int = 0) -> Callable[[str], int]:
    def read(given: str) -> int:
        if not given.isascii() or not given.isdigit() or len(given) > len(str(most)) or not least <= int(given) <= most:
            raise ValueError("write a whole number")
        return int(given)

    return read


def _one_of(kind: type[E]) -> Callable[[str], E]:
    def read(given: str) -> E:
        try:
            return kind(given)
        except ValueError:
            raise ValueError(f"one of {', '.join(str(one.value) for one in kind)}") from None

    return read


def _rule(given: str) -> str | None:
    """The name of a rule; None for the one that holds where none is named."""
    try:
        name = find_rule(given).name
        return None if name == rules()[0].name else name
    except UnknownRule as error:
        raise ValueError(str(error.args[0])) from None


_READERS: Mapping[str, Callable[[str], Any]] = {
    "words": _words,
    "start": _day,
    "end": _day,
    "country": _words,
    "outcome": _one_of(Outcome),
    "least": _number(_MOST_PEOPLE),
    "most": _number(_MOST_PEOPLE),
    "grade": _words,
    "status": _one_of(Status),
    "language": _words,
    "source_type": _one_of(SourceType),
    "queue": _one_of(Queue),
    "rule": _rule,
    "order": _one_of(Order),
    "page": _number(_MOST_PAGES, 1),
}
# What people write too.
_ALSO = {"start": "from", "end": "to"}
_PLAIN = {one.name: one.default for one in fields(Query)}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as an address puts it: ``query``, and what in it ``wrong`` is, by the name of the field.

    What is wrong narrows the list by nothing, and the page says so. ``given`` is what stands in the address.
    """

    query: Query
    wrong: Mapping[str, str]
    given: Mapping[str, str]
    path: str

    def to(self, path: str | None = None, **changes: object) -> str:
        """The address of the same question with some of it changed; None takes a part out. The page is the first."""
        if "page" not in changes:
            changes["page"] = None
        said: dict[str, object] = {**{name: getattr(self.query, name) for name in _READERS}, **changes}
        pairs = [(name, _written(value)) for name, value in said.items() if value not in (None, "", _PLAIN.get(name))]
        return f"{path or self.path}{'?' if pairs else ''}{urlencode(pairs)}"

    @property
    def address(self) -> str:
        """The shortest address of the same question and page; what was wrong in it still stands there."""
        kept = {name: self.given[name] for name in self.wrong if name in self.given}
        return self.to(page=self.query.page, **kept)

    @property
    def paging(self) -> str:
        """The address of the same question up to the number of a page."""
        bare = self.to()
        return f"{bare}{'&' if '?' in bare else '?'}page="

    @property
    def narrowed(self) -> int:
        """How many filters are set."""
        return sum(getattr(self.query, name) not in (None, "") for name in _READERS if name not in _SHOWN)

    def value(self, name: str) -> str:
        """What stands in a field."""
        if name in self.wrong:
            return self.given.get(name, "")
        value = getattr(self.query, name)
        return "" if value is None else _written(value)


# These say how the list is shown, not which events are in it.
_SHOWN = ("rule", "order", "page")


def asked(given: Mapping[str, str], person: str, path: str) -> Asked:
    """What an address asks; a field that is empty says nothing."""
    found: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for name, read in _READERS.items():
        if said := (given.get(name) or given.get(_ALSO.get(name, ""), "")).strip():
            try:
                found[name] = read(said)
            except ValueError as error:
                wrong[name] = str(error)
    query = replace(Query(person=person), **found)
    if query.start and query.end and query.start > query.end:
        wrong["end"] = "this is before the first day"
    if query.least is not None and query.most is not None and query.least > query.most:
        wrong["most"] = "this is less than the least"
    return Asked(query, wrong, given, path)


def _written(value: object) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    return value.isoformat() if isinstance(value, date) else str(value)
