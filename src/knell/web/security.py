"""What every request is asked for and every answer carries, whatever its route is."""

from __future__ import annotations

from fastapi import FastAPI

from knell.web.noting import Noting
from knell.web.refusals import answer_errors
from knell.web.security_headers import Headers
from knell.web.security_limits import Bodies, Hosts, Pace
from knell.web.security_tokens import Forms
from knell.web.settings import Settings


def secure(app: FastAPI, settings: Settings) -> None:
    """Put all of it before the routes of an app; a request meets the last one added first."""
    answer_errors(app)
    app.add_middleware(Forms)
    app.add_middleware(Bodies)
    app.add_middleware(Noting)
    app.add_middleware(Pace, settings=settings)
    app.add_middleware(Hosts, settings=settings)
    app.add_middleware(Headers)
