"""Decisions as forms: what a page needs to offer them, and what comes of one that is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qs, quote, urlencode

from fastapi import Depends, HTTPException, Request, Response

from knell.record import Codings, Conflict, Decision, Record, RecordError
from knell.review import queues
from knell.web.decided import changes, said_of
from knell.web.pages import page

_LONGEST_NUMBER = 9


@dataclass(frozen=True, slots=True)
class Posted:
    """What a form sent; of several fields of one name ``text`` takes the first."""

    fields: Mapping[str, Sequence[str]]

    def text(self, name: str) -> str:
        """A field without the space around it; "" where it was not sent."""
        return next(iter(self.fields.get(name, ())), "").strip()

    def all(self, name: str) -> list[str]:
        """All values of a name, in the order of the page."""
        return list(self.fields.get(name, ()))

    @property
    def seen(self) -> int:
        """The version that the person saw; a form that does not say has seen nothing."""
        return _whole(self.text("seen"))

    def seen_of(self, key: str) -> int:
        """The version that the person saw of one of several things; ``seen`` says it where a page came between."""
        return self.seen if "seen" in self.fields else _whole(self.text(f"seen_{key}"))

    @property
    def place(self) -> dict[str, str]:
        """The place in a queue that the person came from; empty where it was none."""
        return queue_place(parse_qs(self.text("back").partition("?")[2]))

    def texts(self, names: Sequence[str]) -> dict[str, str]:
        """Those of the named fields that were sent."""
        return {name: self.text(name) for name in names if name in self.fields}

    def typed(self) -> list[tuple[str, str]]:
        """All that was sent, to send it again from another page."""
        left_out = ("csrf_token", "seen")
        return [(name, value) for name, values in self.fields.items() if name not in left_out for value in values]


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER else 0


def queue_place(query: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The place in a queue that the query of an address names; empty where it makes no sense."""
    queue, at = (next(iter(query.get(name, ())), "") for name in ("queue", "at"))
    if queue not in queues.QUEUES or not at.isascii() or not at.isdecimal() or len(at) > _LONGEST_NUMBER:
        return {}
    return {"queue": queue, "at": str(int(at))}


async def _posted(request: Request) -> Posted:
    fields: dict[str, list[str]] = {}
    for name, value in (await request.form()).multi_items():
        if isinstance(value, str):
            fields.setdefault(name, []).append(value.replace("\r\n", "\n"))
    return Posted(fields)


Sent = Annotated[Posted, Depends(_posted)]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a claim is: its report, and the event it is about (None: not linked yet)."""

    claim: str
    report: str
    event: str | None


def spot_of(record: Record, claim: str) -> Spot:
    """Where a claim is. Answers 404 where there is none."""
    found = Codings(record).whereabouts([claim])
    if claim not in found:
        raise HTTPException(404, f"there is no claim {claim}")
    return Spot(claim, *found[claim])


def local(address: str, otherwise: str) -> str:
    """An address of this app; anything that could lead elsewhere is not gone to."""
    safe = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address.partition("#")[0] if safe and "\\" not in address else otherwise


def with_query(address: str, **values: str) -> str:
    """An address with values behind it; empty ones are left out."""
    query = urlencode({name: value for name, value in values.items() if value})
    return address + (f"{'&' if '?' in address else '?'}{query}" if query else "")


def event_address(event: str) -> str:
    """Where an event is shown."""
    return f"/events/{quote(event, safe='')}"


def report_address(report: str) -> str:
    """Where a report is shown."""
    return f"/reports/{quote(report)}"


def claim_address(claim: str) -> str:
    """Where a claim is shown."""
    return f"/claims/{quote(claim, safe='')}"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a form asks for: what is done, how a person calls it and what it would change (label, value)."""

    act: Callable[[], Decision]
    title: str
    wanted: Sequence[tuple[str, str]]
    subject: tuple[str, str]


def decide(
    request: Request,
    record: Record,
    posted: Posted,
    wish: Wish,
    *,
    wrong: Callable[[str], Response],
    done: Callable[[Decision], Response],
) -> Response:
    """Take a decision. ``wrong`` shows the form again with a sentence, ``done`` goes on after it."""
    try:
        return done(wish.act())
    except Conflict as conflict:
        return _conflicted(request, record, posted, wish, conflict)
    except RecordError as fault:
        return wrong(sentence(fault, record))


def _conflicted(request: Request, record: Record, posted: Posted, wish: Wish, conflict: Conflict) -> Response:
    """The page that shows what the person wanted beside what was decided meanwhile; nothing typed is lost."""
    kind, key = wish.subject
    return page(
        request,
        "decide/conflict.html",
        409,
        wish=wish,
        typed=posted.typed(),
        since=conflict.since,
        seen=max((one.number for one in conflict.since), default=record.version(kind, key)),
        action=request.url.path,
        back=local(posted.text("back"), claim_address(key) if kind == "claim" else event_address(key)),
        said_of=said_of,
        changes=changes,
    )


def sentence(fault: Exception, record: Record) -> str:
    """An error of the record as a sentence; the record's own name is left out."""
    text = str(fault).removeprefix(f"{record.name}: ")
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else "This cannot be done."


def is_quick(request: Request) -> bool:
    """Whether a part of a page is asked for by htmx."""
    return request.headers.get("HX-Request") == "true"
