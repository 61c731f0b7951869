"""What changed between two releases, told in words: a changelog for people, and lines for feeds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from knell.telling import many

MOST_TOLD = 1000
_MARKS = str.maketrans({one: f"\\{one}" for one in "\\`*_[]<>#"})
_HEADINGS = {
    "added": "Events added",
    "merged": "Events merged into others",
    "split": "Events split",
    "renamed": "Events with a new key",
    "removed": "Events removed",
    "changed": "Events changed",
}


def changelog(changes: Mapping[str, Any]) -> Iterator[str]:
    """The lines of a changelog in Markdown, from the JSON object of the changes."""
    yield f"# Release {_plain(changes['version'])}, {changes['date']}"
    yield ""
    since = changes["since"]
    if since is None:
        yield f"The first release: {many(changes['events'], 'event')}."
        return
    yield f"{many(changes['events'], 'event')}. Changes since release {_plain(since['version'])} of {since['date']}:"
    yield ""
    yield from (f"- {heading}: {changes['counts'][what]}" for what, heading in _HEADINGS.items())
    if changes["rule"] != changes["rule_before"]:
        yield ""
        yield f"Figures are led by the rule {changes['rule']}; before it was {changes['rule_before']}."
    for what, heading in _HEADINGS.items():
        found = [one for one in changes["changes"] if one["what"] == what]
        if not found:
            continue
        yield ""
        yield f"## {heading}"
        yield ""
        for one in found[:MOST_TOLD]:
            yield f"- **{_plain(title(one))}** ({one['key']})"
            yield from (f"  - {_plain(line)}" for line in lines(one))
        if len(found) > MOST_TOLD:
            yield f"- and {len(found) - MOST_TOLD} more, in changes.json"


def title(change: Mapping[str, Any]) -> str:
    """What an event is called here: its name, else its place and day, else its key."""
    named = change["name"] or ", ".join(one for one in (change["place"], change["start"]) if one)
    return named or f"event {change['key']}"


def lines(change: Mapping[str, Any]) -> Iterator[str]:
    """What became of an event and why, a line each."""
    into = ", ".join(change["into"])
    told = {"merged": f"is part of {into} now", "split": f"is {into} now", "renamed": f"has the key {into} now"}
    if change["what"] in told:
        yield told[change["what"]]
    new = change["what"] == "added"
    for one in change["figures"]:
        now = numbers(one["now"])
        yield f"{one['outcome']}: {now}" if new else f"{one['outcome']}: {now}, before {numbers(one['before'])}"
    for one in change["fields"]:
        yield f"{one['field']}: {_value(one['now'])}, before {_value(one['before'])}"
    for what, found in (("new report", change["reports_added"]), ("report no more", change["reports_gone"])):
        yield from (f"{what}: {_report(one)}" for one in found)
    for one in change["decisions"]:
        yield (
            f"decision {one['number']} ({one['kind']}): {one['why']}"
            if one["why"]
            else f"decision {one['number']} ({one['kind']})"
        )


def numbers(found: Sequence[int | None]) -> str:
    """A figure as it is written: ``12 (10 to 14)``, ``at least 3``, ``unknown``."""
    low, best, high = found
    if best is None and low is not None and low == high:
        best = low
    if best is not None:
        bounds = f" ({low} to {high})" if None not in (low, high) and not low == best == high else ""
        return f"{best}{bounds}"
    if low is not None and high is not None:
        return f"{low} to {high}"
    if low is not None:
        return f"at least {low}"
    return f"at most {high}" if high is not None else "unknown"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if value else "unknown"


def _report(one: Mapping[str, Any]) -> str:
    return ", ".join(part for part in (one["outlet"], one["published"], one["id"]) if part)


def _plain(text: str) -> str:
    return " ".join(text.split()).translate(_MARKS)
