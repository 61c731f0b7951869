"""Pages from templates; whatever a report says is escaped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, StrictUndefined

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
environment = Environment(
    loader=FileSystemLoader(_HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates = Jinja2Templates(env=environment)


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A template filled in; ``person`` is who asks, None for nobody."""
    values.setdefault("person", getattr(request.state, "person", None))
    return _templates.TemplateResponse(request, template, values, status_code=status)
