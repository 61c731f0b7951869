"""Whatever is asked of the API is answered as its own document says, and never by a fault of ours."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.fuzz.changing import RUNS
from tests.web.people import office
from tests.web.schemathesised import faults

pytestmark = pytest.mark.fuzz


@pytest.mark.parametrize("label", ["admin", "reader", "coder"])
def test_many_requests_of_every_operation(tmp_path: Path, label: str) -> None:
    made = office(tmp_path)
    found = faults(made, made.people[label], max(1, RUNS // 60), anew=not os.environ.get("CI"))
    made.record.close()
    assert not found, "\n\n".join(found)
