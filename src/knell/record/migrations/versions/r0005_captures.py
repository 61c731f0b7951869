"""How reports came here: their captures, what made their text, all that dates them; and a seal on what is kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from knell.record.migrations.kinds import text

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("reports", sa.Column("updated", sa.Date()))
    op.add_column("reports", sa.Column("dates", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("reports", sa.Column("extractor", text(), nullable=False, server_default=""))
    op.add_column("reports", sa.Column("seal", sa.Text()))
    op.create_table(
        "captures",
        sa.Column("id", text(), nullable=False),
        sa.Column("report", text(), nullable=False),
        sa.Column("sha256", text(), nullable=False),
        sa.Column("url", text()),
        sa.Column("final", text()),
        sa.Column("at", sa.DateTime()),
        sa.Column("headers", sa.Text(), nullable=False),
        sa.Column("source", text()),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_captures_report")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_captures")),
    )
    op.create_index(op.f("ix_captures_report"), "captures", ["report"], unique=False)
