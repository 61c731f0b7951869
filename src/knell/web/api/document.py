"""The OpenAPI document: every operation of the API with the right it needs and all it can answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import RouteContext, iter_route_contexts

from knell import __version__
from knell.review import Right
from knell.web.access import right_of
from knell.web.api.errors import MEANINGS, Problem, WrongField
from knell.web.api.errors import Wrong as WrongShape
from knell.web.api.routing import PREFIX
from knell.web.forgery import SESSION

_REF = "#/components/schemas/"
_ABOUT = """Everything that the review app does, as JSON.

Ask with a token, `Authorization: Bearer TOKEN`, or within a session that was begun on the pages: then a request that
changes anything also needs the header `X-CSRF-Token`. A token does what the rights it carries allow, and never more
than its owner may.

Unknown values are `null`. Days are `YYYY-MM-DD`. Parameters and fields that are not known are refused.
"""
_SCHEMES = {
    "token": {"type": "http", "scheme": "bearer", "description": "A token that a person made for a program."},
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": SESSION,
        "description": "A session begun on the pages; what changes anything needs the header `X-CSRF-Token` too.",
    },
}
_MEANS = {
    Right.VIEW: "see",
    Right.EXPORT: "take out",
    Right.CODE: "code blind what is assigned",
    Right.DECIDE: "decide about claims",
    Right.SETTLE: "settle events and read agreement",
    Right.ASSIGN: "assign second codings",
    Right.AUDIT: "read the log",
    Right.PEOPLE: "keep accounts and grants",
}


# Shapes of one name are told apart by their modules, which mean nothing outside.
_CALLED = {
    "knell__model__Role": "ClaimRole",
    "knell__review__rights__Role": "PersonRole",
    "Copy-Input": "MarkCopy",
    "Copy-Output": "Copy",
}


def install(app: FastAPI) -> None:
    """Have the app give out this document."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = document(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def routes_of(app: FastAPI) -> Iterator[RouteContext]:
    """The addresses of the API."""
    for route in iter_route_contexts(app.routes):
        if (route.path or "").startswith(f"{PREFIX}/") and hasattr(route, "dependant"):
            yield route


def needed(dependant: Dependant) -> tuple[Right, ...]:
    """The rights that an address asks for; none where it is public."""
    found: dict[Right, None] = {}
    for inner in dependant.dependencies:
        right = right_of(inner.call) if inner.call is not None else None
        found.update(dict.fromkeys(([right] if right else []) + list(needed(inner))))
    return tuple(found)


def document(app: FastAPI) -> dict[str, Any]:
    """The document, made anew."""
    routes = sorted(routes_of(app), key=lambda route: route.path_format or "")
    made = get_openapi(title="knell", version=__version__, description=_ABOUT, routes=routes)
    parts = made.setdefault("components", {})
    parts["securitySchemes"] = _SCHEMES
    shapes = parts.setdefault("schemas", {})
    for model in (Problem, WrongShape, WrongField):
        shape = model.model_json_schema(ref_template=_REF + "{model}")
        shape.pop("$defs", None)
        shapes.setdefault(model.__name__, shape)
    for unused in ("HTTPValidationError", "ValidationError"):
        shapes.pop(unused, None)
    for route in routes:
        rights = needed(route.dependant)
        for method in route.methods or ():
            _complete(made["paths"][route.path_format][method.lower()], rights)
    renamed: dict[str, Any] = _renamed(made)
    renamed["components"]["schemas"] = dict(sorted(renamed["components"]["schemas"].items()))
    return renamed


def _renamed(value: Any) -> Any:
    """The same with the names that shapes have outside."""
    if isinstance(value, dict):
        return {_CALLED.get(key, key): _renamed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_renamed(inner) for inner in value]
    if isinstance(value, str) and value.startswith(_REF):
        return _REF + _CALLED.get(value.removeprefix(_REF), value.removeprefix(_REF))
    return value


def _complete(operation: dict[str, Any], rights: tuple[Right, ...]) -> None:
    """What all operations have in common."""
    said = operation.get("description", "").strip()
    operation["x-knell-right"] = [right.value for right in rights]
    named = " and ".join(f"`{right.value}` ({_MEANS[right]})" for right in rights)
    needs = f"Needs the right{'s' if rights[1:] else ''} {named}." if rights else "Public."
    operation["description"] = f"{said}\n\n{needs}".strip()
    operation["security"] = [{"token": []}, {"session": []}] if rights else []
    answers = operation["responses"]
    statuses = (*((400, 413) if "requestBody" in operation else ()), *((401, 403) if rights else ()), 422, 429, 503)
    for status in statuses:
        answers[str(status)] = {
            "description": MEANINGS[status],
            "content": {"application/json": {"schema": {"$ref": f"{_REF}Problem"}}},
        }
    operation["responses"] = dict(sorted(answers.items()))
