"""Who asks and what that person may; whether the app is well; the coding rules there are."""

from __future__ import annotations

from datetime import UTC, datetime

from knell.figures import rules
from knell.review import Right
from knell.web.access import Viewer
from knell.web.api.errors import Answer
from knell.web.api.routing import api_router
from knell.web.api.self_shapes import Health, Me, Rules

router = api_router("you")


@router.get("/health", response_model=Health, operation_id="health", summary="Whether the app answers")
def health() -> Answer:
    """Says nothing but that it does."""
    return Answer({"ok": True})


@router.get("/me", response_model=Me, operation_id="me", summary="Who asks, and what that person may do")
def me(person: Viewer) -> Answer:
    """The rights are those that hold now for every event; a grant may add more for one event."""
    now = datetime.now(UTC)
    return Answer(
        {
            "name": person.name,
            "role": person.role.value,
            "rights": [right.value for right in Right if person.may(right, now)],
            "token": person.limit is not None,
            "grants": [
                {
                    "right": grant.right.value,
                    "event": grant.event,
                    "until": None if grant.until is None else grant.until.isoformat(),
                }
                for grant in person.grants
                if grant.until is None or now < grant.until
            ],
        }
    )


@router.get("/rules", response_model=Rules, operation_id="rules", summary="The coding rules", tags=["figures"])
def all_rules(person: Viewer) -> Answer:
    """The newest version of each, the default first."""
    return Answer(
        {
            "rules": [
                {
                    "id": rule.id,
                    "name": rule.name,
                    "version": rule.version,
                    "organisation": rule.organisation,
                    "summary": rule.summary,
                }
                for rule in rules()
            ]
        }
    )
