"""Settings every test shares."""

from __future__ import annotations

import os

from hypothesis import settings

# Nothing is timed, and a run in CI must be the same run twice.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")
