"""The stored text as a page with the words of claims marked in it; nothing of the text can act in that page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise

from knell.record.evidence.plain import is_unseen, plain, written_out
from knell.record.evidence.spans import Spot

_SUSPECT = re.compile(r"[^\n\x20-\x7e]")
_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ max-width: 50rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.6 serif; color: #111; background: #fff; }}
.text {{ white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; }}
mark {{ background: #ffe08a; color: #111; }}
mark.cited, mark.perpetrator {{ background: none; border-bottom: 3px solid #2563a8; }}
mark.quote {{ background: #ffe08a; }}
mark.perpetrator {{ border-bottom-color: #a83225; }}
.unseen {{ font: 0.7rem monospace; border: 1px solid #888; color: #555; }}
</style>
</head>
<body>
<h1><bdi>{title}</bdi></h1>
<p>{legend}</p>
<div class="text" dir="auto">{text}</div>
</body>
</html>
"""
_LEGEND = (
    "The stored text of the report. Marked: the words of the claim{s}; underlined: whose words they are, and who is "
    "said to have done it. What cannot be seen is written out in a frame. Offsets refer to text.txt, which holds the "
    "text as it is."
)


def page(title: str, text: str, spots: Sequence[Spot]) -> str:
    """The page."""
    legend = _LEGEND.format(s="" if sum(spot.what == "quote" for spot in spots) == 1 else "s")
    return _PAGE.format(title=escape(plain(title)), legend=legend, text="".join(_marked(text, spots)))


def _marked(text: str, spots: Sequence[Spot]) -> Iterator[str]:
    """The text in stretches, each with the marks of all that it is part of."""
    first = min((spot.start for spot in spots if spot.what == "quote"), default=-1)
    for start, end, kinds in _stretches(len(text), spots):
        shown = _shown(text[start:end])
        if kinds:
            anchor = ' id="claim"' if start == first else ""
            yield f'<mark class="{" ".join(kinds)}"{anchor}>{shown}</mark>'
        else:
            yield shown


def _stretches(length: int, spots: Iterable[Spot]) -> Iterator[tuple[int, int, list[str]]]:
    """Stretches between which no mark begins or ends, with the kinds of marks they are under."""
    marks: dict[int, list[tuple[str, int]]] = {0: [], length: []}
    for spot in spots:
        if spot.start < spot.end:
            marks.setdefault(spot.start, []).append((spot.what, 1))
            marks.setdefault(spot.end, []).append((spot.what, -1))
    under: dict[str, int] = {}
    places = sorted(marks)
    for start, end in pairwise(places):
        for kind, change in marks[start]:
            under[kind] = under.get(kind, 0) + change
        yield start, end, sorted(kind for kind, number in under.items() if number)


def _shown(text: str) -> str:
    return _SUSPECT.sub(
        lambda found: f'<span class="unseen">{written_out(found[0])}</span>' if is_unseen(found[0]) else found[0],
        escape(text),
    )
