"""How the addresses stand that were to be fetched."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from knell.record.migrations.kinds import text

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "visits",
        sa.Column("url", text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("state", text(), nullable=False),
        sa.Column("reason", text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("tried", sa.DateTime()),
        sa.Column("not_before", sa.DateTime()),
        sa.Column("etag", text()),
        sa.Column("last_modified", text()),
        sa.Column("sha256", text()),
        sa.Column("leads_on", sa.Boolean(), nullable=False),
        sa.Column("found_in", text()),
        sa.Column("title", text()),
        sa.Column("dates", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_visits")),
    )
    op.create_index(op.f("ix_visits_state"), "visits", ["state"], unique=False)
