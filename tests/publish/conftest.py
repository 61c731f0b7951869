"""What tests of releases have in common."""

from __future__ import annotations

from tests.record.conftest import postgresql as postgresql
