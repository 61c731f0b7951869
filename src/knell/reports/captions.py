"""Parts of a stored text: which stretches are captions and picture credits, and so not body.

Losing a sentence loses a figure, so a stretch is a caption only when it is short and signed as one; in doubt it is
body. The words are data: section ``reports.captions`` of the language packs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from knell.languages import available, load
from knell.model import Part, PartKind, Span

# English credits are met in reports in every language: agencies sign in it.
_EVERYWHERE = "en"
_LONGEST_CAPTION = 300
_LONGEST_CREDIT = 120
_LONGEST_LINK = 160
_MOST_NAME_WORDS = 10
_MOST_WRAPPED_LINES = 3

_LINE = re.compile(r"[^\n]+")
_LETTER = regex.compile(r"\p{L}")
_NAME_SPLIT = re.compile(r"[\s/,&|]+")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*\s*$")
_SENTENCE_BREAK = re.compile(r"[.!?…][\"'”’»)\]]*\s")
_OPENERS = r"[\s\W]{0,4}"
_AFTER_SENTENCE = r"(?:(?<=[.!?…)”\"’»])\s{0,3}|\s[|–—-]\s{0,3})"


@dataclass(frozen=True, slots=True)
class _Words:
    """What a language's data compiles to. Every pattern looks at a bounded stretch, so a long line costs no more."""

    starts: re.Pattern[str]
    named: re.Pattern[str]
    ending: re.Pattern[str]
    bracketed: re.Pattern[str]
    link: re.Pattern[str]
    chrome: frozenset[str]
    joiners: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without the white space around it, and what of it is a credit; ``whole`` when all of it is a caption."""

    start: int
    end: int
    credits: tuple[Span, ...]
    whole: bool
    wrapped_from: int | None = None


def parts(
    text: str, language: str | None, header: Span | None = None, captions: Sequence[Span] = ()
) -> tuple[Part, ...]:
    """The parts of a text, in order, covering all of it; empty when all of it is body.

    ``header`` becomes the title; ``captions`` are known to be captions, whatever they say.
    """
    titles = [] if header is None else [Part(PartKind.TITLE, header.start, header.end)]
    lines = list(_credited_lines(text, header.end if header else 0, _words(language)))
    known = [Part(PartKind.CAPTION, span.start, span.end) for span in captions]
    tiled = _tile(text, [*titles, *_merged(known, _captions(lines, shorten=False))])
    if not _has_body(text, tiled):
        # A report that is nothing but a signed line still says what it says.
        tiled = _tile(text, [*titles, *_captions(lines, shorten=True)])
    if not _has_body(text, tiled):
        tiled = _tile(text, titles)
    return tiled if any(part.kind is not PartKind.BODY for part in tiled) else ()


def _merged(known: Sequence[Part], seen: Iterable[Part]) -> list[Part]:
    """All captions in order; of two that share letters, the known one."""
    taken = sorted(known, key=lambda part: part.start)
    starts = [part.start for part in taken]
    free = []
    for part in seen:
        place = bisect_right(starts, part.end - 1)
        if place == 0 or taken[place - 1].end <= part.start:
            free.append(part)
    return sorted([*taken, *free], key=lambda part: part.start)


def _captions(lines: Iterable[_Line], shorten: bool) -> Iterator[Part]:
    """The caption parts; with ``shorten`` only the credits of them."""
    for line in lines:
        if line.whole and not shorten:
            start = line.start if line.wrapped_from is None else line.wrapped_from
            yield Part(PartKind.CAPTION, start, line.end)
        else:
            yield from (Part(PartKind.CAPTION, credit.start, credit.end) for credit in line.credits)


def _tile(text: str, marked: list[Part]) -> tuple[Part, ...]:
    """The marked parts with body between them; white space alone belongs to the part before it."""
    tiled: list[Part] = []
    position = 0
    for part in (*marked, Part(PartKind.BODY, len(text), len(text))):
        if part.start > position:
            if text[position : part.start].strip():
                tiled.append(Part(PartKind.BODY, position, part.start))
            elif tiled:
                tiled[-1] = Part(tiled[-1].kind, tiled[-1].start, part.start)
            else:
                part = Part(part.kind, position, part.end)
        if part.end > part.start:
            tiled.append(part)
        position = max(position, part.end)
    return tuple(tiled)


def _has_body(text: str, tiled: tuple[Part, ...]) -> bool:
    bodies = (part for part in tiled if part.kind is PartKind.BODY)
    return any(_LETTER.search(text, part.start, part.end) for part in bodies)


def _credited_lines(text: str, start: int, words: _Words) -> Iterator[_Line]:
    """The lines that hold a caption or a credit. ``block`` remembers the unfinished lines just above."""
    block: list[re.Match[str]] = []
    end_before = start
    for found in _LINE.finditer(text, start):
        if text.count("\n", end_before, found.start()) > 1 or not found.group().strip():
            block = []
        end_before = found.end()
        continues = bool(block) and not _SENTENCE_END.search(block[-1].group()[-20:])
        line = _read_line(text, found, words, continues)
        if line is not None:
            yield _with_wrapped(text, line, block) if continues and line.whole else line
        block = [*block, found][-_MOST_WRAPPED_LINES:] if line is None and found.group().strip() else []


def _with_wrapped(text: str, line: _Line, block: list[re.Match[str]]) -> _Line:
    """A caption that goes on from the line above: both, if they are one short sentence, else only its credits."""
    if any(credit.start == line.start for credit in line.credits):
        return line
    start = block[0].start()
    short = len(block) < _MOST_WRAPPED_LINES and line.end - start <= _LONGEST_CAPTION
    one_sentence = short and not _SENTENCE_BREAK.search(text, start, line.start)
    below = text[line.end : line.end + _LONGEST_CAPTION].partition("\n")[2].partition("\n")[0]
    if one_sentence and not below.strip():
        return _Line(line.start, line.end, line.credits, whole=True, wrapped_from=start)
    return _Line(line.start, line.end, line.credits, whole=False)


def _read_line(text: str, found: re.Match[str], words: _Words, continues: bool) -> _Line | None:
    """What of a line is a credit, or None when nothing is. A line that goes on in lower case begins nothing."""
    line = found.group().strip()
    start = text.find(line, found.start(), found.end())
    end = start + len(line)
    if not line:
        return None
    begins = not (continues and line[0].islower())
    if begins and (_is_chrome(line, words) or _is_label_line(line, words)):
        return _Line(start, end, (Span(start, end),), whole=True)
    brackets = list(words.bracketed.finditer(line))
    credits = [Span(start + bracket.start(), start + bracket.end()) for bracket in brackets]
    signed = bool(
        brackets and (brackets[-1]["signed"] or brackets[-1]["agency"]) and not line[brackets[-1].end() :].strip(" .")
    )
    ending = _ending(line, words)
    if ending is not None:
        signed = True
        credits = [credit for credit in credits if credit.end <= start + ending] + [Span(start + ending, end)]
    if not credits:
        return None
    return _Line(start, end, tuple(credits), whole=signed and len(line) <= _LONGEST_CAPTION)


def _is_chrome(line: str, words: _Words) -> bool:
    """Whether a line is furniture of a page: a link to another report, an invitation, a mark of an advertisement."""
    if len(line) > _LONGEST_LINK:
        return False
    return words.link.match(line) is not None or line.strip(" .:!>»|[]()*-–—").casefold() in words.chrome


def _is_label_line(line: str, words: _Words) -> bool:
    """Whether a short line begins as a caption does ("Photo: ..."), or is "Photo by NAME" or "Source: NAME"."""
    if len(line) > _LONGEST_CAPTION:
        return False
    if words.starts.match(line):
        return True
    named = words.named.match(line)
    return named is not None and _is_name(line[named.end() :], words)


def _ending(line: str, words: _Words) -> int | None:
    """Where the credit begins that a line ends with, or None. Inside a sentence it must have a capital and a colon."""
    for found in words.ending.finditer(line, max(0, len(line) - _LONGEST_CREDIT)):
        start = found.start("credit")
        clear = found["after"] is not None or (line[start].isupper() and found["credit"].endswith(":"))
        if clear and _is_name(line[found.end() :], words):
            return start
    return None


def _is_name(words_after: str, words: _Words) -> bool:
    """Whether what follows a label names people or agencies and states nothing: capitals, no numbers, no sentence."""
    names = [name for name in _NAME_SPLIT.split(words_after.strip(" .\"'”’»)]")) if name]
    if not 1 <= len(names) <= _MOST_NAME_WORDS:
        return False
    for place, name in enumerate(names):
        last = place == len(names) - 1
        if any(c.isdigit() for c in name) or (name[-1] in ".!?:;" and len(name) > 3 and not last):
            return False
        plain = name.strip("\"'“”‘’«»()[]©-–—.")
        if (
            plain
            and not plain[0].isupper()
            and "." not in plain
            and "@" not in name
            and plain.casefold() not in words.joiners
        ):
            return len(names) == 1
    return True


@cache
def _words(language: str | None) -> _Words:
    """The words for a text in a language: its own and the English ones; those of all packs when it is not known."""
    known = available()
    codes = [code for code in known if language not in known or code in (language, _EVERYWHERE)]
    data = [load(code).section("reports").get("captions", {}) for code in codes]
    label, agency, by = (_any(data, name) for name in ("labels", "agencies", "by"))
    after = rf"(?:(?P<after>{_AFTER_SENTENCE}|^)|(?<=\s))"
    return _Words(
        starts=re.compile(rf"{_OPENERS}{label}\s?[:©]", re.IGNORECASE),
        named=re.compile(rf"{_OPENERS}(?:{label}\s{by}\s|{_any(data, 'sources')}\s?:)", re.IGNORECASE),
        ending=re.compile(rf"{after}(?P<credit>{label}(?:\s?[:/©|]|\s{by}\s)|(?={agency}\s?/)|©)", re.IGNORECASE),
        bracketed=_bracketed(label, agency, by),
        link=re.compile(rf"{_OPENERS}{_any(data, 'links')}\s?[:»>|]", re.IGNORECASE),
        chrome=frozenset(line.casefold() for part in data for line in part.get("chrome", ())),
        joiners=frozenset(
            word.casefold() for part in data for name in ("joiners", "by") for word in _split(part, name)
        ),
    )


def _bracketed(label: str, agency: str, by: str) -> re.Pattern[str]:
    """A credit in brackets: "(Photo by X/AFP)", "(AP Photo/X)", "(Xinhua/X)"; without a name: "[File photo]"."""
    free = r"[^()\[\]\n]"
    signed = rf"(?P<signed>\s?[:/©|]{free}{{0,{_LONGEST_CREDIT}}}|\s{by}\s{free}{{1,{_LONGEST_CREDIT}}})"
    labelled = rf"(?:[^\W\d_][\w.&]{{0,20}}\s){{0,2}}{label}{signed}"
    unsigned = rf"(?:{agency}\s)?{label}"
    return re.compile(
        rf"[(\[]\s?(?:{labelled}|{unsigned}|(?P<agency>{agency}\s?/{free}{{1,60}}))\s?[)\]]", re.IGNORECASE
    )


def _split(data: Mapping[str, Any], name: str) -> Iterator[str]:
    for phrase in data.get(name, ()):
        yield from phrase.split()


def _any(data: Iterable[Mapping[str, Any]], name: str) -> str:
    """A pattern for any of the phrases of a list, longest first; one that never matches when there are none."""
    phrases = sorted({phrase for part in data for phrase in part.get(name, ())}, key=lambda p: (-len(p), p))
    escaped = (r"\s".join(re.escape(word) for word in phrase.split()) for phrase in phrases)
    return rf"(?<!\w)(?:{'|'.join(escaped)})(?!\w)" if phrases else r"(?!)"
