"""Who only looks waits for a turn; who takes the answer slowly, or changes something, keeps nobody waiting."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.types import Message, Receive, Scope, Send

from knell.web.turns import Turns


class Slow:
    """An app that counts who is being answered, and can be held up."""

    def __init__(self, after_begin: bool = False) -> None:
        self.now = self.most = self.done = 0
        self.go = asyncio.Event()
        self._after_begin = after_begin

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.now += 1
        self.most = max(self.most, self.now)
        if self._after_begin:
            await send({"type": "http.response.start", "status": 200, "headers": []})
        await self.go.wait()
        self.now -= 1
        self.done += 1
        if scope["path"] == "/broken":
            raise ValueError("broken")


async def nothing() -> Message:
    return {"type": "http.request"}


async def ignore(message: Message) -> None:
    return None


def scope(method: str, path: str = "/events") -> dict[str, Any]:
    return {"type": "http", "method": method, "path": path}


async def asked(app: Slow, method: str, many: int, path: str = "/events") -> int:
    """How many were being answered at once before the first answer was done."""
    turns = Turns(app, 2)
    asking = [asyncio.ensure_future(turns(scope(method, path), nothing, ignore)) for _ in range(many)]
    for _ in range(20):
        await asyncio.sleep(0)
    begun = app.most
    app.go.set()
    await asyncio.gather(*asking, return_exceptions=True)
    assert app.done == many
    return begun


def test_readers_wait_their_turn() -> None:
    async def run() -> list[int]:
        return [
            await asked(Slow(), "GET", 5),
            await asked(Slow(), "POST", 5),
            await asked(Slow(), "GET", 5, "/static/a"),
        ]

    assert asyncio.run(run()) == [2, 5, 5]


def test_a_turn_is_over_when_the_answer_begins() -> None:
    async def run() -> int:
        return await asked(Slow(after_begin=True), "GET", 5)

    assert asyncio.run(run()) == 5


def test_a_turn_is_over_when_the_answer_fails() -> None:
    async def run() -> int:
        return await asked(Slow(), "GET", 5, "/broken")

    assert asyncio.run(run()) == 2
