"""Where exchanges with servers stand in web archives, what read each report, and seals on decisions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from knell.record.migrations.kinds import text

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("reports", sa.Column("read_by", text()))
    op.add_column("decisions", sa.Column("seal", text()))
    op.create_table(
        "exchanges",
        sa.Column("file", text(), nullable=False),
        sa.Column("start", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sha256", text(), nullable=False),
        sa.Column("length", sa.BigInteger(), nullable=False),
        sa.Column("url", text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("file", "start", "sha256", name=op.f("pk_exchanges")),
    )
    op.create_index(op.f("ix_exchanges_url"), "exchanges", ["url"], unique=False)
