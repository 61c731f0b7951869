"""What the API answers when it does not do what it was asked: one shape, whatever went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from knell.contract import dumps
from knell.record import Missing, RecordError
from knell.review import NotAllowed

CODES: Mapping[int, str] = {
    400: "malformed",
    401: "not_signed_in",
    403: "forbidden",
    404: "not_found",
    405: "no_such_method",
    409: "conflict",
    412: "changed_since",
    413: "too_large",
    415: "not_json",
    422: "invalid",
    423: "blind",
    429: "too_many",
    503: "busy",
}
# What a person reads who looks at the list of answers.
MEANINGS: Mapping[int, str] = {
    400: "The body cannot be read.",
    401: "Nobody is signed in, or the token is not known.",
    403: "The person, or the token, may not do this.",
    404: "There is no such thing in the record.",
    409: "Somebody decided about the same thing after the version that was seen; nothing was done.",
    412: "Somebody decided about the same thing after the version that `If-Match` names; nothing was done.",
    413: "The body is too large.",
    422: "A parameter, or a field of the body, is missing, unknown, or cannot be what it is.",
    423: "The person codes this event blind: what others decided is shown when the coding is handed in.",
    429: "Too many requests; `Retry-After` says when to try again.",
    503: "Another program writes to the record; try again.",
}


_IN_USE = "in use by another program"


class Answer(JSONResponse):
    """JSON in its own letters; what UTF-8 cannot take is escaped."""

    def render(self, content: Any) -> bytes:
        """The bytes of an answer."""
        return dumps(content).encode("utf-8")


class WrongField(BaseModel):
    """One parameter or field that is wrong."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(description="Where it stands, such as `query.page` or `body.low`.")
    message: str = Field(description="What is wrong with it.")


class Wrong(BaseModel):
    """What went wrong, for programs and for people."""

    model_config = ConfigDict(extra="forbid")
    code: str = Field(description="A word that stays: " + ", ".join(f"`{one}`" for one in CODES.values()))
    message: str = Field(description="One line for a person.")
    fields: list[WrongField]


class Problem(BaseModel):
    """The answer to a request that was not done."""

    model_config = ConfigDict(extra="forbid")
    error: Wrong


def problem(
    status: int,
    message: str,
    fields: Iterable[tuple[str, str]] = (),
    headers: Mapping[str, str] | None = None,
    **more: Any,
) -> Answer:
    """An answer of that shape."""
    wrong = [{"name": name, "message": said} for name, said in fields]
    code = CODES.get(status, "failed")
    return Answer({"error": {"code": code, "message": message, "fields": wrong}, **more}, status, headers)


def answer_to(error: Exception, name: str = "") -> Answer | None:
    """What is answered where this was raised; None where it is no fault of who asked.

    ``name`` is where the record is kept, which is nobody's business here.
    """
    if isinstance(error, RequestValidationError):
        return _invalid(error)
    if isinstance(error, HTTPException):
        return problem(error.status_code, str(error.detail), headers=error.headers)
    if isinstance(error, NotAllowed):
        return problem(403, str(error))
    if isinstance(error, RecordError):
        message = str(error).removeprefix(f"{name}: ")
        status = 404 if isinstance(error, Missing) else getattr(error, "status", 422)
        return problem(503 if _IN_USE in message else status, message)
    return None


def refused(message: str, *names: str) -> RequestValidationError:
    """What to raise where parameters or fields are well-formed and yet cannot be what they are."""
    return RequestValidationError([{"loc": (name,), "msg": message, "type": "value_error"} for name in names])


def _invalid(error: RequestValidationError) -> Answer:
    fields = [(_where(one["loc"]), str(one["msg"]).removeprefix("Value error, ")) for one in error.errors()]
    return problem(422, "the request is not what this address takes", fields)


def _where(place: Iterable[object]) -> str:
    return ".".join(map(str, place))
