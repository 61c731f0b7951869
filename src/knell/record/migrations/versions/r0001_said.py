"""What reports say."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from knell.record.migrations.kinds import text

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "blobs",
        sa.Column("sha256", text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blobs")),
    )
    op.create_table(
        "reports",
        sa.Column("id", text(), nullable=False),
        sa.Column("sha256", text(), nullable=False),
        sa.Column("blob", text()),
        sa.Column("text", text(), nullable=False),
        sa.Column("title", text()),
        sa.Column("published", sa.Date()),
        sa.Column("language", text()),
        sa.Column("outlet", text()),
        sa.Column("url", text()),
        sa.Column("retrospective", sa.Boolean(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["blob"], ["blobs.sha256"], name=op.f("fk_reports_blob")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
    )
    op.create_index(op.f("ix_reports_sha256"), "reports", ["sha256"], unique=False)
    op.create_table(
        "report_problems",
        sa.Column("report", text(), nullable=False),
        sa.Column("stage", text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", text(), nullable=False),
        sa.Column("message", text(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_report_problems_report")),
        sa.PrimaryKeyConstraint("report", "stage", "position", name=op.f("pk_report_problems")),
    )
    op.create_table(
        "local_events",
        sa.Column("report", text(), nullable=False),
        sa.Column("key", text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
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
        sa.CheckConstraint(
            "(day_start IS NULL OR day_end IS NULL OR day_start <= day_end)",
            name=op.f("ck_local_events_day_start_order"),
        ),
        sa.CheckConstraint("date_precision BETWEEN 1 AND 5", name=op.f("ck_local_events_date_precision")),
        sa.CheckConstraint(
            "place_lat BETWEEN -90 AND 90 AND place_lon BETWEEN -180 AND 180",
            name=op.f("ck_local_events_place_on_earth"),
        ),
        sa.CheckConstraint("place_precision BETWEEN 1 AND 7", name=op.f("ck_local_events_place_precision")),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_local_events_report")),
        sa.PrimaryKeyConstraint("report", "key", name=op.f("pk_local_events")),
        sa.UniqueConstraint("report", "position", name=op.f("uq_local_events_report_position")),
    )
    op.create_table(
        "local_figures",
        sa.Column("report", text(), nullable=False),
        sa.Column("event", text(), nullable=False),
        sa.Column("outcome", text(), nullable=False),
        sa.Column("low", sa.BigInteger()),
        sa.Column("best", sa.BigInteger()),
        sa.Column("high", sa.BigInteger()),
        sa.CheckConstraint(
            "(low IS NULL OR best IS NULL OR low <= best) AND (low IS NULL OR high IS NULL OR low <= high) "
            "AND (best IS NULL OR high IS NULL OR best <= high)",
            name=op.f("ck_local_figures_low_order"),
        ),
        sa.CheckConstraint("low >= 0 AND best >= 0 AND high >= 0", name=op.f("ck_local_figures_low_count")),
        sa.ForeignKeyConstraint(
            ["report", "event"], ["local_events.report", "local_events.key"], name=op.f("fk_local_figures_report_event")
        ),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_local_figures_report")),
        sa.PrimaryKeyConstraint("report", "event", "outcome", name=op.f("pk_local_figures")),
    )
    op.create_table(
        "claims",
        sa.Column("id", text(), nullable=False),
        sa.Column("report", text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("event", text(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("quote", text(), nullable=False),
        sa.Column("outcome", text(), nullable=False),
        sa.Column("low", sa.BigInteger()),
        sa.Column("high", sa.BigInteger()),
        sa.Column("wording", text(), nullable=False),
        sa.Column("severity", text()),
        sa.Column("victims", text(), nullable=False),
        sa.Column("victims_status", text()),
        sa.Column("victims_groups", sa.Text(), nullable=False),
        sa.Column("role", text(), nullable=False),
        sa.Column("cited", text()),
        sa.Column("cited_start", sa.Integer()),
        sa.Column("cited_end", sa.Integer()),
        sa.Column("cited_type", text()),
        sa.Column("perpetrator", text()),
        sa.Column("perpetrator_start", sa.Integer()),
        sa.Column("perpetrator_end", sa.Integer()),
        sa.Column("negated", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.CheckConstraint("(low IS NULL OR high IS NULL OR low <= high)", name=op.f("ck_claims_low_order")),
        sa.CheckConstraint(
            "(span_start IS NULL OR span_end IS NULL OR span_start <= span_end)",
            name=op.f("ck_claims_span_start_order"),
        ),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name=op.f("ck_claims_confidence")),
        sa.CheckConstraint("low >= 0 AND high >= 0", name=op.f("ck_claims_low_count")),
        sa.ForeignKeyConstraint(
            ["report", "event"], ["local_events.report", "local_events.key"], name=op.f("fk_claims_report_event")
        ),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_claims_report")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
        sa.UniqueConstraint("report", "position", name=op.f("uq_claims_report_position")),
    )
    op.create_table(
        "findings",
        sa.Column("report", text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("event", text()),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("quote", text(), nullable=False),
        sa.Column("finder", text(), nullable=False),
        sa.Column("responsible", text(), nullable=False),
        sa.Column("day_start", sa.Date()),
        sa.Column("day_end", sa.Date()),
        sa.Column("date_precision", sa.Integer()),
        sa.Column("punished", sa.Boolean()),
        sa.CheckConstraint(
            "(day_start IS NULL OR day_end IS NULL OR day_start <= day_end)", name=op.f("ck_findings_day_start_order")
        ),
        sa.CheckConstraint(
            "(span_start IS NULL OR span_end IS NULL OR span_start <= span_end)",
            name=op.f("ck_findings_span_start_order"),
        ),
        sa.ForeignKeyConstraint(
            ["report", "event"], ["local_events.report", "local_events.key"], name=op.f("fk_findings_report_event")
        ),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_findings_report")),
        sa.PrimaryKeyConstraint("report", "position", name=op.f("pk_findings")),
    )
    op.create_table(
        "commemorations",
        sa.Column("report", text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("event", text()),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("quote", text(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("kind", text(), nullable=False),
        sa.CheckConstraint(
            "(span_start IS NULL OR span_end IS NULL OR span_start <= span_end)",
            name=op.f("ck_commemorations_span_start_order"),
        ),
        sa.CheckConstraint(
            "month BETWEEN 1 AND 12 AND day BETWEEN 1 AND 31", name=op.f("ck_commemorations_day_of_year")
        ),
        sa.ForeignKeyConstraint(
            ["report", "event"],
            ["local_events.report", "local_events.key"],
            name=op.f("fk_commemorations_report_event"),
        ),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_commemorations_report")),
        sa.PrimaryKeyConstraint("report", "position", name=op.f("pk_commemorations")),
    )


def downgrade() -> None:
    raise NotImplementedError("a record is never taken back to an older shape; restore a copy instead")
