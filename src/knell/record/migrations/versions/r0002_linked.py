"""What linking found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from knell.record.migrations.kinds import text

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unlinked",
        sa.Column("report", text(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_unlinked_report")),
        sa.PrimaryKeyConstraint("report", name=op.f("pk_unlinked")),
    )
    op.create_table(
        "linker",
        sa.Column("version", text(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_linker")),
    )
    op.create_table(
        "events",
        sa.Column("key", text(), nullable=False),
        sa.Column("name", text()),
        sa.Column("day_start", sa.Date()),
        sa.Column("day_end", sa.Date()),
        sa.Column("date_precision", sa.Integer()),
        sa.Column("place_name", text()),
        sa.Column("place_country", text()),
        sa.Column("place_admin1", text()),
        sa.Column("place_lat", sa.Double()),
        sa.Column("place_lon", sa.Double()),
        sa.Column("place_geonames_id", sa.BigInteger()),
        sa.Column("place_precision", sa.Integer()),
        sa.Column("independent_sources", sa.Integer(), nullable=False),
        sa.Column("strict_sources", sa.Integer(), nullable=False),
        sa.Column("grade", text()),
        sa.Column("digest", text(), nullable=False),
        sa.CheckConstraint(
            "(day_start IS NULL OR day_end IS NULL OR day_start <= day_end)", name=op.f("ck_events_day_start_order")
        ),
        sa.CheckConstraint("date_precision BETWEEN 1 AND 5", name=op.f("ck_events_date_precision")),
        sa.CheckConstraint(
            "place_lat BETWEEN -90 AND 90 AND place_lon BETWEEN -180 AND 180", name=op.f("ck_events_place_on_earth")
        ),
        sa.CheckConstraint("place_precision BETWEEN 1 AND 7", name=op.f("ck_events_place_precision")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_events")),
    )
    op.create_table(
        "links",
        sa.Column("report", text(), nullable=False),
        sa.Column("local_event", text(), nullable=False),
        sa.Column("event", text(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.key"], name=op.f("fk_links_event"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["report", "local_event"],
            ["local_events.report", "local_events.key"],
            name=op.f("fk_links_report_local_event"),
        ),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_links_report")),
        sa.PrimaryKeyConstraint("report", "local_event", name=op.f("pk_links")),
    )
    op.create_index(op.f("ix_links_event"), "links", ["event"], unique=False)
    op.create_table(
        "event_figures",
        sa.Column("event", text(), nullable=False),
        sa.Column("outcome", text(), nullable=False),
        sa.Column("rule", text(), nullable=False),
        sa.Column("low", sa.BigInteger()),
        sa.Column("best", sa.BigInteger()),
        sa.Column("high", sa.BigInteger()),
        sa.CheckConstraint(
            "(low IS NULL OR best IS NULL OR low <= best) AND (low IS NULL OR high IS NULL OR low <= high) "
            "AND (best IS NULL OR high IS NULL OR best <= high)",
            name=op.f("ck_event_figures_low_order"),
        ),
        sa.CheckConstraint("low >= 0 AND best >= 0 AND high >= 0", name=op.f("ck_event_figures_low_count")),
        sa.ForeignKeyConstraint(["event"], ["events.key"], name=op.f("fk_event_figures_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event", "outcome", name=op.f("pk_event_figures")),
    )
    op.create_table(
        "source_groups",
        sa.Column("event", text(), nullable=False),
        sa.Column("key", text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", text()),
        sa.Column("type", text()),
        sa.Column("cited", sa.Boolean(), nullable=False),
        sa.Column("reports", sa.Text(), nullable=False),
        sa.Column("outlets", sa.Text(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.key"], name=op.f("fk_source_groups_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event", "key", name=op.f("pk_source_groups")),
    )
    op.create_table(
        "source_claims",
        sa.Column("event", text(), nullable=False),
        sa.Column("source_group", text(), nullable=False),
        sa.Column("claim", text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"], name=op.f("fk_source_claims_claim")),
        sa.ForeignKeyConstraint(
            ["event", "source_group"],
            ["source_groups.event", "source_groups.key"],
            name=op.f("fk_source_claims_event_source_group"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["event"], ["events.key"], name=op.f("fk_source_claims_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event", "source_group", "claim", name=op.f("pk_source_claims")),
    )
    op.create_table(
        "copies",
        sa.Column("event", text(), nullable=False),
        sa.Column("earlier", text(), nullable=False),
        sa.Column("later", text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", text(), nullable=False),
        sa.Column("jaccard", sa.Double(), nullable=False),
        sa.Column("containment", sa.Double(), nullable=False),
        sa.Column("passages", sa.Text(), nullable=False),
        sa.Column("changed", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["earlier"], ["reports.id"], name=op.f("fk_copies_earlier")),
        sa.ForeignKeyConstraint(["event"], ["events.key"], name=op.f("fk_copies_event"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["later"], ["reports.id"], name=op.f("fk_copies_later")),
        sa.PrimaryKeyConstraint("event", "earlier", "later", name=op.f("pk_copies")),
    )
    op.create_table(
        "matches",
        sa.Column("event", text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("a_report", text(), nullable=False),
        sa.Column("a_event", text(), nullable=False),
        sa.Column("b_report", text(), nullable=False),
        sa.Column("b_event", text(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("linked", sa.Boolean(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.key"], name=op.f("fk_matches_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event", "position", name=op.f("pk_matches")),
    )


def downgrade() -> None:
    raise NotImplementedError("a record is never taken back to an older shape; restore a copy instead")
