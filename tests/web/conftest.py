"""An app over a small record of our own, used as a person uses it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from knell.extraction import extract
from knell.record import Record, Sealed
from knell.reports import Reading, scan
from knell.web import Settings, create_app
from tests.record.conftest import postgresql as postgresql
from tests.review.office import cheap_passwords as cheap_passwords

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "black-january"


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the Black January example; not to be changed."""
    target = tmp_path_factory.mktemp("web") / "filled.db"
    with Record(target) as record:
        found = [item for item in scan([EXAMPLE]) if isinstance(item, Reading)]
        record.add_many([Sealed(extract(item.report), item.raw) for item in found])
        record.link()
    return target


@pytest.fixture
def target(filled: Path, tmp_path: Path) -> str:
    """The record in a copy that may be changed."""
    return str(shutil.copyfile(filled, tmp_path / "knell.db"))


@pytest.fixture
def client(target: str) -> Iterator[TestClient]:
    """The app as the one person sees it who works alone on this machine."""
    with TestClient(create_app(Settings(target, single="ana")), base_url="http://localhost") as opened:
        yield opened
