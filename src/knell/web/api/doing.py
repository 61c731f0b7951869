"""Who does something over the API, for the log."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from knell.review import By
from knell.web.security_limits import address_of


def _by(request: Request) -> By:
    """Comes after the dependency that says who asks."""
    return By(request.state.person, address=address_of(request))


Doer = Annotated[By, Depends(_by)]
