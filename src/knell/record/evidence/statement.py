"""The statement: what is claimed, in which words, where they stand, and how anyone can check it without knell."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from knell.model import Capture, Claim
from knell.record.decision_schema import Kind
from knell.record.decisions import Decision
from knell.record.evidence.gather import Evidence
from knell.record.evidence.names import MARKED, METADATA, SUMS, TEXT, exchange
from knell.record.evidence.plain import plain
from knell.record.evidence.spans import Ruler, Spot

_JUDGED = (Kind.ACCEPT, Kind.REJECT, Kind.CORRECT, Kind.ADD, Kind.MOVE)
_AROUND = 160
_LABEL = 14
_WIDTH = 100
_WORDINGS = {
    "exact": "exactly that many",
    "about": "about that many",
    "at_least": "at least that many",
    "more_than": "more than that many",
    "at_most": "at most that many",
    "fewer_than": "fewer than that many",
    "range": "between these",
    "vague": "a vague number of people; the bounds are what the word is taken to mean",
}


def statement(evidence: Evidence, ruler: Ruler, hashes: dict[str, str], original: str | None) -> str:
    """The file ``statement.txt``; ``hashes`` are those of the files it speaks of, by name."""
    several = len(evidence.claims) > 1
    lines = [f"EVIDENCE FOR {f'{len(evidence.claims)} CLAIMS' if several else 'ONE CLAIM'} OF ONE REPORT", ""]
    lines += _prose(
        f"This folder holds {'claims' if several else 'one claim'} about how many people came to harm, and all that "
        "rests on: the report's bytes as they were archived, the text they hold, and where in that text the words "
        "stand. Words of the report stand between » and « on one line; in them \\n is the end of a line, and what else "
        "cannot be seen is written by its number."
    )
    for number, claim in enumerate(evidence.claims, 1):
        heading = f"CLAIM {number} OF {len(evidence.claims)}" if several else "THE CLAIM"
        lines += _section(heading, _claim(evidence, claim, ruler))
    lines += _section("THE REPORT", _report(evidence, original))
    lines += _section("HOW IT WAS CAPTURED", _captures(evidence))
    lines += _section("HOW TO CHECK THIS WITHOUT KNELL", _steps(evidence, ruler, hashes, original))
    lines += _section("WHAT THIS SHOWS, AND WHAT IT DOES NOT", _limits(evidence))
    return "\n".join(lines) + "\n"


def _section(heading: str, lines: Iterable[str]) -> list[str]:
    return ["", heading, "", *lines]


def _claim(evidence: Evidence, claim: Claim, ruler: Ruler) -> Iterator[str]:
    spots = {spot.what: spot for spot in ruler.spots(claim)}
    status = f", {plain(claim.victims.status)}" if claim.victims.status else ""
    yield _row("id", plain(claim.id))
    if event := evidence.events.get(claim.id):
        yield _row("event", event)
    yield _row("what", f"{claim.outcome.value}{' (the report says that nobody was)' if claim.negated else ''}")
    yield _row("how many", _number(claim))
    yield _row("who", (_quoted(claim.victims.text) if claim.victims.text else "not said in words") + status)
    yield _row("role", f"{claim.role.value.replace('_', ' ')} (a total, a part of one, additional to one ...)")
    yield _row("confidence", f"{claim.confidence:.2f} of 1, in knell's own judgement of how it read this")
    yield from ("", "The exact words", f"  {_quoted(spots['quote'].words)}")
    yield from ("and those around them", f"  {_in_context(ruler.text, spots['quote'])}")
    yield from ("", "Whose words", f"  {_whose(claim)}")
    if claim.perpetrator is not None:
        yield from ("Who did it, as the report has it", f"  {_quoted(claim.perpetrator.text)}")
    yield from ("", f"Where they stand in {TEXT}, counted from 0, the end not included")
    for spot in spots.values():
        yield f"  {spot.what:<12} characters {spot.start} to {spot.end} (Unicode code points)"
        yield f"  {'':<12} bytes {spot.first} to {spot.last}"
        yield f"  {'':<12} line {spot.line}, column {spot.column}, both counted from 1"
    yield from ("", "Why knell read them so", *(f"  {plain(why)}" for why in claim.because))
    of_claim = [one for one in evidence.decisions if one.claim == claim.id and one.kind in _JUDGED]
    if of_claim:
        yield from ("", "What people decided about it", *(f"  {_decided(one)}" for one in of_claim))


def _decided(decision: Decision) -> str:
    changes = ", ".join(f"{field} {decision.old.get(field)!r} -> {decision.new[field]!r}" for field in decision.new)
    changed = f" ({changes})" if decision.kind is Kind.CORRECT else ""
    undone = "; undone since" if decision.undone_by is not None else ""
    return plain(f"{decision.made:%Y-%m-%d}: {decision.by}, {decision.kind}{changed}: {decision.why}{undone}")


def _number(claim: Claim) -> str:
    low, high = claim.count.low, claim.count.high
    if low == high:
        bounds = "not said" if low is None else str(low)
    else:
        bounds = f"{'open' if low is None else low} to {'open' if high is None else high}"
    return f"{bounds}: {_WORDINGS[claim.count.wording.value]}"


def _whose(claim: Claim) -> str:
    if claim.cited is None:
        return "the report's own; it names no one else for this number"
    kind = f" ({claim.cited.type.value.replace('_', ' ')})" if claim.cited.type else ""
    return f"the report gives them to {_quoted(claim.cited.text)}{kind}"


def _report(evidence: Evidence, original: str | None) -> Iterator[str]:
    report = evidence.report
    yield _row("id", plain(report.id))
    for name, words in (("title", report.title), ("outlet", report.outlet), ("address", report.url)):
        yield _row(name, plain(words) if words else "unknown")
    yield _row("published", str(report.published or "unknown"))
    if report.updated:
        yield _row("updated", str(report.updated))
    for signal in report.dates:
        kind = "a change" if signal.updated else "publication"
        yield _row("", f"{plain(signal.origin)} says {_quoted(signal.words)}: {signal.day or 'no day'} ({kind})")
    yield _row("language", plain(report.language or "unknown"))
    if evidence.raw is None:
        yield _row("bytes", "none were archived; the text was handed over without them")
    else:
        yield _row("bytes", f"{len(evidence.raw):,}, in {original}")
        yield _row("SHA-256", report.sha256)
    yield _row("text made by", plain(report.extractor or "not said"))
    yield _row("read by", plain(evidence.read_by or "not said"))


def _captures(evidence: Evidence) -> Iterator[str]:
    if not evidence.captures:
        yield from _prose(
            "Not recorded: the bytes were given to knell as a file. What they are is certain, where they came from "
            "is not."
        )
    for capture in evidence.captures:
        yield f"- {_capture(capture)}"
    for number, each in enumerate(evidence.exchanges, 1):
        if each.content is not None:
            yield f"- {exchange(number)} is the exchange with the server, as it was written then to {plain(each.file)}"
        else:
            yield f"- the exchange with the server was written to {plain(each.file)}, which was not at hand"


def _capture(capture: Capture) -> str:
    words = ["at an unknown time" if capture.at is None else f"{capture.at:%Y-%m-%d %H:%M:%S} UTC"]
    if capture.url:
        words.append(f"from {plain(capture.url)}")
    if capture.final and capture.final != capture.url:
        words.append(f"answered by {plain(capture.final)}")
    if capture.source:
        words.append(f"taken out of {plain(capture.source)}")
    if capture.headers:
        words.append(f"with {len(capture.headers)} headers, which are in {METADATA}")
    return ", ".join(words)


def _steps(evidence: Evidence, ruler: Ruler, hashes: dict[str, str], original: str | None) -> Iterator[str]:
    yield "1. The files are what they were when this folder was written:"
    yield f"     sha256sum -c {SUMS}          (Linux)"
    yield f"     shasum -a 256 -c {SUMS}      (macOS)"
    yield f"     certutil -hashfile {original or TEXT} SHA256   (Windows, for each file; compare with {SUMS})"
    if original is not None:
        yield f"2. The archived bytes are those of the report: the SHA-256 of {original} must be"
        yield f"     {evidence.report.sha256}"
        yield from _indented(
            "Compare that with the hash that was published with the figure, or with the same page as someone else "
            "archived it."
        )
    else:
        yield "2. No bytes were archived, so nothing beyond the text below can be checked."
    yield f"3. The words stand in the text: open {TEXT} in a text editor and look for them, or cut them out:"
    for claim in evidence.claims:
        spot = ruler.spot("quote", claim.start, claim.end)
        yield f"     head -c {spot.last} {TEXT} | tail -c {spot.last - spot.first}"
    yield from _indented(f"{MARKED} shows the same text with the words marked. knell made it, and it runs nothing.")
    if original is not None:
        yield f"4. The text is that of the bytes: open {original} and look for the words there."
        yield from _indented(
            "It is somebody else's file: open it in a text editor, or in a browser without a network. knell verify "
            "does this for every letter, by making the text again and comparing it."
        )
    for name in sorted(name for name in hashes if name.endswith(".warc.gz")):
        yield f"5. {name} holds the exchange with the server; any tool for web archives (WARC) reads it."
    yield ""
    yield "The SHA-256 of each file, as in the list:"
    yield from (f"     {hashes[name]}  {name}" for name in sorted(hashes))


def _limits(evidence: Evidence) -> list[str]:
    hashed = "The hash shows, to anyone who knows it from elsewhere, that the bytes are those that were archived. "
    return _prose(
        "It shows that a report said this, in these words. It does not show that what the report says is true. "
        f"{hashed if evidence.raw is not None else ''}"
        "Who served the bytes, and when, rests on the word of whoever captured them. knell reads by rules and makes "
        "mistakes: the exact words are the evidence, not what knell made of them."
    )


def _prose(words: str) -> list[str]:
    return textwrap.wrap(words, _WIDTH)


def _indented(words: str) -> list[str]:
    return textwrap.wrap(words, _WIDTH, initial_indent="   ", subsequent_indent="   ")


def _row(name: str, words: str) -> str:
    return f"{name:<{_LABEL}} {words}"


def _quoted(words: str) -> str:
    return f"»{plain(words)}«"


def _in_context(text: str, spot: Spot) -> str:
    before, after = text[max(0, spot.start - _AROUND) : spot.start], text[spot.end : spot.end + _AROUND]
    opening, closing = "…" if spot.start > _AROUND else "", "…" if spot.end + _AROUND < len(text) else ""
    return f"»{opening}{plain(before)}[[{plain(spot.words)}]]{plain(after)}{closing}«"
