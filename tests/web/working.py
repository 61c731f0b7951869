"""People at work on the Black January example: who they are, and what they find in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from fastapi.testclient import TestClient

from knell.model import Claim, Outcome, Range
from knell.record import Record
from knell.review import Person, Role
from knell.web.access import Known

_ERROR = re.compile(r'<p class="error"[^>]*>([^<]*)</p>')
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


def become(client: TestClient, name: str, role: Role) -> None:
    """Who asks from now on."""
    app: Any = client.app
    app.state.access.known = lambda request: Known(Person(name, role))


@dataclass(frozen=True, slots=True)
class Night:
    """The event that most reports of the example tell of."""

    record: Record
    key: str

    def claim(self, quote: str) -> Claim:
        """The claim that stands in these words."""
        return next(one for one in self.record.claims(self.key) if quote in one.quote)

    def figure(self, outcome: Outcome = Outcome.KILLED) -> Range:
        """A figure by the default rule."""
        return self.record.figures(self.key)[outcome].range

    def status(self, claim: str) -> str:
        """How a claim stands."""
        return str(self.record.claim_states([claim])[claim].status)


def night(record: Record) -> Night:
    """The largest event of a record."""
    return Night(record, record.events()[0].key)


def errors(text: str) -> list[str]:
    """What a page says is wrong, beside the fields where it is."""
    return _ERROR.findall(text)


def carried(text: str) -> dict[str, str]:
    """What the forms of a page carry unseen."""
    return dict(_HIDDEN.findall(text))
