"""What people decide of claims, events, figures and copies, and what holds of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from knell.record.migrations.kinds import text

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_KINDS = "place apart free accept reject correct add move copy original figure clear describe reviewed merge split undo"
_COLUMNS = "number kind claim report local_event before event beside_report beside_event by why made seal"
_BY_DATE = "reports.published IS NULL, reports.published, reports.id"


def upgrade() -> None:
    _widen_decisions()
    op.add_column("events", sa.Column("clarity", sa.Integer()))
    op.add_column("events", sa.Column("evidence", text(), nullable=False, server_default=""))
    op.add_column("events", sa.Column("reviewed", text()))
    op.drop_table("source_claims")
    op.create_table(
        "source_claims",
        sa.Column("event", text(), nullable=False),
        sa.Column("source_group", text(), nullable=False),
        sa.Column("claim", text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
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
        "event_reports",
        sa.Column("event", text(), nullable=False),
        sa.Column("report", text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.key"], name=op.f("fk_event_reports_event"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_event_reports_report")),
        sa.PrimaryKeyConstraint("event", "report", name=op.f("pk_event_reports")),
    )
    op.create_index(op.f("ix_event_reports_report"), "event_reports", ["report"], unique=False)
    op.create_table(
        "event_claims",
        sa.Column("event", text(), nullable=False),
        sa.Column("claim", text(), nullable=False),
        sa.Column("report", text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("status", text(), nullable=False),
        sa.CheckConstraint(
            "status IN ('unreviewed', 'accepted', 'rejected', 'corrected', 'added')",
            name=op.f("ck_event_claims_status"),
        ),
        sa.ForeignKeyConstraint(["event"], ["events.key"], name=op.f("fk_event_claims_event"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_event_claims_report")),
        sa.PrimaryKeyConstraint("event", "claim", name=op.f("pk_event_claims")),
    )
    op.create_index(op.f("ix_event_claims_claim"), "event_claims", ["claim"], unique=False)
    _fill()


def _fill() -> None:
    """What is linked can be read before it is linked again."""
    op.execute(
        "INSERT INTO event_reports (event, report, position) "
        f"SELECT event, report, row_number() OVER (PARTITION BY event ORDER BY {_BY_DATE}) - 1 "
        "FROM (SELECT DISTINCT event, report FROM links) AS linked JOIN reports ON reports.id = linked.report"
    )
    op.execute(
        "INSERT INTO event_claims (event, claim, report, position, status) "
        "SELECT links.event, claims.id, claims.report, "
        f"row_number() OVER (PARTITION BY links.event ORDER BY {_BY_DATE}, claims.position) - 1, 'unreviewed' "
        "FROM links JOIN claims ON claims.report = links.report AND claims.event = links.local_event "
        "JOIN reports ON reports.id = links.report"
    )
    # Where anything was linked, it is linked again: not by this version.
    op.execute("UPDATE linker SET version = 'before 0011'")


def _widen_decisions() -> None:
    """Make the table anew: they are few, and no database changes its rules in place alike."""
    columns = _COLUMNS.split()
    old = sa.table("decisions", *(sa.column(name, sa.DateTime if name == "made" else sa.Text) for name in columns))
    old.c.number.type = sa.Integer()
    connection = op.get_bind()
    rows = [dict(row) for row in connection.execute(sa.select(old).order_by(old.c.number)).mappings()]
    op.drop_table("decisions")
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", text(), nullable=False),
        sa.Column("claim", text()),
        sa.Column("report", text()),
        sa.Column("local_event", text()),
        sa.Column("before", text()),
        sa.Column("event", text()),
        sa.Column("beside_report", text()),
        sa.Column("beside_event", text()),
        sa.Column("by", text(), nullable=False),
        sa.Column("why", text(), nullable=False),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.Column("seal", text()),
        sa.Column("old", sa.Text(), nullable=False, server_default="{}"),
        sa.Column("new", sa.Text(), nullable=False, server_default="{}"),
        sa.Column("undoes", sa.Integer()),
        sa.CheckConstraint(
            "kind IN (" + ", ".join(f"'{kind}'" for kind in _KINDS.split()) + ")", name=op.f("ck_decisions_kind")
        ),
        sa.ForeignKeyConstraint(["beside_report"], ["reports.id"], name=op.f("fk_decisions_beside_report")),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_decisions_report")),
        sa.ForeignKeyConstraint(
            ["report", "local_event"],
            ["local_events.report", "local_events.key"],
            name=op.f("fk_decisions_report_local_event"),
        ),
        sa.ForeignKeyConstraint(["undoes"], ["decisions.number"], name=op.f("fk_decisions_undoes")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_decisions")),
    )
    op.create_index(op.f("ix_decisions_undoes"), "decisions", ["undoes"], unique=False)
    op.create_table(
        "decision_subjects",
        sa.Column("kind", text(), nullable=False),
        sa.Column("key", text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("about", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["number"], ["decisions.number"], name=op.f("fk_decision_subjects_number")),
        sa.PrimaryKeyConstraint("kind", "key", "number", name=op.f("pk_decision_subjects")),
    )
    if rows:
        connection.execute(sa.insert(old), rows)
        names = ("kind", "key", "number", "about")
        subjects = sa.table("decision_subjects", *(sa.column(name) for name in names))
        found = {of: of[0] == "claim" for row in rows for of in _subjects(row)}
        connection.execute(sa.insert(subjects), [dict(zip(names, (*of, found[of]), strict=True)) for of in found])


def _subjects(row: dict[str, object]) -> list[tuple[str, object, object]]:
    """What a decision of an older knell is about, a claim, and what it touches."""
    kept = (
        ("claim", "claim"),
        ("report", "report"),
        ("report", "beside_report"),
        ("event", "before"),
        ("event", "event"),
    )
    return [(kind, row[column], row["number"]) for kind, column in kept if row[column] is not None]
