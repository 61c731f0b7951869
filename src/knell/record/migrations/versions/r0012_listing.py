"""One row an event with what lists of events show, filter by and count."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from knell.record.migrations.kinds import text

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "listing",
        _event(),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("sources", sa.Integer(), nullable=False),
        sa.Column("grade", text()),
        sa.Column("country", text()),
        sa.Column("day_start", sa.Date()),
        sa.Column("day_end", sa.Date()),
        sa.Column("first", sa.Date()),
        sa.Column("last", sa.Date()),
        sa.Column("languages", text(), nullable=False),
        sa.Column("confidence", sa.Double()),
        sa.Column("disputed", text(), nullable=False),
        sa.Column("is_disputed", sa.Boolean(), nullable=False),
        sa.Column("status", text(), nullable=False),
        sa.Column("decided", sa.Integer(), nullable=False),
        sa.Column("decided_by", text(), nullable=False),
        *_of_event("listing"),
        sa.PrimaryKeyConstraint("event", name=op.f("pk_listing")),
    )
    op.create_index("ix_listing_reports", "listing", ["reports", "day_start", "event"])
    op.create_index("ix_listing_day_start", "listing", ["day_start", "event"])
    op.create_table(
        "listing_figures",
        _event(),
        sa.Column("rule", text(), nullable=False),
        sa.Column("outcome", text(), nullable=False),
        sa.Column("low", sa.BigInteger()),
        sa.Column("best", sa.BigInteger()),
        sa.Column("high", sa.BigInteger()),
        sa.Column("size", sa.BigInteger()),
        *_of_event("listing_figures"),
        sa.CheckConstraint(
            "(low IS NULL OR best IS NULL OR low <= best) AND (low IS NULL OR high IS NULL OR low <= high) "
            "AND (best IS NULL OR high IS NULL OR best <= high)",
            name=op.f("ck_listing_figures_low_order"),
        ),
        sa.CheckConstraint("low >= 0 AND best >= 0 AND high >= 0", name=op.f("ck_listing_figures_low_count")),
        sa.PrimaryKeyConstraint("event", "rule", "outcome", name=op.f("pk_listing_figures")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_listing_figures_rule", "listing_figures", ["rule", "outcome", "size", "event"])
    for name, column in (("listing_languages", "language"), ("listing_sources", "type"), ("listing_people", "person")):
        op.create_table(
            name,
            _event(),
            sa.Column(column, text(), nullable=False),
            *_of_event(name),
            sa.PrimaryKeyConstraint("event", column, name=op.f(f"pk_{name}")),
            sqlite_with_rowid=False,
        )
        op.create_index(f"ix_{name}_{column}", name, [column, "event"])
    op.create_table(
        "listing_words",
        _event(),
        sa.Column("words", text(), nullable=False),
        *_of_event("listing_words"),
        sa.PrimaryKeyConstraint("event", name=op.f("pk_listing_words")),
    )
    op.create_table(
        "listing_state",
        sa.Column("version", text(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_listing_state")),
    )


def _event() -> sa.Column[str]:
    return sa.Column("event", text(), nullable=False)


def _of_event(table: str) -> list[sa.ForeignKeyConstraint]:
    name = op.f(f"fk_{table}_event")
    return [sa.ForeignKeyConstraint(["event"], ["events.key"], name=name, ondelete="CASCADE")]
