"""The words of a page, cheaply: all its lines in front of any choice of a main text, a tenth of the time of reading it.

Whatever sentence of the main text there is (see ``page.derive``) stands in these lines, or in some next to each other.
Left out is only what the main text never has: menus and the like, and links from end to end, on a page that has
enough of its own to say (see ``foreign.without_links``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knell.reports.decoding import is_binary, marked, mend
from knell.reports.pages.decode import decode
from knell.reports.pages.emptied import emptied
from knell.reports.pages.linked import plain
from knell.reports.pages.page import unpacked
from knell.reports.pages.tree import cleaned

_HEAD = 1 << 13
# Lines of so many letters are text; a page with so many of them, or of so many letters together, has a main text that
# is not made of links.
_LONG, _FEWEST_LONG, _ENOUGH = 80, 3, 250
_LINK_WORDS = 4
_ASIDES = ("nav", "aside", "footer")
# On a page with little text lines may be run together as one paragraph: so many on each side of one.
_AROUND = 2
# What the quick parser leaves out or writes without a space to its neighbours, but the main text may have.
_ODD = re.compile(
    r"<(?:(/?)(?i:figure|figcaption)(?=[\s/>])"
    r"|(?=/?(?:[cdlmnopsaCDLMNOPSA](?:aption|ialog|ir|egend|enu|oindex|oscript|ption|ptgroup|utput|rogress|earch|lot"
    r"|ummary|anvas|arquee|pplet)|[A-Za-z]\w*-)))"
)
# Links are marked by control characters, which no line holds otherwise.
_BEGINS, _ENDS = "\x01", "\x02"
_LINK_BEGINS, _LINK = re.compile(r'<a href="[^"]*">'), re.compile(f"{_BEGINS}[^{_ENDS}]*{_ENDS}")
_MARKS, _TAG = re.compile(f"[{_BEGINS}{_ENDS}]"), re.compile(r"<[^<>]*>")
_LEAST_LINKED = 0.9
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#39;", "'"), ("&apos;", "'"), ("&amp;", "&"))
_SPACE, _SPACES = 32, list(b"\t\n\r\f\v")
# What U+FFFE and U+FFFF begin with in UTF-8, and some thirty characters of text.
_LAST_PLANE = b"\xef\xbf"
_TOLD = re.compile(r'"(?:articleBody|headline)"\s*:\s*"((?:[^"\\]|\\.)*)"', re.DOTALL)
_STOPS = tuple(".!?…:;\"'”’»)]")
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Skimmed:
    """The lines of a page, and whether any may be run together with those around it."""

    lines: tuple[str, ...]
    loose: bool

    @property
    def reach(self) -> int:
        """So many lines on each side of one may belong to the same sentence."""
        return _AROUND if self.loose else 1

    def around(self, numbers: Iterable[int]) -> list[str]:
        """These lines, each once, with what may belong to the same sentence."""
        found: dict[str, None] = {}
        for number in numbers:
            found[self.lines[number]] = None
            for joined in self._joined(number):
                found[joined] = None
        for line in [line for line in found if _HIDDEN.search(line)]:
            found[_HIDDEN.sub("", line)] = None
        return list(found)

    def _joined(self, number: int) -> Iterator[str]:
        lines = self.lines
        if self.loose:
            yield " ".join(lines[max(number - _AROUND, 0) : number + _AROUND + 1])
            return
        first = last = number
        if number and _goes_on(lines[number - 1], lines[number]):
            first -= 1
        if number + 1 < len(lines) and _goes_on(lines[number], lines[number + 1]):
            last += 1
        if first < last:
            yield " ".join(lines[first : last + 1])


def skim(raw: bytes, charset: str | None = None) -> Skimmed | None:
    """The lines of a page; None where it is no sound page, so that only reading it tells what it holds."""
    opened = unpacked(raw)
    if isinstance(opened, str) or (not marked(opened[:4]) and is_binary(opened[:_HEAD])):
        return None
    decoded = decode(opened, charset)
    if decoded is None:
        return None
    wide = decoded.encoding.startswith(("utf-16", "utf-32"))
    bare = emptied(cleaned(decoded.text) if wide or _has_controls(opened) else decoded.text)
    if bare is None or "data-preloaded" in bare:
        return None
    told = list(_told(decoded.text)) if wide or b'"articleBody"' in opened else []
    text = _ODD.sub(_plain_tag, bare)
    lines = [*_lines(text, _ASIDES)]
    long = [len(line) for line, linked in lines if not linked and len(line) >= _LONG]
    loose = len(long) < _FEWEST_LONG and sum(long) < _ENOUGH
    if loose:
        lines = [*_lines(text, ())]
    kept = [line for line, linked in lines if loose or not linked or len(line.split()) < _LINK_WORDS]
    have = " ".join(kept) if told else ""
    return Skimmed((*kept, *(line for line in told if line not in have)), loose)


def _has_controls(opened: bytes) -> bool:
    """Whether bytes may hold characters that are no text: controls, or the two last of a plane."""
    import numpy as np

    codes = np.frombuffer(opened, np.uint8)
    if np.isin(codes[codes < _SPACE], _SPACES, invert=True).any():
        return True
    leads = np.flatnonzero(codes[:-1] == _LAST_PLANE[0])
    return bool((codes[leads + 1] == _LAST_PLANE[1]).any())


def _plain_tag(found: re.Match[str]) -> str:
    """A tag that the quick parser takes otherwise, as one that it takes alike or with a space in front."""
    return " <" if found[1] is None else f"<{found[1]}div"


def _lines(text: str, without: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """The lines of a page, and whether each is a link from end to end."""
    from resiliparse.extract.html2text import extract_plain_text

    marked_up = extract_plain_text(
        text,
        preserve_formatting="minimal_html",
        list_bullets=False,
        alt_texts=False,
        links=True,
        form_fields=True,
        noscript=True,
        hidden_elements=True,
        skip_elements=without or None,
    )
    marked_up = _LINK_BEGINS.sub(_BEGINS, mend(marked_up)[0]).replace("</a>", _ENDS)
    inside = False
    for piece in _unescaped(_TAG.sub("", marked_up)).replace("\t\t", " | ").split("\n"):
        linked, line = inside, piece
        if _BEGINS in piece or _ENDS in piece:
            outside, inside = _outside(piece, inside)
            line = _MARKS.sub("", piece)
            linked = len(outside) <= (1 - _LEAST_LINKED) * len(line)
        line = " ".join(line.split())
        if line:
            yield line, linked


def _unescaped(text: str) -> str:
    """Text without the few entities that the quick parser writes."""
    if "&" not in text:
        return text
    for entity, sign in _ENTITIES:
        text = text.replace(entity, sign)
    return text


def _outside(piece: str, inside: bool) -> tuple[str, bool]:
    """What of a line stands outside of links, and whether a link goes on behind it."""
    if inside:
        _, ends, piece = piece.partition(_ENDS)
        if not ends:
            return "", True
    before, begins, _ = _LINK.sub("", piece).partition(_BEGINS)
    return before.strip(" |"), bool(begins)


def _told(text: str) -> Iterator[str]:
    """The lines that JSON-LD has of an article."""
    for found in _TOLD.finditer(text):
        try:
            yield from plain(json.loads(f'"{found[1]}"', strict=False))
        except ValueError:
            yield from plain(found[1])


def _goes_on(line: str, following: str) -> bool:
    """Whether a sentence may have been cut here."""
    return not line.endswith(_STOPS) and (following[0].islower() or following[0].isdigit() or following[0] == "|")
