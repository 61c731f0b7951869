"""How connections come to workers."""

from __future__ import annotations

import pickle
import socket
import sys
from contextlib import ExitStack

import pytest

pytest.importorskip("fastapi")

from knell.web import running

_CONNECTIONS = 64


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux deals connections out")
@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_every_worker_gets_some_of_the_connections(host: str) -> None:
    with ExitStack() as stack:
        held = stack.enter_context(running.of_each(running.listening(host, 0)))
        workers = [stack.enter_context(pickle.loads(pickle.dumps(held))) for _ in range(2)]
        for _ in range(_CONNECTIONS):
            stack.enter_context(socket.create_connection(held.getsockname()[:2], timeout=5))
        assert [one.getsockname() for one in workers] == [held.getsockname()] * 2
        taken = [_all_that_wait(one) for one in workers]
        assert sum(taken) == _CONNECTIONS and all(taken)


def test_nobody_else_serves_at_an_address_that_is_held() -> None:
    with running.of_each(running.listening("127.0.0.1", 0)) as held, pickle.loads(pickle.dumps(held)):
        port = held.getsockname()[1]
        with pytest.raises(running.NotServed, match=f"port {port} of 127.0.0.1 is taken"):
            running.listening("127.0.0.1", port)


def _all_that_wait(made: socket.socket) -> int:
    made.settimeout(0.2)
    taken = 0
    while True:
        try:
            made.accept()[0].close()
        except TimeoutError:
            return taken
        taken += 1
