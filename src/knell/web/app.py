"""The app: its routes, and what every answer has in common."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from knell import __version__
from knell.record import Record
from knell.web import routes
from knell.web.access import Access
from knell.web.api.document import install
from knell.web.assets import STATIC
from knell.web.security import secure
from knell.web.settings import Settings
from knell.web.turns import Turns


def create_app(settings: Settings) -> FastAPI:
    """An app over one record, which it opens at once. Raises ``RecordError``."""
    app = FastAPI(title="knell", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.state.record = Record(settings.record, create=False)
    app.state.settings = settings
    app.state.access = Access(app.state.record, settings)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for module in sorted(iter_modules(routes.__path__), key=lambda one: one.name):
        app.include_router(import_module(f"{routes.__name__}.{module.name}").router)
    install(app)
    app.add_middleware(Turns)
    secure(app, settings)
    return app
