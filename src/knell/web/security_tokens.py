"""What changes anything comes from a page of ours, or from a program with a token of its own."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from knell.web.forgery import FIELD, HEADER, bearer, is_ours
from knell.web.refusals import refused
from knell.web.security_limits import SAFE, replayed

_FORM = "application/x-www-form-urlencoded"
_MOST_FIELDS = 1000
ELSEWHERE = "This was sent from another site; nothing was done."
STALE = "This page was no longer good, or a form was sent that is not ours; nothing was done. Load it again."


class Forms:
    """Refuses forms that no page of ours showed to this browser. Comes after ``Bodies``."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on the request, or refuse it."""
        if scope["type"] != "http" or scope["method"] in SAFE or bearer(request := Request(scope)) is not None:
            await self._app(scope, receive, send)
            return
        if not _from_here(request):
            await refused(request, 403, ELSEWHERE)(scope, receive, send)
            return
        body = (await receive()).get("body", b"")
        if not is_ours(request, request.headers.get(HEADER) or _field(request, body)):
            await refused(request, 403, STALE)(scope, receive, send)
            return
        await self._app(scope, replayed(body, receive), send)


def _from_here(request: Request) -> bool:
    """Whether the browser says that a page of this very app sent it; old ones say nothing of it."""
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    origin = request.headers.get("origin")
    if origin is None:
        return True
    sent = urlsplit(origin)
    return (sent.scheme, sent.netloc) == (request.url.scheme, request.headers.get("host"))


def _field(request: Request, body: bytes) -> str | None:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if kind != _FORM:
        return None
    try:
        found = parse_qs(body.decode("utf-8"), max_num_fields=_MOST_FIELDS).get(FIELD, [])
    except ValueError:
        return None
    return found[0] if len(found) == 1 else None
