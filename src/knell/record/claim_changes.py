"""What a person makes of a claim: its fields as JSON values, changed one by one, and checked as strictly as claims are.

Raises ``ValueError``, one line each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from knell.model import (
    Cited,
    Claim,
    Count,
    Outcome,
    Perpetrator,
    Report,
    Role,
    SourceType,
    Victims,
    Wording,
    content_id,
)
from knell.record import given

FIELDS = (
    "outcome",
    "low",
    "high",
    "wording",
    "severity",
    "victims",
    "victims_status",
    "role",
    "cited",
    "cited_type",
    "perpetrator",
    "negated",
)
_STATUSES = ("civilian", "combatant", "police", "perpetrator")
_LEVELS = ("serious", "light")
_COUNT = frozenset({"low", "high", "wording", "negated"})
_BECAUSE = "added by a person"


def values_of(claim: Claim) -> dict[str, Any]:
    """The fields of a claim that a person may correct; who is named comes with the offsets of the words."""
    cited, by = claim.cited, claim.perpetrator
    return {
        "outcome": claim.outcome.value,
        "low": claim.count.low,
        "high": claim.count.high,
        "wording": claim.count.wording.value,
        "severity": claim.severity,
        "victims": claim.victims.text,
        "victims_status": claim.victims.status,
        "role": claim.role.value,
        "cited": None if cited is None else {"text": cited.text, "start": cited.start, "end": cited.end},
        "cited_type": None if cited is None or cited.type is None else cited.type.value,
        "perpetrator": None if by is None else {"text": by.text, "start": by.start, "end": by.end},
        "negated": claim.negated,
    }


def with_values(claim: Claim, values: Mapping[str, Any]) -> Claim:
    """A claim with other values for some of its fields, which were checked."""
    now = {**values_of(claim), **values}
    cited, by, kind = now["cited"], now["perpetrator"], now["cited_type"]
    return replace(
        claim,
        outcome=Outcome(now["outcome"]),
        count=Count(now["low"], now["high"], Wording(now["wording"])),
        severity=now["severity"],
        victims=Victims(now["victims"], now["victims_status"], claim.victims.groups),
        role=Role(now["role"]),
        cited=None if cited is None else Cited(**cited, type=None if kind is None else SourceType(kind)),
        perpetrator=None if by is None else Perpetrator(**by),
        negated=now["negated"],
    )


def changed(claim: Claim, report: Report, changes: Mapping[str, object]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What changes to a claim come to: the fields that differ as they were, and as they are to be."""
    given.only(changes, FIELDS)
    was = values_of(claim)
    asked = {field: _value(field, value, claim, report) for field, value in changes.items()}
    now = {**was, **asked}
    if "negated" not in asked and not _COUNT.isdisjoint(asked):
        now["negated"] = now["low"] == now["high"] == 0
    if now["cited"] is None and "cited_type" not in asked:
        now["cited_type"] = None
    if not _COUNT.isdisjoint(asked):
        check_count(now)
    if now["cited_type"] is not None and now["cited"] is None:
        raise ValueError("cited_type is what kind of source is cited, but nobody is")
    fields = [field for field in FIELDS if now[field] != was[field]]
    if not fields:
        raise ValueError("nothing would change")
    return {field: was[field] for field in fields}, {field: now[field] for field in fields}


def check_count(now: Mapping[str, Any]) -> None:
    """A number must be what its wording says: ``docs/reference/schema.md``."""
    low, high, wording = now["low"], now["high"], Wording(now["wording"])
    if low is not None and high is not None and low > high:
        raise ValueError(f"low must not be more than high: {low:,} and {high:,}")
    if now["negated"] != (low == high == 0):
        raise ValueError("negated means that nobody was: low and high are then 0, and only then")
    if wording in (Wording.EXACT, Wording.ABOUT) and (low is None or low != high):
        raise ValueError(f"{wording} needs low and high alike; say range where they differ")
    if wording is Wording.RANGE and (low is None or high is None):
        raise ValueError("range needs both low and high")
    if wording in (Wording.AT_LEAST, Wording.MORE_THAN, Wording.VAGUE) and low is None:
        raise ValueError(f"{wording} needs low")
    if wording in (Wording.AT_MOST, Wording.FEWER_THAN) and high is None:
        raise ValueError(f"{wording} needs high")


def added(report: Report, event: str, start: object, end: object, values: Mapping[str, object]) -> Claim:
    """A claim that a person read in a report; its id is made from where it stands and what it says."""
    span = _span({"start": start, "end": end}, report, "the claim")
    if not str(span["text"]).strip():
        raise ValueError("the claim must have words")
    given.only(values, FIELDS)
    for field in ("outcome", "wording"):
        if values.get(field) is None:
            raise ValueError(f"{field} must be given")
    number = given.people(values.get("low"), "low"), given.people(values.get("high"), "high")
    bare = Claim(
        id="",
        start=span["start"],
        end=span["end"],
        quote=span["text"],
        outcome=given.one_of(Outcome, values["outcome"], "outcome"),
        count=Count(*number, given.one_of(Wording, values["wording"], "wording")),
        victims=Victims(""),
        role=Role.TOTAL,
        event=event,
        negated=number == (0, 0),
        because=(_BECAUSE,),
    )
    asked = {field: _value(field, value, bare, report) for field, value in values.items()}
    now = {**values_of(bare), **asked}
    check_count(now)
    if now["cited_type"] is not None and now["cited"] is None:
        raise ValueError("cited_type is what kind of source is cited, but nobody is")
    whole = with_values(bare, now)
    return replace(whole, id=content_id(report.sha256 or report.id, whole.start, whole.end, whole.outcome, whole.count))


def added_json(claim: Claim) -> dict[str, Any]:
    """An added claim as a decision keeps it."""
    return {"start": claim.start, "end": claim.end, "quote": claim.quote, "of": claim.event, **values_of(claim)}


def added_of(ident: str, kept: Mapping[str, Any]) -> Claim:
    """The added claim that a decision keeps."""
    count = Count(kept["low"], kept["high"], Wording(kept["wording"]))
    bare = Claim(
        id=ident,
        start=kept["start"],
        end=kept["end"],
        quote=kept["quote"],
        outcome=Outcome(kept["outcome"]),
        count=count,
        victims=Victims(""),
        role=Role.TOTAL,
        event=kept["of"],
        because=(_BECAUSE,),
    )
    return with_values(bare, {field: kept[field] for field in FIELDS})


def _value(field: str, value: object, claim: Claim, report: Report) -> Any:
    """A field's value as JSON keeps it."""
    if field in ("low", "high"):
        return given.people(value, field)
    if field == "outcome":
        return given.one_of(Outcome, value, field).value
    if field == "wording":
        return given.one_of(Wording, value, field).value
    if field == "role":
        return given.one_of(Role, value, field).value
    if field == "negated":
        return given.truth(value, field)
    if field == "cited_type":
        return None if value is None else given.one_of(SourceType, value, field).value
    if field in ("cited", "perpetrator"):
        return None if value is None or value == "" else _named(field, value, claim, report)
    if field == "victims":
        return _victims(value, claim, report)
    known, current = (_LEVELS, claim.severity) if field == "severity" else (_STATUSES, claim.victims.status)
    if value is None or value == "" or value == current:
        return value or None
    if value not in known:
        raise ValueError(f"{field} must be one of {', '.join(known)}, or nothing")
    return value


def _victims(value: object, claim: Claim, report: Report) -> str:
    words = given.text(value, "victims")
    if words != claim.victims.text and " ".join(words.split()) not in " ".join(report.text.split()):
        raise ValueError(f"victims must be the report's words, and it does not say {words!r}")
    return words


def _named(field: str, value: object, claim: Claim, report: Report) -> dict[str, Any]:
    """Who is named: by offsets, or by words of the report, of which those nearest to the claim are taken."""
    if isinstance(value, Mapping):
        given.only(value, ("start", "end", "text"))
        found = _span(value, report, field)
        if value.get("text") not in (None, found["text"]):
            raise ValueError(f"{field} must be the report's words: it says {found['text']!r} there")
        return found
    words = given.text(value, field)
    current = values_of(claim)[field]
    if current is not None and current["text"] == words:
        return dict(current)
    starts, at = [], report.text.find(words)
    while at >= 0:
        starts.append(at)
        at = report.text.find(words, at + 1)
    if not starts:
        raise ValueError(f"{field} must be the report's words, and it does not say {words!r}")
    start = min(starts, key=lambda place: (abs(place - claim.start), place))
    return {"text": words, "start": start, "end": start + len(words)}


def _span(value: Mapping[str, object], report: Report, what: str) -> dict[str, Any]:
    start, end = given.whole(value.get("start"), f"start of {what}"), given.whole(value.get("end"), f"end of {what}")
    if not 0 <= start < end <= len(report.text):
        raise ValueError(f"{what} must stand in the report's text: {start} to {end} of {len(report.text)}")
    return {"text": report.text[start:end], "start": start, "end": end}
