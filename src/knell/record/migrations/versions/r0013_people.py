"""Accounts, sessions, tokens, grants, and the chained log of what was done."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from knell.record.migrations.kinds import text

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "people",
        sa.Column("name", text(), nullable=False),
        sa.Column("folded", text(), nullable=False),
        sa.Column("password", text(), nullable=False),
        sa.Column("role", text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.Column("made_by", text(), nullable=False),
        sa.Column("totp_secret", text()),
        sa.Column("totp_pending", text()),
        sa.Column("totp_step", sa.BigInteger()),
        sa.CheckConstraint("role IN ('reader', 'coder', 'reviewer', 'manager', 'admin')", name=op.f("ck_people_role")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_people")),
        sa.UniqueConstraint("folded", name=op.f("uq_people_folded")),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("person", text(), nullable=False),
        sa.Column("hash", text(), nullable=False),
        sa.Column("used", sa.DateTime()),
        sa.ForeignKeyConstraint(["person"], ["people.name"], name=op.f("fk_recovery_codes_person")),
        sa.PrimaryKeyConstraint("person", "hash", name=op.f("pk_recovery_codes")),
    )
    _make_keys()
    op.create_table(
        "grants",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person", text(), nullable=False),
        sa.Column("may", text(), nullable=False),
        sa.Column("event", text()),
        sa.Column("until", sa.DateTime()),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.Column("made_by", text(), nullable=False),
        sa.Column("ended", sa.DateTime()),
        sa.Column("ended_by", text()),
        sa.CheckConstraint(
            "may IN ('view', 'export', 'code', 'decide', 'settle', 'assign', 'audit', 'people')",
            name=op.f("ck_grants_may"),
        ),
        sa.ForeignKeyConstraint(["person"], ["people.name"], name=op.f("fk_grants_person")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_grants")),
    )
    op.create_index(op.f("ix_grants_person"), "grants", ["person"], unique=False)
    _make_log()


def _make_keys() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", text(), nullable=False),
        sa.Column("hash", text(), nullable=False),
        sa.Column("person", text(), nullable=False),
        sa.Column("begun", sa.DateTime(), nullable=False),
        sa.Column("seen", sa.DateTime(), nullable=False),
        sa.Column("address", text()),
        sa.Column("agent", text()),
        sa.Column("ended", sa.DateTime()),
        sa.Column("why_ended", text()),
        sa.ForeignKeyConstraint(["person"], ["people.name"], name=op.f("fk_sessions_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
        sa.UniqueConstraint("hash", name=op.f("uq_sessions_hash")),
    )
    op.create_index(op.f("ix_sessions_person"), "sessions", ["person"], unique=False)
    op.create_table(
        "tokens",
        sa.Column("id", text(), nullable=False),
        sa.Column("hash", text(), nullable=False),
        sa.Column("person", text(), nullable=False),
        sa.Column("name", text(), nullable=False),
        sa.Column("rights", sa.Text(), nullable=False),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.Column("used", sa.Date()),
        sa.Column("revoked", sa.DateTime()),
        sa.Column("revoked_by", text()),
        sa.ForeignKeyConstraint(["person"], ["people.name"], name=op.f("fk_tokens_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tokens")),
        sa.UniqueConstraint("hash", name=op.f("uq_tokens_hash")),
    )
    op.create_index(op.f("ix_tokens_person"), "tokens", ["person"], unique=False)
    op.create_table(
        "tries",
        sa.Column("id", text(), nullable=False),
        sa.Column("name", text(), nullable=False),
        sa.Column("address", text()),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.Column("failed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tries")),
    )
    op.create_index(op.f("ix_tries_name"), "tries", ["name"], unique=False)
    op.create_index(op.f("ix_tries_address"), "tries", ["address"], unique=False)


def _make_log() -> None:
    op.create_table(
        "log",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.Column("who", text(), nullable=False),
        sa.Column("what", text(), nullable=False),
        sa.Column("subject", text(), nullable=False),
        sa.Column("detail", text(), nullable=False),
        sa.Column("address", text()),
        sa.Column("seal", text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_log")),
    )
    for name in ("who", "what", "subject"):
        op.create_index(op.f(f"ix_log_{name}"), "log", [name], unique=False)
