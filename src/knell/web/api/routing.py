"""How an address of the API is made: it refuses parameters it does not know, and answers errors as JSON."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute

from knell.web.api import shapes
from knell.web.api.errors import MEANINGS, Answer, Problem, answer_to

PREFIX = "/api/v1"


class ApiRoute(APIRoute):
    """An address of the API."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """What answers a request."""
        handle = super().get_route_handler()
        known = frozenset(_query_names(self.dependant))

        async def handled(request: Request) -> Response:
            try:
                refuse_unknown(request, known)
                return await handle(request)
            except Exception as error:
                if (answer := answer_to(error, request.app.state.record.name)) is None:
                    raise
                return answer

        return handled


def refuse_unknown(request: Request, known: frozenset[str]) -> None:
    """Refuse parameters that would be passed over in silence, and those that are given twice."""
    given = [name for name, _ in request.query_params.multi_items()]
    wrong = [(name, "there is no such parameter") for name in dict.fromkeys(given) if name not in known]
    wrong += [(name, "is given more than once") for name in dict.fromkeys(given) if given.count(name) > 1]
    if wrong:
        raise RequestValidationError([{"loc": ("query", name), "msg": said, "type": "extra"} for name, said in wrong])


def _query_names(dependant: Dependant) -> Iterable[str]:
    for field in dependant.query_params:
        model = field.field_info.annotation
        names = getattr(model, "model_fields", None)
        yield from [field.alias] if names is None else (one.alias or name for name, one in names.items())
    for inner in dependant.dependencies:
        yield from _query_names(inner)


def api_router(tag: str) -> APIRouter:
    """A router whose addresses are of the API and about one subject."""
    return APIRouter(prefix=PREFIX, tags=[tag], route_class=ApiRoute, default_response_class=Answer)


def fails(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The answers that an operation can give when it does not do what it was asked."""
    return {status: {"model": Problem, "description": MEANINGS[status]} for status in statuses}


def conflicts(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The answers where somebody was faster; they bring what was decided since."""
    return {status: {"model": shapes.Conflicting, "description": MEANINGS[status]} for status in statuses}


# What all addresses that decide something have in common.
decides: dict[str, Any] = {
    "response_model": shapes.Decision,
    "status_code": 201,
    "responses": {**fails(404, 423), **conflicts(409, 412)},
}
