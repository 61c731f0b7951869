"""What changed between two releases, told in the words of a language: a changelog for people, and lines for feeds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from knell.model import Outcome
from knell.publish.language import LANGUAGES
from knell.publish.speech import Speech

MOST_TOLD = 1000
_MARKS = str.maketrans({one: f"\\{one}" for one in "\\`*_[]<>#"})
_WHAT = ("added", "merged", "split", "renamed", "removed", "changed")
_DAYS = frozenset({"start", "end"})


def in_language(name: str, language: str) -> str:
    """The name of a file that is there in every language: the first language's has the plain name."""
    stem, dot, ending = name.partition(".")
    return name if language == LANGUAGES[0] else f"{stem}.{language}{dot}{ending}"


def changelog(changes: Mapping[str, Any], w: Speech) -> Iterator[str]:
    """The lines of a changelog in Markdown, from the JSON object of the changes."""
    yield f"# {release(changes, w)}, {_day(changes['date'], w)}"
    yield ""
    since, events = changes["since"], w.n("events", changes["events"])
    if since is None:
        yield w.t("changelog.first", events=events)
        return
    yield w.t("changelog.since", events=events, version=_plain(since["version"]), day=_day(since["date"], w))
    yield ""
    yield from (f"- {w.t(f'changes.{what}')}: {w.number(changes['counts'][what])}" for what in _WHAT)
    if changes["rule"] != changes["rule_before"]:
        yield ""
        yield w.t("changelog.rule", now=changes["rule"], before=changes["rule_before"])
    for what in _WHAT:
        found = [one for one in changes["changes"] if one["what"] == what]
        if not found:
            continue
        yield ""
        yield f"## {w.t(f'changes.{what}')}"
        yield ""
        for one in found[:MOST_TOLD]:
            yield f"- **{_plain(title(one, w))}** ({one['key']})"
            yield from (f"  - {_plain(line)}" for line in lines(one, w))
        if len(found) > MOST_TOLD:
            yield f"- {w.t('changelog.more', n=w.number(len(found) - MOST_TOLD))}"


def release(changes: Mapping[str, Any], w: Speech) -> str:
    """What a release is called."""
    return w.t("changelog.release", version=_plain(changes["version"]))


def counted(changes: Mapping[str, Any], w: Speech) -> str:
    """How many events a release holds, and how many of them changed in which way."""
    each = [f"{w.t(f'changes.{what}')}: {w.number(changes['counts'][what])}" for what in _WHAT]
    found = [one for what, one in zip(_WHAT, each, strict=True) if changes["counts"][what]]
    return ". ".join([w.n("events", changes["events"]), *found])


def title(change: Mapping[str, Any], w: Speech) -> str:
    """What an event is called here: its name, else its place and day, else its key."""
    day = _day(change["start"], w) if change["start"] else None
    named = change["name"] or ", ".join(one for one in (change["place"], day) if one)
    return named or w.t("changelog.event", key=change["key"])


def lines(change: Mapping[str, Any], w: Speech) -> Iterator[str]:
    """What became of an event and why, a line each."""
    what = change["what"]
    if what in ("merged", "split", "renamed"):
        yield w.t(f"changelog.{what}", into=", ".join(change["into"]))
    for one in change["figures"]:
        now = numbers(one["now"], w)
        said = now if what == "added" else _before(now, numbers(one["before"], w), w)
        yield f"{w.outcome(Outcome(one['outcome']))}: {said}"
    for one in change["fields"]:
        now, before = (_value(one["field"], one[side], w) for side in ("now", "before"))
        yield f"{w.t('changelog.field_' + one['field'])}: {_before(now, before, w)}"
    for what, found in (("report", change["reports_added"]), ("report_gone", change["reports_gone"])):
        yield from (f"{w.t(f'changelog.{what}')}: {_report(one, w)}" for one in found)
    for one in change["decisions"]:
        told = w.t("changelog.decision", number=one["number"], what=w.t(f"decision.{one['kind']}"))
        yield f"{told} “{one['why']}”" if one["why"] else told


def numbers(found: Sequence[int | None], w: Speech) -> str:
    """A figure as it is written: ``12 (10 to 14)``, ``at least 3``, ``unknown``."""
    low, best, high = found
    if best is None and low is not None and low == high:
        best = low
    if low is not None and high is not None and not low == best == high:
        between = w.t("range.between", low=w.number(low), high=w.number(high))
        return between if best is None else f"{w.number(best)} ({between})"
    if best is not None:
        return w.number(best)
    if low is not None:
        return w.t("range.at_least", low=w.number(low))
    return w.t("changelog.unknown") if high is None else w.t("range.at_most", high=w.number(high))


def _before(now: str, before: str, w: Speech) -> str:
    return w.t("changelog.before", now=now, before=before)


def _value(field: str, value: object, w: Speech) -> str:
    if isinstance(value, bool):
        return w.t("changelog.yes" if value else "changelog.no")
    if not value:
        return w.t("changelog.unknown")
    return _day(str(value), w) if field in _DAYS else str(value)


def _report(one: Mapping[str, Any], w: Speech) -> str:
    day = _day(one["published"], w) if one["published"] else None
    return ", ".join(part for part in (one["outlet"], day, one["id"]) if part)


def _day(words: str, w: Speech) -> str:
    """A day in words; one of an earlier release of which a part is withheld stays as it is."""
    try:
        return w.day(date.fromisoformat(words))
    except ValueError:
        return words


def _plain(text: str) -> str:
    return " ".join(text.split()).translate(_MARKS)
