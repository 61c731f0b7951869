"""Words of a report that a person found to be a claim: where they stand, and the form to say what they say."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request, Response

from knell.model import Report
from knell.record import Codings, Record
from knell.web import claim_fields
from knell.web.deciding import Posted, local, report_address
from knell.web.pages import page
from knell.web.panel import earlier_reasons
from knell.web.source_words import around

# Of words that stand in a text again and again so many places are offered.
_MOST_PLACES = 50
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Stands:
    """Where words stand, with what is around them."""

    start: int
    end: int
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Found:
    """Where words stand in a report; ``one`` is the place that is meant, None where that is not clear."""

    words: str
    all: tuple[Stands, ...]
    one: Stands | None


def find_words(report: Report, words: str, start: str) -> Found:
    """Where words stand. ``start`` is the offset that a page worked out; it is believed only where the words stand so.

    The text's own breaks of lines and spaces need not be typed as they are.
    """
    plain = words.strip()
    if not plain or len(plain) > _LONGEST:
        return Found(plain, (), None)
    spans = _spans(report.text, plain)
    places = tuple(_stands(report, first, last) for first, last in spans)
    meant = [one for one in places if start.isascii() and start.isdecimal() and str(one.start) == start.lstrip("0")]
    if start == "0":
        meant = [one for one in places if one.start == 0]
    one = meant[0] if meant else places[0] if len(places) == 1 else None
    return Found(plain, places, one)


def _spans(text: str, words: str) -> list[tuple[int, int]]:
    """Where words stand, by offsets; runs of space are alike, and every letter is looked at once."""
    folded, offsets = _folded(text)
    wanted, _ = _folded(words)
    found: list[tuple[int, int]] = []
    at = folded.find(wanted)
    while at >= 0 and len(found) < _MOST_PLACES:
        found.append((offsets[at], offsets[at + len(wanted) - 1] + 1))
        at = folded.find(wanted, at + len(wanted))
    return found


def _folded(text: str) -> tuple[str, list[int]]:
    """A text with one space for each run of spaces, and the offset of each of its letters."""
    letters: list[str] = []
    offsets: list[int] = []
    for at, letter in enumerate(text):
        if letter.isspace():
            if letters and letters[-1] == " ":
                continue
            letter = " "
        letters.append(letter)
        offsets.append(at)
    return "".join(letters), offsets


def _stands(report: Report, start: int, end: int) -> Stands:
    before, after = around(report, start, end)
    return Stands(start, end, before, report.text[start:end], after)


def add_page(
    request: Request,
    record: Record,
    report: Report,
    found: Found,
    sent: Posted | None,
    errors: dict[str, str],
    fault: str = "",
) -> Response:
    """The form; before the words are found it asks for them alone."""
    asked = request.query_params
    events = _events(record, report)
    values = claim_fields.blank() | (sent.texts([one.name for one in claim_fields.FIELDS]) if sent else {})
    return page(
        request,
        "decide/add.html",
        422 if sent else 200,
        report=report,
        found=found,
        fields=[one for one in claim_fields.FIELDS if one.name != "negated"],
        values=values,
        events=events,
        chosen=sent.text("event") if sent else (next(iter(events), "") if len(events) == 1 else ""),
        errors=errors,
        fault=fault,
        seen=sent.seen if sent else record.version("report", report.id),
        back=local(sent.text("back") if sent else asked.get("back", ""), report_address(report.id)),
        why=sent.text("why") if sent else "",
        reasons=earlier_reasons(request, record),
    )


def _events(record: Record, report: Report) -> dict[str, str]:
    """The events that the report tells of: their keys, and what they are called."""
    told = next(iter(record.extractions([report.id])))
    where = Codings(record).whereabouts([claim.id for claim in told.claims])
    keys = dict.fromkeys(event for _, event in where.values() if event)
    return {key: record.event(key).event.name or "unnamed event" for key in keys}
