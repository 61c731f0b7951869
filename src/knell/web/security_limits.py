"""Limits: which names the app answers to, how large a request may be, how fast requests may follow each other."""

from __future__ import annotations

import hashlib
import ipaddress
import math
import time
from collections.abc import Callable
from dataclasses import dataclass

import anyio
from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from knell.web.forgery import SESSION, cookie
from knell.web.refusals import refused
from knell.web.settings import ANY_ADDRESS, LOOPBACK, Settings

LARGEST_BODY = 1_000_000
_BODY_SECONDS = 30
# So many requests may come at once before the pace holds, in seconds of it.
_BURST_SECONDS = 10
# People behind one address share it.
_PEOPLE_AT_AN_ADDRESS = 10
# A whole office may begin its day at once; guesses are held back by account and address besides.
_SIGN_INS, _SIGN_INS_A_SECOND = 30, 0.5
_MOST_REMEMBERED = 20_000
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Hosts:
    """Answers only to the app's own names, so that no page elsewhere can point a name of its own here."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._names = {name.casefold() for name in (*LOOPBACK, *settings.hosts)}
        self._any_address = ANY_ADDRESS in settings.hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on the request, or refuse it."""
        if scope["type"] != "http" or self._knows(Request(scope).headers.get("host", "")):
            await self._app(scope, receive, send)
            return
        said = "This app does not answer to that name; `knell serve --allow-host NAME` lets it."
        await refused(Request(scope), 421, said)(scope, receive, send)

    def _knows(self, host: str) -> bool:
        name = host.casefold()
        if not name.endswith("]"):
            name = name.rpartition(":")[0] or name
        return name in self._names or (self._any_address and _is_address(name.strip("[]")))


class Bodies:
    """Reads what a request brings, up to a size and within a time, before anything is done with it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on the request with its whole body, or refuse it."""
        if scope["type"] != "http" or scope["method"] in SAFE:
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        try:
            with anyio.fail_after(_BODY_SECONDS):
                body = await _whole(request, receive)
        except TimeoutError:
            await refused(request, 408, "The request did not arrive in time.")(scope, receive, send)
            return
        if body is None:
            await refused(request, 413, "That is too much at once: at most 1 MB.")(scope, receive, send)
            return
        await self._app(scope, replayed(body, receive), send)


async def _whole(request: Request, receive: Receive) -> bytes | None:
    said = request.headers.get("content-length", "")
    if said.isascii() and said.isdigit() and int(said) > LARGEST_BODY:
        return None
    parts, size, more = [], 0, True
    while more:
        message = await receive()
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > LARGEST_BODY:
            return None
        more = message["type"] == "http.request" and message.get("more_body", False)
    return b"".join(parts)


def replayed(body: bytes, receive: Receive) -> Receive:
    """What was read of a request, to be read again."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


@dataclass(slots=True)
class _Bucket:
    """What is left at a moment."""

    left: float
    at: float


class Buckets:
    """So many at once and so many a second, for each key; holds few of them in memory."""

    def __init__(self, most: float, a_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._pace, self._clock = most, a_second, clock
        self._of: dict[str, _Bucket] = {}

    def wait(self, key: str) -> int:
        """Take one; 0, or how many seconds to wait for the next."""
        now = self._clock()
        bucket = self._of.get(key)
        if bucket is None:
            if len(self._of) >= _MOST_REMEMBERED:
                self._forget(now)
            bucket = self._of[key] = _Bucket(self._most, now)
        bucket.left = min(self._most, bucket.left + (now - bucket.at) * self._pace)
        bucket.at = now
        if bucket.left < 1:
            return max(1, math.ceil((1 - bucket.left) / self._pace))
        bucket.left -= 1
        return 0

    def _forget(self, now: float) -> None:
        """Let go of those that have filled up again; of all, where that frees too few."""
        kept = {key: one for key, one in self._of.items() if one.left + (now - one.at) * self._pace < self._most}
        self._of = kept if len(kept) < _MOST_REMEMBERED / 2 else {}


class Pace:
    """Holds back who asks too fast, by session or token and by address; who signs in, much sooner."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._pace = app, settings.pace
        self._people = Buckets(self._pace * _BURST_SECONDS, self._pace)
        at_address = self._pace * _PEOPLE_AT_AN_ADDRESS
        self._addresses = Buckets(at_address * _BURST_SECONDS, at_address)
        self._sign_ins = Buckets(_SIGN_INS, _SIGN_INS_A_SECOND)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on the request, or say when to come again."""
        seconds = 0
        if scope["type"] == "http" and not scope["path"].startswith("/static/"):
            seconds = self._seconds(Request(scope))
        if not seconds:
            await self._app(scope, receive, send)
            return
        said = f"Too many requests; try again in {seconds} s."
        await refused(Request(scope), 429, said, {"Retry-After": str(seconds)})(scope, receive, send)

    def _seconds(self, request: Request) -> int:
        address = address_of(request) or ""
        if request.method == "POST" and request.url.path.startswith("/sign-in"):
            return self._sign_ins.wait(address)
        if not self._pace:
            return 0
        shown = request.headers.get("authorization") or cookie(request, SESSION) or ""
        who = hashlib.sha256(f"{address} {shown}".encode()).hexdigest()
        return self._people.wait(who) or self._addresses.wait(address)


def address_of(request: Request) -> str | None:
    """The address that a request came from."""
    return request.client.host if request.client else None


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
