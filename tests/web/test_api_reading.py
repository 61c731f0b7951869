"""What a program reads over the API is what the record says, in the shapes of the contract."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from knell.contract import figure_json, linked_json
from knell.record import Record
from knell.reports import read
from knell.web import Settings, create_app
from tests.web.small import fill

V1 = "/api/v1"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("api") / "knell.db"
    with Record(path) as record:
        fill(record)
    with TestClient(create_app(Settings(str(path), single="ann")), base_url="http://localhost") as opened:
        yield opened
