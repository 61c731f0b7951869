"""From the fields of a form to the answers of a coder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated

from fastapi import Depends, Request

from knell.review import coding_fields

# A box beside a field that takes numbers, days or words: the text does not tell.
UNTOLD = "-untold"


async def _fields(request: Request) -> dict[str, str]:
    return {name: value for name, value in (await request.form()).items() if isinstance(value, str)}


Fields = Annotated[dict[str, str], Depends(_fields)]


def answers_in(fields: Mapping[str, str], wanted: Iterable[coding_fields.Field]) -> dict[str, coding_fields.Answer]:
    """The answers that a form holds, unchecked; an empty field is no value."""
    return {
        field.name: coding_fields.CANT_TELL if fields.get(field.name + UNTOLD) else fields.get(field.name)
        for field in wanted
    }
