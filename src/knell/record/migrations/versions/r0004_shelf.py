"""What linking keeps between one run and the next, and what people decided about links."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from knell.record.migrations.kinds import text

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "shelf_reports",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("report", text(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_shelf_reports_report")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_shelf_reports")),
    )
    op.create_table(
        "shelf_events",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("report", text(), nullable=False),
        sa.Column("event", text(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_shelf_events_report")),
        sa.ForeignKeyConstraint(
            ["report", "event"], ["local_events.report", "local_events.key"], name=op.f("fk_shelf_events_report_event")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_shelf_events")),
    )
    for name in ("shelf_lines", "shelf_marks", "shelf_keys"):
        op.create_table(
            name,
            sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
            sa.Column("place", sa.BigInteger(), autoincrement=False, nullable=False),
            sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
            sa.PrimaryKeyConstraint("key", "place", "number", name=op.f(f"pk_{name}")),
            sqlite_with_rowid=False,
        )
    op.create_table(
        "shelf_chrome",
        sa.Column("line", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("line", name=op.f("pk_shelf_chrome")),
    )
    op.create_table(
        "shelf_copies",
        sa.Column("earlier", text(), nullable=False),
        sa.Column("later", text(), nullable=False),
        sa.Column("kind", text(), nullable=False),
        sa.Column("jaccard", sa.Double(), nullable=False),
        sa.Column("containment", sa.Double(), nullable=False),
        sa.Column("passages", sa.Text(), nullable=False),
        sa.Column("changed", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["earlier"], ["reports.id"], name=op.f("fk_shelf_copies_earlier")),
        sa.ForeignKeyConstraint(["later"], ["reports.id"], name=op.f("fk_shelf_copies_later")),
        sa.PrimaryKeyConstraint("earlier", "later", name=op.f("pk_shelf_copies")),
    )
    op.create_index(op.f("ix_shelf_copies_later"), "shelf_copies", ["later"], unique=False)
    op.create_table(
        "shelf_matches",
        sa.Column("a", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("b", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("a", "b", name=op.f("pk_shelf_matches")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_shelf_matches_b"), "shelf_matches", ["b"], unique=False)
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", text(), nullable=False),
        sa.Column("claim", text(), nullable=False),
        sa.Column("report", text(), nullable=False),
        sa.Column("local_event", text(), nullable=False),
        sa.Column("before", text(), nullable=False),
        sa.Column("event", text()),
        sa.Column("beside_report", text()),
        sa.Column("beside_event", text()),
        sa.Column("by", text(), nullable=False),
        sa.Column("why", text(), nullable=False),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.CheckConstraint("kind IN ('place', 'apart', 'free')", name=op.f("ck_decisions_kind")),
        sa.ForeignKeyConstraint(["beside_report"], ["reports.id"], name=op.f("fk_decisions_beside_report")),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"], name=op.f("fk_decisions_claim")),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_decisions_report")),
        sa.ForeignKeyConstraint(
            ["report", "local_event"],
            ["local_events.report", "local_events.key"],
            name=op.f("fk_decisions_report_local_event"),
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_decisions")),
    )
    op.create_index(op.f("ix_decisions_report"), "decisions", ["report"], unique=False)
    op.create_index(op.f("ix_decisions_beside_report"), "decisions", ["beside_report"], unique=False)
