"""What the pages of the crawl tell: texts with claims, and sentences without any, read from where others keep them.

Nothing of these texts is kept here. Without the development data beside the checkout, the examples stand in for it.
"""

from __future__ import annotations

import gzip
import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from knell import extract
from knell.claims.body import Body
from knell.claims.prefilter import may_claim, outcomes
from knell.model import Report
from knell.places import find
from knell.reports import read
from knell.reports.languages import detect

HERE = Path(__file__).resolve()
DATA = HERE.parents[3] / "shared" / "data"
EXAMPLES = HERE.parents[2] / "examples"
READ = ("en", "ru", "uk", "az", "tr", "es", "fr", "de")
# Of a hundred violent reports in English so many are of each set. In other languages there are only the reports.
ENGLISH = {"reports": 45, "isaf": 20, "muc4": 20, "wikiwars": 10, "geovirus": 5}
CHUNK, ENDING = 2_000, 2
TAG = re.compile(r"<[^>]+>")
ISAF_HEAD, MUC_HEAD, FEWEST_LETTERS = "KABUL", "[TEXT]", 40


@dataclass(frozen=True, slots=True)
class Told:
    """A text that makes claims, and where towns stand in it."""

    title: str
    text: str
    towns: Sequence[tuple[int, int]] = ()


@dataclass(frozen=True, slots=True)
class Calm:
    """Sentences without a claim: ``silent`` ones hold no word of an outcome, ``words`` some, ``tells`` claim nearly."""

    silent: Sequence[str]
    words: Sequence[str]
    tells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Texts:
    """All that can be told, by language; violent texts also by the set that they come from.

    Towns go by their last letters: one may stand for another with the same, mostly in the same case and number then.
    """

    violent: Mapping[str, Mapping[str, Sequence[Told]]]
    calm: Mapping[str, Calm]
    towns: Mapping[tuple[str, str], Sequence[str]]


@cache
def words_of_pages() -> Mapping[str, Mapping[str, Any]]:
    """What pages say in each language beside their articles."""
    return tomllib.loads(HERE.with_name("words.toml").read_text("utf-8"))


@cache
def texts(data: Path = DATA) -> Texts:
    """All texts. Takes some seconds, since knell itself says which sentences hold a claim."""
    violent: dict[str, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    sentences: dict[str, dict[str, None]] = defaultdict(dict)
    kinds: dict[str, tuple[list[str], list[str], list[str]]] = {code: ([], [], []) for code in READ}
    towns: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for name, language, title, text, tells in _all(data):
        if tells:
            told = Told(title if title[:1] not in ("", "(") else _title(text), text, tuple(_towns(text, language)))
            violent[language][name].append(told)
            for start, end in told.towns:
                towns[language, text[end - ENDING : end]][text[start:end]] = None
        if name not in ("muc4", "isaf", "wikiwars"):
            for kind, sentence in _sorted_sentences(text, language):
                if sentence not in sentences[language]:
                    sentences[language][sentence] = None
                    kinds[language][kind].append(sentence)
    own = words_of_pages()
    return Texts(
        {language: dict(sets) for language, sets in violent.items()},
        {code: Calm((*own[code]["plain"], *silent), words, tells) for code, (silent, words, tells) in kinds.items()},
        {key: tuple(names) for key, names in towns.items()},
    )


def _all(data: Path) -> Iterator[tuple[str, str, str, str, bool]]:
    """Of each text: its set, language, title, words, and whether it makes claims."""
    if not data.is_dir():
        for name in ("andijan", "beirut", "black-january", "black-january-other-languages"):
            for one in read(EXAMPLES / name):
                if one.language in READ and one.text.strip():
                    yield "reports", one.language, one.title or "", one.text, True
        return
    for path in sorted((data / "reports").glob("*.jsonl")):
        for report in _lines(path):
            yield "reports", report["language"], report["title"] or "", report["text"], bool(report["claims"])
    for report in _lines(data / "isaf" / "dev.jsonl"):
        gold = report["gold"]
        text = " ".join(report["text"][max(report["text"].find(ISAF_HEAD), 0) :].split())
        yield "isaf", "en", "", text, bool(gold.get("min_killed") or gold.get("min_captured"))
    for report in _lines(data / "muc4" / "dev.jsonl"):
        yield "muc4", "en", "", _unwrapped(report["text"]), bool(report["gold"])
    for report in _lines(data / "geovirus" / "dev.jsonl"):
        yield "geovirus", "en", "", report["text"], bool(extract(_report(report["text"], "en")).claims)
    for path in sorted((data / "wikiwars" / "in").glob("*.sgm")):
        for chunk in _chunks(TAG.sub("", path.read_text("utf-8", "replace"))):
            yield "wikiwars", "en", "", chunk, True
    pages = json.loads((data / "html" / "ground-truth.json").read_text("utf-8"))
    for page in pages.values():
        if detect(page["articleBody"]) == "en":
            yield "pages", "en", "", page["articleBody"], False


def real_pages(data: Path = DATA) -> list[bytes]:
    """Real pages of news, as they came."""
    return [gzip.decompress(path.read_bytes()) for path in sorted((data / "html" / "pages").glob("*.gz"))]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _report(text: str, language: str) -> Report:
    return Report(id="text", text=text, language=language)


def _towns(text: str, language: str) -> Iterator[tuple[int, int]]:
    for mention in find(text, language=language):
        if mention.place is not None and mention.place.precision == 1:
            yield mention.start, mention.end


def _sorted_sentences(text: str, language: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text that make no claim, each with its kind: 0 silent, 1 with words, 2 all but claims."""
    body = Body(_report(text, language))
    held = set(outcomes(body))
    for number, sentence in enumerate(body.sentences):
        words = " ".join(text[sentence.start : sentence.end].split())
        if len(words) < FEWEST_LETTERS or words[-1] not in '.!?»”"':
            continue
        if number not in held:
            yield 0, words
        elif not may_claim(body[number]):
            yield 1, words
        elif not extract(_report(words, language)).claims:
            yield 2, words


def _unwrapped(text: str) -> str:
    """A text of a teleprinter with its lines joined to paragraphs."""
    paragraphs = (" ".join(part.split()) for part in text.split("\n\n"))
    return "\n".join(part for part in paragraphs if part)


def _chunks(text: str) -> Iterator[str]:
    """Stretches of a long text, each some paragraphs."""
    held: list[str] = []
    for line in text.split("\n"):
        if len(line) > FEWEST_LETTERS:
            held.append(line.strip())
        if sum(map(len, held)) > CHUNK:
            yield "\n".join(held)
            held = []


def _title(text: str) -> str:
    """The first words of a text that has no title."""
    _, _, after = text.partition(MUC_HEAD)
    return " ".join((after or text).split()[:10]).rstrip(".,;:")
