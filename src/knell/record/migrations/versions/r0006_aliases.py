"""What else events are called."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("local_events", "events"):
        op.add_column(table, sa.Column("aliases", sa.Text(), nullable=False, server_default="[]"))
