"""What is answered to a request that is not done: a page for people, a line for a part of a page, JSON for programs."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from knell.record import Missing, RecordError
from knell.review import NotAllowed
from knell.web.access import MustChange
from knell.web.api.errors import answer_to, problem
from knell.web.pages import page

TITLES: Mapping[int, str] = {
    400: "That cannot be read",
    401: "Sign in first",
    403: "You may not do this",
    404: "There is nothing here",
    405: "This address does not take that",
    408: "That took too long",
    409: "Somebody was faster",
    413: "That is too much at once",
    421: "Not a name of this app",
    422: "That cannot be",
    423: "Not before your own coding",
    429: "Too many requests",
    500: "Something went wrong",
    503: "The record is in use",
}
_IN_USE = "in use by another program"


def refused(request: Request, status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
    """The answer, in the shape in which it was asked."""
    if request.url.path.startswith("/api/"):
        return problem(status, message, headers=headers)
    if request.headers.get("HX-Request"):
        # A part of a page was asked for: the words go where the page says such things.
        answer = page(request, "said.html", status, message=message)
        answer.headers["HX-Retarget"] = "#said"
        answer.headers["HX-Reswap"] = "innerHTML"
    else:
        answer = page(
            request, "error.html", status, title=TITLES.get(status, TITLES[500]), message=message, code=status
        )
    answer.headers.update(headers or {})
    return answer


def answer_errors(app: FastAPI) -> None:
    """Have an app answer what its routes raise."""

    def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if error.status_code == 401 and _wants_page(request):
            return RedirectResponse(f"/sign-in?next={quote(asked_for(request), safe='')}", 303)
        if isinstance(error, MustChange) and _wants_page(request):
            return RedirectResponse("/account", 303)
        said = _NOT_FOUND if (error.status_code, error.detail) == (404, "Not Found") else str(error.detail)
        return refused(_with_person(request), error.status_code, said, error.headers)

    def record(request: Request, error: Exception) -> Response:
        if isinstance(error, Missing):
            return refused(_with_person(request), 404, _shown(error))
        if isinstance(error, NotAllowed):
            return refused(_with_person(request), 403, str(error))
        status = 503 if _IN_USE in str(error) else getattr(error, "status", 422)
        return refused(_with_person(request), status, _shown(error))

    def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        if request.url.path.startswith("/api/") and (answer := answer_to(error)) is not None:
            return answer
        wrong = "; ".join(f"{one['loc'][-1]}: {one['msg']}" for one in error.errors())
        return refused(_with_person(request), 422, wrong)

    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(RecordError, record)


_NOT_FOUND = (
    "There is no such page. An event, report or claim keeps its address; what was merged is found under Events."
)


def asked_for(request: Request) -> str:
    """The address that was asked for, within this app, as it was written."""
    asked: bytes = request.scope.get("raw_path") or quote(request.url.path).encode()
    query: bytes = request.scope["query_string"]
    return (asked.partition(b"?")[0] + (b"?" + query if query else b"")).decode("ascii", "replace")


def safe_next(address: str | None) -> str:
    """Where to go after signing in: an address within this app, and nothing else."""
    known = address or ""
    plain = known.isascii() and known.isprintable() and "\\" not in known
    return known if plain and known.startswith("/") and not known.startswith(("//", "/sign-")) else "/"


def _wants_page(request: Request) -> bool:
    path = request.url.path
    return request.method in ("GET", "HEAD") and not path.startswith("/api/") and "HX-Request" not in request.headers


def _with_person(request: Request) -> Request:
    """The request with who asked, where that can be found out, so that a page of ours keeps its way around."""
    if getattr(request.state, "person", None) is None:
        request.state.person = request.app.state.access.person(request)
    return request


def _shown(error: Exception) -> str:
    """What a record says of itself begins with where it is kept, which is nobody's business here."""
    told = str(error)
    for begin in ("there is no", "is in use"):
        if begin in told:
            return told[told.find(begin) :].capitalize()
    return told
