"""What an input holds, checked and made a ``Report``; whatever is not believed is set aside and said."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from knell.model import Problem, Report
from knell.reports.captions import parts
from knell.reports.dates import captured_by, published
from knell.reports.dating import Dating, settle_dates
from knell.reports.decoding import mend
from knell.reports.found import Found, Sift, by_contract
from knell.reports.languages import settle
from knell.reports.problems import excerpt, problem

_LONGEST_ID = 200
_LONGEST_VALUE = 2_000
_MOST_NAMES = 20
_BETWEEN_NAMES = re.compile(r"[;|&]")
_ADDRESS = re.compile(r"(?:https?://)?[^\s/:@]+(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """A report that was read, the bytes to archive for it (``report.sha256`` is their hash), and where it stood."""

    report: Report
    raw: bytes
    where: str


@dataclass(slots=True)
class Desk:
    """Where reports are put together: knows today and, unless each is ``apart``, the ids given out so far."""

    today: date
    apart: bool = False
    sift: Sift | None = None
    _taken: dict[int, int] = field(default_factory=dict)

    def put_together(self, found: Found) -> Reading | Problem:
        """The report an input holds, or the problem that leaves it out. Problems on the way stand in the report."""
        fields = by_contract(found.fields)
        text = fields.get("text")
        if not isinstance(text, str):
            what = "there is no text" if text is None else f"'text' is not a string but {excerpt(text)}"
            return problem("no_text", found.where, f"{what}; give the report's words as 'text'")
        if not text.strip():
            return problem("no_text", found.where, "the text is empty; give the report's words as 'text'")
        problems = list(found.problems)
        text, mended = mend(text)
        if mended:
            words = f"{mended:,} control or broken character(s) in the text were replaced one for one"
            problems.append(problem("mended_characters", found.where, words))
        sha256 = hashlib.sha256(found.raw).hexdigest()
        name = self._name(found.where, fields.get("id"), sha256, problems)
        if name is None:
            words = "repeats a report read before, byte for byte; read once"
            return problem("repeated_report", found.where, words)
        # what is passed over has its id all the same, so that the others are called as they would be beside it
        if self.sift is not None and not self.sift.text(text):
            return problem("passed_over", found.where, "it holds nothing that is looked for")
        values = _Values(found.where, fields, problems)
        title, url = values.line("title"), values.address("url")
        day = self._dated(found, fields)
        if day.code:
            problems.append(problem(day.code, found.where, day.words))
        language = settle(fields.get("language"), text, title)
        if language.problem:
            problems.append(problem(language.problem, found.where, language.words))
        report = Report(
            id=name,
            text=text,
            title=title,
            published=day.published,
            language=language.code,
            outlet=values.line("outlet") or outlet_of(url),
            url=url,
            sha256=sha256,
            parts=parts(text, language.code, found.header, found.captions) if found.parts is None else found.parts,
            problems=tuple(problems),
            updated=found.updated or day.updated,
            dates=found.dates,
            extractor=found.extractor,
            capture=found.capture,
            authors=values.names("authors") or values.names("author"),
        )
        return Reading(report, found.raw, found.where)

    def _dated(self, found: Found, fields: Mapping[str, object]) -> Dating:
        """The date that the input gives for the report, else the one that its signals agree on."""
        captured = captured_by(found.capture, self.today)
        if found.dates and not fields.get("published"):
            return settle_dates(found.dates, captured)
        day = published(fields.get("published"), self.today, asked="published" in fields)
        return Dating(day.day, None, day.code, day.words)

    def _name(self, where: str, given: object, sha256: str, problems: list[Problem]) -> str | None:
        """The id of a report: the one given, else the first 16 digits of the hash; None for the very same report."""
        derived = sha256[:16]
        name = _given_id(given)
        if name is None:
            name = derived
            if given not in (None, ""):
                words = f"the id {excerpt(given)} is not a short line of text or a whole number; called {derived}"
                problems.append(problem("bad_id", where, words))
        if self._is_taken(name, sha256):
            if self._taken[_key(name)] == _key(sha256):
                return None
            words = f"the id {excerpt(name)} is that of another report read before; called {derived}, give it its own"
            problems.append(problem("id_in_use", where, words))
            name = derived
            if self._is_taken(name, sha256):
                return None
        return name

    def _is_taken(self, name: str, sha256: str) -> bool:
        """Whether an id was given out before; if not, it is now."""
        if self.apart:
            return False
        key = _key(name)
        if key in self._taken:
            return True
        self._taken[key] = _key(sha256)
        return False


def outlet_of(url: str | None) -> str | None:
    """The outlet an address belongs to: its host without ``www.``; None when it has none."""
    if url is None:
        return None
    try:
        host = urlsplit(url if "://" in url else f"//{url}").hostname
    except ValueError:
        return None
    return (host or "").removeprefix("www.") or None


@dataclass(frozen=True, slots=True)
class _Values:
    """The optional fields of one report; what is of no use is set aside with a problem."""

    where: str
    fields: Mapping[str, object]
    problems: list[Problem]

    def line(self, name: str) -> str | None:
        """A field as one line of text, or None."""
        value = self.fields.get(name)
        if value is None:
            return None
        if not isinstance(value, str) or len(value) > _LONGEST_VALUE:
            self._set_aside(name, value)
            return None
        return " ".join(mend(value)[0].split()) or None

    def names(self, name: str) -> tuple[str, ...]:
        """A field as names: a list of them, or one line with signs between them."""
        value = self.fields.get(name)
        if isinstance(value, list) and all(isinstance(one, str) for one in value[:_MOST_NAMES]):
            value = ";".join(value[:_MOST_NAMES])
        line = _Values(self.where, {name: value}, self.problems).line(name)
        given = (one.strip() for one in _BETWEEN_NAMES.split(line or ""))
        return tuple(dict.fromkeys(one for one in given if one))[:_MOST_NAMES]

    def address(self, name: str) -> str | None:
        """A field as a web address: anything but http and https could do harm where it is shown as a link."""
        value = self.line(name)
        if value is not None and not _ADDRESS.fullmatch(value):
            self._set_aside(name, value)
            return None
        return value

    def _set_aside(self, name: str, value: object) -> None:
        self.problems.append(
            problem("bad_value", self.where, f"{name!r} cannot be used ({excerpt(value)}); left empty")
        )


def _given_id(given: object) -> str | None:
    if isinstance(given, int) and not isinstance(given, bool) and given.bit_length() < 200:
        return str(given)
    if not isinstance(given, str) or len(given) > _LONGEST_ID:
        return None
    name = given.strip()
    return name if name and name.isprintable() else None


def _key(name: str) -> int:
    """64 bits that stand for a name: ids of millions of rows must fit in memory."""
    return int.from_bytes(hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()[:8], "big")
