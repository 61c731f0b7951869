"""Cut text into paragraphs and sentences, on clean prose and on hard-wrapped wire copy alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from knell.languages import Pack, load
from knell.text.tokens import token_end

# Lines shorter than this were not cut by a typesetter; longer ones than the second were not wrapped at all.
_WRAPPED_FROM, _WRAPPED_TO = 45, 110
_LINE = r"(?:\r\n|[\n\r\u2028\u2029])"
_BREAK = regex.compile(rf"{_LINE}(?P<blank>(?:[ \t]*+{_LINE})++\s*+)?")
# A stop with the quotes and notes that close on it; behind it a space, or a capital where the space was lost.
_STOP = regex.compile(r"(?<![.!?…])[.!?…]++[\"”’»'\)\]]*+(?:\[\d{1,4}\])*+(?=\s|(?<=\p{Ll}{2}[.!?])\p{Lu}\p{Ll})")
# No sentence of prose is as long as this; reading one takes time by the square of its words.
_LONGEST = 2000
# An ordinal written with digits and a point has hardly more digits: a longer number ends its sentence.
_LONGEST_RANK = 2
_PAUSE = regex.compile(r"[,;:]\s")
_NO_DIGIT = regex.compile(r"\D\s|\d\s+\D")
# Where no white space is: signs that stand for themselves wherever they are, not inside a word, number or acronym.
_SIGN = regex.compile(
    r"(?=\s)|(?<=\p{L}),|(?<=[\p{L}\p{M}\d])[^\p{L}\p{M}\d\s\ufffd.,'’ʼ‘`]"
    r"|(?<=[^\p{L}\p{M}\d\s\ufffd])[^\p{L}\p{M}\d\s\ufffd](?=[^\p{L}\p{M}\d\s\ufffd])"
)
_LAST_WORD = regex.compile(r"[\p{L}\p{M}\d.'’-]+$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its offsets in the stored text and the number of its paragraph."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Rules:
    """A language's abbreviations, those only before numbers and those that may end a sentence, and what begins one.

    ``ordinal_point``: a point behind a short number makes it an ordinal where one of the words ``ordinal_before``
    stands before it or one ``ordinal_behind`` behind it ("20. Januar").
    """

    abbreviations: frozenset[str]
    before_numbers: frozenset[str]
    at_ends: frozenset[str]
    starters: frozenset[str]
    ordinal_point: bool = False
    ordinal_before: frozenset[str] = frozenset()
    ordinal_behind: frozenset[str] = frozenset()


@cache
def _rules(code: str) -> Rules:
    settings = load(code).section("text")

    def listed(name: str) -> frozenset[str]:
        return frozenset(word.lower().rstrip(".") for word in settings.get(name, ()))

    return Rules(
        abbreviations=listed("abbreviations"),
        before_numbers=listed("abbreviations_before_numbers"),
        at_ends=listed("abbreviations_at_ends"),
        starters=listed("starters"),
        ordinal_point=bool(settings.get("ordinal_point", False)),
        ordinal_before=listed("ordinal_before"),
        ordinal_behind=listed("ordinal_behind"),
    )


def split(text: str, pack: Pack, start: int = 0, end: int | None = None) -> list[Sentence]:
    """The sentences of ``text[start:end]``, without the white space around them.

    What goes on for thousands of letters without an end is no prose: it is cut between words, never inside one.
    """
    stop = len(text) if end is None else end
    rules = _rules(pack.code)
    found: list[Sentence] = []
    for number, (left, right) in enumerate(_blocks(text, start, stop)):
        begin = left
        for cut in _cuts(text, left, right, rules):
            _keep(found, text, begin, cut, number, pack)
            begin = cut
        _keep(found, text, begin, right, number, pack)
    return found


def _keep(found: list[Sentence], text: str, start: int, end: int, paragraph: int, pack: Pack) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > _LONGEST:
        cut = _between_words(text, start, end, pack)
        if cut is None:
            break
        found.append(Sentence(start, cut, paragraph))
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if end > start:
        found.append(Sentence(start, end, paragraph))


def _between_words(text: str, start: int, end: int, pack: Pack) -> int | None:
    """Where to cut a sentence that is too long: behind a comma or the like, else between words, not between digits.

    Where no white space is and no sign that stands for itself, behind a token; None where the rest is one token.
    """
    limit = start + _LONGEST
    spaces = [at for at in range(start + _LONGEST // 2, limit) if text[at].isspace() and not text[at - 1].isspace()]
    for fits in (_PAUSE, _NO_DIGIT):
        cut = next((at for at in reversed(spaces) if fits.match(text, at - 1)), None)
        if cut is not None:
            return cut
    if spaces:
        return spaces[-1]
    further = _SIGN.search(text, limit, min(end, limit + _LONGEST))
    cut = further.end() if further is not None else token_end(text, pack, start, limit, end)
    return cut if cut < end else None


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches between line breaks that are real breaks."""
    begin = line = start
    for match in _BREAK.finditer(text, start, end):
        width = match.start() - line
        if match["blank"] or not _is_wrap(text, line, match.start(), match.end(), end, width):
            yield begin, match.start()
            begin = match.end()
        line = match.end()
    if begin < end:
        yield begin, end


def _is_wrap(text: str, line: int, left: int, right: int, end: int, width: int) -> bool:
    if right >= end:
        return False
    if text[right].islower():
        return True
    return _WRAPPED_FROM <= width <= _WRAPPED_TO and text[right] not in " \t-•*"


def _cuts(text: str, left: int, right: int, rules: Rules) -> Iterator[int]:
    head = left
    while head < right and text[head].isspace():
        head += 1
    for match in _STOP.finditer(text, left, right):
        if match.end() >= right:
            return
        after = match.end()
        while after < right and text[after].isspace():
            after += 1
        if after >= right:
            return
        if text[after].islower():
            continue
        if match.group()[0] == "." and len(match.group()) == 1:
            word = _LAST_WORD.search(text, max(left, match.start() - 40), match.start())
            if word and (_numbers_item(word, head) or _holds(word.group(), text, after, rules)):
                continue
            if word and rules.ordinal_point and _ranks(word, text, left, after, rules):
                continue
        yield match.end()


def _numbers_item(word: regex.Match[str], head: int) -> bool:
    """ "1. First": a number at the head of a line numbers what follows."""
    return bool(word.start() == head and word.group().isdigit())


def _ranks(word: regex.Match[str], text: str, left: int, after: int, rules: Rules) -> bool:
    """ "am 20. Januar", "der 34. Jahrestag": the point makes the number an ordinal."""
    if not word.group().isdigit() or len(word.group()) > _LONGEST_RANK:
        return False
    follower = regex.match(r"[\p{L}\p{M}]+", text[after : after + 30])
    behind = follower.group().lower() if follower else ""
    before = _LAST_WORD.search(text, max(left, word.start() - 30), max(left, word.start() - 1))
    led = before is not None and before.group().lower() in rules.ordinal_before
    return behind in rules.ordinal_behind or (led and bool(behind) and behind not in rules.starters)


def _holds(word: str, text: str, after: int, rules: Rules) -> bool:
    """Whether the point after ``word`` belongs to it rather than ending the sentence."""
    lower = word.lower()
    if lower in rules.before_numbers:
        return text[after].isdigit()
    acronym = "." in word or (len(word) == 1 and word.isalpha())
    if lower not in rules.abbreviations and not acronym:
        return False
    if lower in rules.abbreviations and not acronym and lower not in rules.at_ends:
        return True
    follower = regex.match(r"[\p{L}\p{M}]+", text[after : after + 30])
    return not (follower and follower.group().lower() in rules.starters)
