"""Headers on every answer: a page runs only what this app serves, and nobody keeps a page."""

from __future__ import annotations

import logging
import secrets
import traceback

from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from knell.web.forgery import VISIT, cookie, new_visit, set_cookie
from knell.web.refusals import refused

HEADERS = {
    # No inline script or style, nothing from another host, in nobody's frame.
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        "frame-ancestors 'none'; form-action 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_ENCRYPTED_ONLY = "max-age=31536000"
_FOR_GOOD, _ASK_AGAIN, _NEVER = "public, max-age=31536000, immutable", "no-cache", "no-store"
_log = logging.getLogger("knell.web")


class Headers:
    """Adds the headers, a visit's secret for a browser that has none, and an answer where the app had none."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on the request; add to its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        is_static = scope["path"].startswith("/static/")
        visit = None if is_static or cookie(request, VISIT) else new_visit()
        if visit:
            request.state.visit = visit
        begun = False

        async def answer(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if request.url.scheme == "https":
                    headers.setdefault("Strict-Transport-Security", _ENCRYPTED_ONLY)
                headers.setdefault("Cache-Control", _kept(scope, message["status"]) if is_static else _NEVER)
                if visit and headers.get("content-type", "").startswith("text/html"):
                    headers.append("Set-Cookie", set_cookie(request, VISIT, visit))
            await send(message)

        try:
            await self._app(scope, receive, answer)
        except Exception as error:
            if begun:
                raise
            ident = secrets.token_hex(4)
            _log.error("%s %s failed, id %s: %s", scope["method"], scope["path"], ident, _where(error))
            said = f"Something went wrong here. Nothing of it was kept; the log has more about it under the id {ident}."
            await refused(request, 500, said)(scope, receive, answer)


def _kept(scope: Scope, status: int) -> str:
    return _FOR_GOOD if b"v=" in scope["query_string"] and status == 200 else _ASK_AGAIN


def _where(error: Exception) -> str:
    """Where it went wrong and by which error; what the error says may hold what nobody else should read."""
    return f"{type(error).__name__}\n{''.join(traceback.format_tb(error.__traceback__))}"
