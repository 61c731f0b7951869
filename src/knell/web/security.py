"""What every request is asked for and every answer carries, whatever its route is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from knell.web.forgery import VISIT, cookie, new_visit
from knell.web.settings import Settings

# A page runs only what this app serves: no inline script or style, nothing from another host, in nobody's frame.
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_FOR_GOOD = "public, max-age=31536000, immutable"
Next = Callable[[Request], Awaitable[Response]]


def secure(app: FastAPI, settings: Settings) -> None:
    """Put all of it before the routes of an app."""
    app.add_middleware(Headers)


class Headers:
    """Headers on every answer, and a visit's secret for a browser that has none."""

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

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                is_hashed = is_static and b"v=" in scope["query_string"] and message["status"] == 200
                headers.setdefault("Cache-Control", _FOR_GOOD if is_hashed else "no-store")
                if visit and headers.get("content-type", "").startswith("text/html"):
                    headers.append("Set-Cookie", visit_cookie(request, visit))
            await send(message)

        await self._app(scope, receive, answer)


def visit_cookie(request: Request, value: str) -> str:
    """The cookie of a visit."""
    secure = request.url.scheme == "https"
    name = f"__Host-{VISIT}" if secure else VISIT
    return f"{name}={value}; HttpOnly; Path=/; SameSite=Lax" + ("; Secure" if secure else "")
