"""The search of the site: words in shards by their first letters, events in shards by number; scripts, no requests."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from knell.publish.cut import Entry
from knell.publish.language import LANGUAGES
from knell.publish.site.shelf import Listed, Shelf
from knell.publish.speech import speech

_WORD = re.compile(r"[^\W_]+")
_LETTERS = {"ə": "e", "ı": "i", "ё": "е", "ø": "o", "ł": "l", "ß": "ss"}
_SHORTEST, _MOST_FOUND, _A_SHARD = 2, 2000, 200
_PREFIX = 2


def folded(text: str) -> list[str]:
    """The words of a text as they are looked for: small letters without marks. ``search.js`` does the same."""
    plain = unicodedata.normalize("NFD", "".join(_LETTERS.get(letter, letter) for letter in text.lower()))
    return _WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))


def found_by(entry: Entry) -> list[str]:
    """The words that an event is found by."""
    event = entry.linked.event
    texts = [event.name, *event.aliases, *(group.name for group in entry.linked.groups)]
    texts += [text for one in entry.reports for text in (one.outlet, one.title)]
    if event.place is not None:
        texts += [
            event.place.name,
            event.place.admin1,
            *(speech(language).place(event.place) for language in LANGUAGES),
        ]
    if event.interval is not None:
        texts.append(str(event.interval.start.year))
    return [word for text in texts if text for word in folded(text) if len(word) >= _SHORTEST]


def write_index(shelf: Shelf, folder: Path) -> None:
    """Write all shards; each is a script, for a page opened from a folder may load nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    shards = []
    for prefix, rows in groupby(shelf.words(), key=lambda row: row[0][:_PREFIX]):
        name = "-".join(f"{ord(letter):x}" for letter in prefix)
        words = {word: _numbers(found) for word, found in groupby(rows, key=lambda row: row[0])}
        _put(folder / f"w-{name}.js", f"w-{name}", words)
        shards.append(name)
    events = 0
    for number, part in enumerate(_parts(shelf.by_reports())):
        events += len(part)
        _put(folder / f"e-{number}.js", f"e-{number}", [_row(one) for one in part])
    _put(folder / "index.js", "index", {"shards": shards, "events": events, "size": _A_SHARD})


def _numbers(found: Iterator[tuple[str, int]]) -> list[int]:
    """The first events of a word, those with most reports; the difference to the one before is shorter."""
    numbers = [number for _, number in found][:_MOST_FOUND]
    return [number - before for before, number in zip([0, *numbers], numbers, strict=False)]


def _parts(rows: Iterator[Listed]) -> Iterator[list[Listed]]:
    part: list[Listed] = []
    for one in rows:
        part.append(one)
        if len(part) == _A_SHARD:
            yield part
            part = []
    if part:
        yield part


def _row(one: Listed) -> list[Any]:
    """Key, then by language what it is called, when and where it was; whether it was checked."""
    said = [
        [words.event(one.event), f"{words.days(one.event.interval)}, {words.place(one.event.place)}"]
        for words in map(speech, LANGUAGES)
    ]
    return [one.key, said, int(one.reviewed)]


def _put(file: Path, name: str, value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    file.write_text(f"knellShard({json.dumps(name)},{text});\n", encoding="utf-8", newline="\n")
