"""Turns: who only looks waits until few others are being answered, so that answers do not hinder each other.

Python runs one thread at a time; many that all work take much longer together than one after another. Whoever changes
something is not held back here: a decision may have to wait for a writer elsewhere, and must not keep readers waiting.
"""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from knell.web.security_limits import SAFE

# While one asks the database, another may be at work.
_AT_ONCE = 2


class Turns:
    """Lets in so many requests at once that change nothing, the others in the order in which they came."""

    def __init__(self, app: ASGIApp, at_once: int = _AT_ONCE) -> None:
        self._app, self._turns = app, asyncio.Semaphore(at_once)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on the request in its turn; the turn is over when the answer begins, however slowly it is taken."""
        if scope["type"] != "http" or scope["method"] not in SAFE or scope["path"].startswith("/static/"):
            await self._app(scope, receive, send)
            return
        await self._turns.acquire()
        over = False

        def end() -> None:
            nonlocal over
            if not over:
                over = True
                self._turns.release()

        async def answer(message: Message) -> None:
            end()
            await send(message)

        try:
            await self._app(scope, receive, answer)
        finally:
            end()
