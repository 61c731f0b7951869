"""Whatever is asked of the API, right or wrong by its own document, is answered as the document says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.people import Office, office
from tests.web.schemathesised import faults

FEW = 2


@pytest.fixture
def the_office(tmp_path: Path) -> Iterator[Office]:
    made = office(tmp_path)
    yield made
    made.record.close()


@pytest.mark.parametrize("label", ["admin", "reader"])
def test_a_few_requests_of_every_operation(the_office: Office, label: str) -> None:
    found = faults(the_office, the_office.people[label], FEW)
    assert not found, "\n\n".join(found)
