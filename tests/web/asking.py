"""Asking the app as a browser does: with the cookies it was given and the token its pages carry."""

from __future__ import annotations

import re

from fastapi.testclient import TestClient
from httpx2 import Response

from knell.web.forgery import FIELD, HEADER

_TOKEN = re.compile(r'<meta name="csrf-token" content="(\w+)">')


def token(client: TestClient, page: str = "/nowhere") -> str:
    """The token that pages shown to this browser carry; any page does, even one that says that it is not there."""
    found = _TOKEN.search(client.get(page).text)
    assert found is not None
    return found[1]


def send(client: TestClient, address: str, fields: dict[str, str] | None = None, page: str = "/nowhere") -> Response:
    """Send a form from a page, and stay where it leads: the answer is not followed."""
    return client.post(address, data={FIELD: token(client, page), **(fields or {})}, follow_redirects=False)


def ask(client: TestClient, method: str, address: str, json: object = None) -> Response:
    """Ask the API within a session, with the header that this needs."""
    return client.request(method, address, json=json, headers={HEADER: token(client)}, follow_redirects=False)
