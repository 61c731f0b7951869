"""Settings every test shares."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.reports.fetching.server import Site, serving

# Nothing is timed, and a run in CI must be the same run twice.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.fixture
def site() -> Iterator[Site]:
    """A server on this machine; no test asks any other."""
    with serving() as found:
        yield found
