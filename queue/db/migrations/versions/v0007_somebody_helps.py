# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Help from afar: who is asked when, what a citizen agreed to, how it ended, and who wants to be called back."""

import sqlalchemy as sa
from alembic import op
from aufruf.db.types import Json, UTCDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

LEVELS = ("office", "pool", "phone", "nobody")


def level(**more: object) -> sa.Column[str]:
    kind = sa.Enum(*LEVELS, name="helplevel", native_enum=False, create_constraint=True, length=32)
    return sa.Column("level", kind, nullable=False, **more)  # type: ignore[arg-type]


def upgrade() -> None:
    with op.batch_alter_table("office", schema=None) as batch_op:
        batch_op.add_column(sa.Column("help", Json(), server_default=sa.text("'{}'"), nullable=False))
    with op.batch_alter_table("help_request", schema=None) as batch_op:
        batch_op.add_column(sa.Column("needs", Json(), server_default=sa.text("'[]'"), nullable=False))
        batch_op.add_column(level(server_default="office"))
        batch_op.add_column(sa.Column("level_since", UTCDateTime(), nullable=True))
        for name in ("may_view", "may_point", "may_talk"):
            batch_op.add_column(sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False))
        for name, length in (("instance", 64), ("context", 500)):
            column = sa.Column(name, sa.String(length=length), server_default=sa.text("''"), nullable=False)
            batch_op.add_column(column)
        batch_op.add_column(sa.Column("reason", sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column("visit_id", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("then_services", Json(), nullable=True))
        batch_op.add_column(sa.Column("device_seen_at", UTCDateTime(), nullable=True))
        batch_op.add_column(sa.Column("helper_seen_at", UTCDateTime(), nullable=True))

    op.create_table(
        "helper_pool",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        level(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helper_pool")),
    )
    op.create_table(
        "helper_pool_office",
        sa.Column("pool_id", sa.String(length=64), nullable=False),
        sa.Column("office_id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["pool_id"], ["helper_pool.id"], name=op.f("fk_helper_pool_office_pool_id_helper_pool")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_helper_pool_office_office_id_office")
        ),
        sa.PrimaryKeyConstraint("pool_id", "office_id", name=op.f("pk_helper_pool_office")),
    )
    op.create_index(op.f("ix_helper_pool_office_office_id"), "helper_pool_office", ["office_id"])
    op.create_table(
        "helper_pool_user",
        sa.Column("pool_id", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["pool_id"], ["helper_pool.id"], name=op.f("fk_helper_pool_user_pool_id_helper_pool")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_helper_pool_user_user_id_user")),
        sa.PrimaryKeyConstraint("pool_id", "user_id", name=op.f("pk_helper_pool_user")),
    )
    op.create_index(op.f("ix_helper_pool_user_user_id"), "helper_pool_user", ["user_id"])
    op.create_table(
        "helper",
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("shown_as", sa.String(length=40), nullable=False),
        sa.Column("languages", Json(), nullable=False),
        sa.Column("services", Json(), nullable=True),
        sa.Column("seen_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_helper_user_id_user")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_helper")),
    )
    op.create_table(
        "call_back",
        sa.Column("office_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("request_id", sa.String(length=64), nullable=False),
        sa.Column("topic", sa.String(length=64), nullable=True),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("phone", sa.String(length=32), nullable=True),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.Column("done_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("office_id", "id", name=op.f("pk_call_back")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_call_back_office_id_office")),
    )
