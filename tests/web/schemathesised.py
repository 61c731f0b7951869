"""Requests made of the OpenAPI document, right and wrong ones, and what every answer to them must be."""

from __future__ import annotations

import warnings
from typing import Any

import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.web.people import Office, Who

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
)


def faults(office: Office, who: Who, examples: int, anew: bool = False) -> list[str]:
    """What is wrong with answers to this many requests of each operation, half of them right by the document."""
    schema = schemathesis.openapi.from_dict(office.app.openapi())
    schema.app = office.app
    found = []
    for result in schema.get_all_operations():
        assert isinstance(result, Ok)
        operation = result.ok()
        for mode in GenerationMode:
            try:
                _tried(office, who, operation.as_strategy(generation_mode=mode), examples, anew)
            except Unsatisfiable:
                continue  # There is no wrong request of an operation that takes nothing.
            except (Exception, BaseExceptionGroup) as error:
                found.append(f"{operation.label} ({mode.value}) by {who.label}: {error!r}: {error}")
    return found


def _tried(office: Office, who: Who, cases: st.SearchStrategy[Any], examples: int, anew: bool) -> None:
    names = _names(office)

    @settings(
        max_examples=examples,
        derandomize=not anew,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases, known=st.booleans())
    def ask(case: Any, known: bool) -> None:
        if known:
            case.path_parameters = {
                name: names.get(name, value) for name, value in (case.path_parameters or {}).items()
            }
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            answer = case.call(base_url="http://localhost", headers={"Authorization": f"Bearer {who.token}"})
            case.validate_response(answer, checks=CHECKS)

    ask()


def _names(office: Office) -> dict[str, Any]:
    """What the record has of what addresses name."""
    linked = office.record.event(office.event)
    return {"event": office.event, "claim": linked.claims[0], "report": "herald", "name": "target", "number": 1}
