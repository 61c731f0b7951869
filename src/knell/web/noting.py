"""What is asked of the app enters the log of the record: every change, everything taken out, every refusal."""

from __future__ import annotations

import logging

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from knell.record import RecordError
from knell.review import By, Person, audit
from knell.web.access import TAKES_OUT
from knell.web.security_limits import SAFE, Buckets, address_of

# Accounts and sessions enter the log themselves, in the transaction in which they are changed.
_TELL_THEMSELVES = ("/sign-in", "/sign-out", "/account", "/people")
_SUBJECTS = ("claim", "event", "report", "number", "queue")
# Whoever is nobody could fill the log with refusals, each of which takes the writers' turn: so many at once from an
# address, then one in so many seconds. Those between are told by their number in the next line.
_AT_ONCE, _A_SECOND = 20, 1 / 30
_log = logging.getLogger("knell.web")


class Noting:
    """Notes what was asked, by whom, and how it ended; never what a form or an answer held."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._refusals = Buckets(_AT_ONCE, _A_SECOND)
        self._untold = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on the request; note it before its answer is given."""
        if scope["type"] != "http" or scope["path"].startswith("/static/"):
            await self._app(scope, receive, send)
            return
        request = Request(scope)

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start" and (what := _what(request, message["status"])):
                await run_in_threadpool(self._note, request, what, message["status"])
            await send(message)

        await self._app(scope, receive, answer)

    def _note(self, request: Request, what: str, status: int) -> None:
        person: Person | None = getattr(request.state, "person", None) or request.app.state.access.person(request)
        given = request.path_params
        subject = next((str(given[name]) for name in _SUBJECTS if name in given), "")
        route = getattr(request.scope.get("route"), "path", request.url.path)
        detail: dict[str, str | int] = {"asked": f"{request.method} {route}", "status": status}
        if person is not None and person.limit is not None:
            detail["by a program"] = True
        if what == "refused" and person is None:
            if self._refusals.wait(address_of(request) or ""):
                self._untold += 1
                return
            if self._untold:
                detail["refusals before that are not told"], self._untold = self._untold, 0
        try:
            by = By(person, address=address_of(request))
            audit.note(request.app.state.record, by.name, what, subject, detail, by.address)
        except RecordError as error:
            # What was asked is done, or refused, already; that the log lacks it must be seen by who runs this.
            _log.error("the log of the record lacks a line: %s %s, %s: %s", request.method, route, status, error)


def _what(request: Request, status: int) -> str | None:
    """What the log calls it; None for what is not noted."""
    path = request.url.path
    if status == 403 or (status == 401 and not path.startswith("/sign-in")):
        return "refused"
    if status >= 400 or path.startswith(_TELL_THEMSELVES):
        return None
    if request.method not in SAFE:
        return "changed"
    return "taken out" if getattr(request.state, TAKES_OUT, False) else None
