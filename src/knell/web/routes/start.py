"""The way in."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import RedirectResponse

from knell.web.access import Viewer

router = APIRouter()


@router.get("/", include_in_schema=False)
def start(person: Viewer) -> RedirectResponse:
    """To the events."""
    return RedirectResponse("/events", 303)
