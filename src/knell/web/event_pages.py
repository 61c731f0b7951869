"""The pages with a form about one event: its figures, its description, what it is one with and what it is not."""

from __future__ import annotations

from typing import Any

from fastapi import Request, Response

from knell.figures import rules
from knell.model import Outcome
from knell.places import named, with_geonames_id
from knell.record import Record
from knell.web import event_fields
from knell.web.deciding import Posted, event_address, local
from knell.web.pages import page
from knell.web.panel import earlier_reasons

_MOST_FOUND = 20
Errors = dict[str, str]


def figure_page(
    request: Request, record: Record, event: str, sent: Posted | None, errors: Errors, fault: str = ""
) -> Response:
    """A figure by hand, what the rules give beside it."""
    outcomes = [one.value for one in Outcome]
    chosen = sent.text("outcome") if sent else request.query_params.get("outcome", "")
    return _form(
        "decide/figure.html",
        request,
        record,
        event,
        sent,
        errors,
        fault,
        outcomes=outcomes,
        chosen=chosen if chosen in outcomes else outcomes[0],
        typed={name: sent.text(name) if sent else "" for name in ("low", "best", "high")},
        by_rule=_by_rule(record, event),
    )


def _by_rule(record: Record, event: str) -> dict[str, dict[Outcome, Any]]:
    """The figures by each rule that gives any, by the rule's name."""
    names = [rule.name for rule in rules()]
    given = zip(names, record.figures_by(event, names), strict=True)
    return {name: figures for name, figures in given if figures}


def describe_page(
    request: Request,
    record: Record,
    event: str,
    sent: Posted | None,
    errors: Errors,
    fault: str = "",
    q: str | None = None,
) -> Response:
    """An event's name, days, place and clarity; places are looked up by name."""
    now = event_fields.shown(record.event(event).event)
    names = list(now)
    words = q if q is not None else sent.text("q") if sent else ""
    places = named(words) if words else []
    values = now if sent is None else now | sent.texts(names)
    picked = values["place"]
    if picked.isascii() and picked.isdecimal() and len(picked) < 12:
        place = with_geonames_id(int(picked))
        if place is not None and place not in places:
            places.insert(0, place)
    return _form(
        "decide/describe.html",
        request,
        record,
        event,
        sent,
        errors,
        fault,
        values=values,
        was=now if sent is None else {name: sent.text(f"was_{name}") for name in names},
        days=event_fields.DAYS,
        clarity=event_fields.CLARITY,
        keep=event_fields.KEEP,
        places=places,
        q=words,
    )


def merge_page(
    request: Request,
    record: Record,
    event: str,
    sent: Posted | None,
    errors: Errors,
    fault: str = "",
    q: str | None = None,
) -> Response:
    """Which other event this one is: a search by words or key."""
    words = q if q is not None else sent.text("q") if sent else ""
    found = [one for one in record.find(words) if one.key != event][:_MOST_FOUND] if words.strip() else []
    chosen = sent.text("into") if sent else ""
    return _form("decide/merge.html", request, record, event, sent, errors, fault, q=words, found=found, chosen=chosen)


def split_page(
    request: Request, record: Record, event: str, sent: Posted | None, errors: Errors, fault: str = ""
) -> Response:
    """Which claims are about another event."""
    claims = list(record.event(event).claims)
    states = record.claim_states(claims)
    reports = {one.id: one for one in record.reports(event)}
    rows = [(states[one], reports.get(states[one].report)) for one in claims if one in states]
    chosen = set(sent.all("claim")) if sent else set()
    return _form("decide/split.html", request, record, event, sent, errors, fault, rows=rows, chosen=chosen)


def copy_page(
    request: Request, record: Record, event: str, sent: Posted | None, errors: Errors, fault: str = ""
) -> Response:
    """Which report repeats which other."""
    linked = record.event(event)
    reports = record.reports(event)
    return _form(
        "decide/copy.html",
        request,
        record,
        event,
        sent,
        errors,
        fault,
        reports=reports,
        versions={one.id: record.version("report", one.id) for one in reports},
        copies=linked.copies,
        names={one.id: one.outlet or one.title or one.id for one in reports},
        chosen=(sent.text("report"), sent.text("of"), sent.text("is")) if sent else ("", "", "copy"),
    )


def _form(
    template: str,
    request: Request,
    record: Record,
    event: str,
    sent: Posted | None,
    errors: Errors,
    fault: str,
    **values: Any,
) -> Response:
    """A page with a form about an event; what was typed and seen stays."""
    asked = request.query_params
    return page(
        request,
        template,
        422 if errors or fault else 200,
        event=record.event(event).event,
        errors=errors,
        fault=fault,
        seen=sent.seen if sent else record.version("event", event),
        back=local(sent.text("back") if sent else asked.get("back", ""), event_address(event)),
        why=sent.text("why") if sent else "",
        reasons=earlier_reasons(request, record),
        **values,
    )
