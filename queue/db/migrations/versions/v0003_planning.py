# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is learned from the events, what is proposed to people, what was told at the ticket."""

import sqlalchemy as sa
from alembic import op
from aufruf.db.types import Json, UTCDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "day_facts",
        sa.Column("office_id", sa.String(length=64), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("facts", Json(), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_day_facts_office_id_office")),
        sa.PrimaryKeyConstraint("office_id", "date", name=op.f("pk_day_facts")),
    )
    op.create_table(
        "duration_proposal",
        sa.Column("office_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("service_id", sa.String(length=64), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "accepted",
                "refused",
                "superseded",
                name="proposalstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("planned_minutes", sa.Integer(), nullable=False),
        sa.Column("proposed_minutes", sa.Integer(), nullable=False),
        sa.Column("measured", Json(), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("decided_at", UTCDateTime(), nullable=True),
        sa.Column("decided_by", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_duration_proposal_office_id_office")
        ),
        sa.PrimaryKeyConstraint("office_id", "id", name=op.f("pk_duration_proposal")),
    )
    with op.batch_alter_table("duration_proposal", schema=None) as batch_op:
        batch_op.create_index(
            "one_open_duration_per_service",
            ["office_id", "service_id"],
            unique=True,
            postgresql_where=sa.text("state = 'proposed'"),
            sqlite_where=sa.text("state = 'proposed'"),
        )

    op.create_table(
        "learned",
        sa.Column("office_id", sa.String(length=64), nullable=False),
        sa.Column("numbers", Json(), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_learned_office_id_office")),
        sa.PrimaryKeyConstraint("office_id", name=op.f("pk_learned")),
    )
    op.create_table(
        "plan",
        sa.Column("office_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "accepted",
                "refused",
                "superseded",
                name="proposalstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("made_for", sa.String(length=16), nullable=False),
        sa.Column("office_version", sa.Integer(), nullable=False),
        sa.Column("proposal", Json(), nullable=False),
        sa.Column("effect", Json(), nullable=False),
        sa.Column("decided_at", UTCDateTime(), nullable=True),
        sa.Column("decided_by", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_plan_office_id_office")),
        sa.PrimaryKeyConstraint("office_id", "id", name=op.f("pk_plan")),
    )
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.create_index("ix_plan_day", ["office_id", "date"], unique=False)
        batch_op.create_index(
            "one_open_plan_per_day",
            ["office_id", "date"],
            unique=True,
            postgresql_where=sa.text("state = 'proposed'"),
            sqlite_where=sa.text("state = 'proposed'"),
        )

    op.create_table(
        "rebooking",
        sa.Column("office_id", sa.String(length=64), nullable=False),
        sa.Column("appointment_id", sa.String(length=64), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("settled_at", UTCDateTime(), nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_rebooking_office_id_office")),
        sa.PrimaryKeyConstraint("office_id", "appointment_id", name=op.f("pk_rebooking")),
    )
    with op.batch_alter_table("office", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("walk_in_reserve_percent", sa.Integer(), server_default="0", nullable=False)
        )

    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("told_low", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("told_likely", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("told_high", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("promised_at", UTCDateTime(), nullable=True))
