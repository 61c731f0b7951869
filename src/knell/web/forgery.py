"""Forms come from our own pages: a token that only a page shown to this browser can hold.

The token is made of a secret that only the browser and this app know: the session's, or, before anybody has signed
in, that of a visit. It needs no secret of the server's own, so it holds over restarts and in every worker.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from fastapi import Request

FIELD, HEADER = "csrf_token", "X-CSRF-Token"
SESSION, VISIT = "knell-session", "knell-visit"
_VISIT_LENGTH = 32


def new_visit() -> str:
    """A secret for a browser in which nobody has signed in."""
    return secrets.token_urlsafe(_VISIT_LENGTH)


def cookie(request: Request, name: str) -> str | None:
    """A cookie of ours, by the name it has where answers are encrypted or by its plain one."""
    if request.url.scheme == "https":
        return request.cookies.get(f"__Host-{name}")
    return request.cookies.get(name)


def key_of(request: Request) -> str:
    """The secret that this browser shares with the app; the middleware sees to it that there is one."""
    visit: str = getattr(request.state, "visit", "")
    return cookie(request, SESSION) or visit or cookie(request, VISIT) or ""


def token_of(request: Request) -> str:
    """What a form must carry to be taken as one of ours."""
    return hmac.new(key_of(request).encode(), b"csrf", hashlib.sha256).hexdigest()


def is_ours(request: Request, token: str | None) -> bool:
    """Whether a form's token is the one that pages shown to this browser carry."""
    return bool(key_of(request)) and hmac.compare_digest((token or "").encode(), token_of(request).encode())


def set_cookie(request: Request, name: str, value: str, seconds: int | None = None) -> str:
    """The header that sets a cookie of ours, until the browser is closed or for some seconds; 0 takes it away."""
    secure = request.url.scheme == "https"
    parts = [f"{'__Host-' if secure else ''}{name}={value}", "HttpOnly", "Path=/", "SameSite=Lax"]
    if secure:
        parts.append("Secure")
    if seconds is not None:
        parts.append(f"Max-Age={seconds}")
    return "; ".join(parts)


def bearer(request: Request) -> str | None:
    """The token of a program; one that is sent along counts alone, cookies then count for nothing."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.casefold() == "bearer" else None
