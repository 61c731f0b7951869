"""Second codings, made without sight of the first."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from knell.record.migrations.kinds import text

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _assignments()
    _codings()
    op.create_table(
        "adjudications",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("event", text(), nullable=False),
        sa.Column("item", text(), nullable=False),
        sa.Column("field", text(), nullable=False),
        sa.Column("chosen", text(), nullable=False),
        sa.Column("said", text(), nullable=False),
        sa.Column("by", text(), nullable=False),
        sa.Column("why", text(), nullable=False),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.Column("decision", sa.Integer()),
        sa.ForeignKeyConstraint(["decision"], ["decisions.number"], name=op.f("fk_adjudications_decision")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_adjudications")),
    )
    op.create_index("ix_adjudications_item_field", "adjudications", ["item", "field"], unique=False)


def _assignments() -> None:
    op.create_table(
        "coding_assignments",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("event", text(), nullable=False),
        sa.Column("coder", text(), nullable=False),
        sa.Column("by", text(), nullable=False),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.Column("sample", text()),
        sa.Column("first", text()),
        sa.Column("first_by", text()),
        sa.Column("ended", sa.DateTime()),
        sa.Column("end", text()),
        sa.Column("ended_by", text()),
        sa.CheckConstraint("\"end\" IN ('finished', 'withdrawn')", name=op.f("ck_coding_assignments_end")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_coding_assignments")),
    )
    op.create_index(op.f("ix_coding_assignments_event"), "coding_assignments", ["event"], unique=False)
    op.create_index(op.f("ix_coding_assignments_coder"), "coding_assignments", ["coder"], unique=False)


def _codings() -> None:
    op.create_table(
        "coding_items",
        sa.Column("assignment", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("claim", text(), nullable=False),
        sa.Column("first", text()),
        sa.Column("first_by", text()),
        sa.ForeignKeyConstraint(["assignment"], ["coding_assignments.number"], name=op.f("fk_coding_items_assignment")),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"], name=op.f("fk_coding_items_claim")),
        sa.PrimaryKeyConstraint("assignment", "position", name=op.f("pk_coding_items")),
    )
    op.create_index(op.f("ix_coding_items_claim"), "coding_items", ["claim"], unique=False)
    op.create_table(
        "codings",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("assignment", sa.Integer(), nullable=False),
        sa.Column("subject", text(), nullable=False),
        sa.Column("claim", text()),
        sa.Column("report", text()),
        sa.Column("span_start", sa.Integer()),
        sa.Column("span_end", sa.Integer()),
        sa.Column("replaces", sa.Integer()),
        sa.Column("said", text(), nullable=False),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.CheckConstraint("subject IN ('claim', 'event', 'missing')", name=op.f("ck_codings_subject")),
        sa.CheckConstraint(
            "(span_start IS NULL OR span_end IS NULL OR span_start <= span_end)",
            name=op.f("ck_codings_span_start_order"),
        ),
        sa.ForeignKeyConstraint(["assignment"], ["coding_assignments.number"], name=op.f("fk_codings_assignment")),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"], name=op.f("fk_codings_claim")),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_codings_report")),
        sa.ForeignKeyConstraint(["replaces"], ["codings.number"], name=op.f("fk_codings_replaces")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_codings")),
    )
    op.create_index(op.f("ix_codings_assignment"), "codings", ["assignment"], unique=False)
