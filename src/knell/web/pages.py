"""Pages from templates; whatever a report says is escaped."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from knell import telling
from knell.review import Right
from knell.web import wording
from knell.web.assets import STATIC, static
from knell.web.flashes import FLASH, read, sealed
from knell.web.forgery import FIELD, key_of, token_of

__all__ = ["STATIC", "environment", "page", "to"]

environment = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    finalize=wording.visible,
    # Templates are part of the program: nobody looks at each request whether they have changed.
    auto_reload=False,
    trim_blocks=True,
    lstrip_blocks=True,
)
environment.globals.update(
    static=static,
    Right=Right,
    DATE_PRECISION=wording.DATE_PRECISION,
    PLACE_PRECISION=wording.PLACE_PRECISION,
    many=telling.many,
)
environment.filters.update(
    day=wording.day,
    moment=wording.moment,
    days=telling.days,
    bounds=wording.bounds,
    where=telling.place_name,
    called=telling.event_name,
    plain=wording.plain,
    language=wording.language,
    number=telling.number,
    as_figure=wording.figure,
    urlencode=wording.in_address,
    figure_of=telling.figure_of,
    yearly=wording.yearly,
    capitalize_first=lambda words: words[:1].upper() + words[1:],
)
_templates = Jinja2Templates(env=environment)


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A template filled in.

    Every template has ``person`` (who asks, None for nobody), ``may(right, event=None)`` (``may("decide")``),
    ``csrf_token``, ``csrf_field()`` for forms, ``flash`` (what is to be said once: a kind and words), ``path``.
    """
    person = values.setdefault("person", getattr(request.state, "person", None))
    token = token_of(request)

    now = datetime.now(UTC)

    # Every claim of a page asks it again.
    @cache
    def may(right: str, event: str | None = None) -> bool:
        return person is not None and person.may(Right(right), now, event)

    field = Markup(f'<input type="hidden" name="{FIELD}" value="{escape(token)}">')

    flash = read(request.cookies.get(FLASH), key_of(request))
    single = request.app.state.settings.single is not None
    values |= {
        "single": single,
        "may": may,
        "csrf_token": token,
        "csrf_field": lambda: field,
        "flash": flash,
        "path": request.url.path,
    }
    answer = _templates.TemplateResponse(request, template, values, status_code=status)
    if flash:
        answer.delete_cookie(FLASH, path="/", httponly=True, samesite="lax")
    return answer


def to(request: Request, address: str, said: str = "", kind: str = "done") -> RedirectResponse:
    """Go to a page of this app after a form; ``said`` is shown there once. ``kind``: done, note or problem."""
    answer = RedirectResponse(address, 303)
    if said:
        flash = sealed(kind, said, key_of(request))
        answer.set_cookie(FLASH, flash, max_age=60, path="/", httponly=True, samesite="lax")
    return answer
