# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands in the house: paired devices with their health, offline tickets, alarms, chains, early closing."""

import sqlalchemy as sa
from alembic import op
from aufruf.db.types import Json, UTCDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NAMES = {"ck": "ck_%(table_name)s_%(constraint_name)s"}
KINDS = ("kiosk", "display", "terminal", "printer")


def kind_of_device(*kinds: str) -> sa.Enum:
    return sa.Enum(*kinds, name="devicekind", native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    _widen_kinds()
    _seat_devices()
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.add_column(sa.Column("letter", sa.String(length=4), nullable=True))
        batch_op.add_column(sa.Column("part_of", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("choices", Json(), server_default=sa.text("'{}'"), nullable=False))
        batch_op.add_column(sa.Column("health", Json(), server_default=sa.text("'{}'"), nullable=False))
        batch_op.add_column(
            sa.Column("state", sa.String(length=32), server_default=sa.text("''"), nullable=False)
        )
        batch_op.create_index(
            "one_kiosk_per_letter",
            ["office_id", "letter"],
            unique=True,
            postgresql_where=sa.text("letter IS NOT NULL"),
            sqlite_where=sa.text("letter IS NOT NULL"),
        )
    with op.batch_alter_table("office_day", schema=None) as batch_op:
        batch_op.add_column(sa.Column("closed_early", sa.String(length=200), nullable=True))
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("then_services", Json(), nullable=True))
        batch_op.add_column(sa.Column("instead_appointment", sa.String(length=64), nullable=True))

    op.create_table(
        "pairing",
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("kind", kind_of_device(*KINDS), nullable=False),
        sa.Column("secret_key", sa.String(length=64), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.Column("office_id", sa.String(length=64), nullable=True),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("accepted_at", UTCDateTime(), nullable=True),
        sa.Column("collected_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_pairing_office_id_office")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_pairing")),
    )
    with op.batch_alter_table("pairing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pairing_expires_at"), ["expires_at"], unique=False)

    op.create_table(
        "kiosk_entry",
        sa.Column("office_id", sa.String(length=64), nullable=False),
        sa.Column("device_id", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("number", sa.String(length=12), nullable=False),
        sa.Column("taken_at", UTCDateTime(), nullable=False),
        sa.Column("merged_at", UTCDateTime(), nullable=False),
        sa.Column("result", sa.String(length=32), nullable=False),
        sa.Column("visit_id", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_kiosk_entry_office_id_office")),
        sa.PrimaryKeyConstraint("office_id", "device_id", "key", name=op.f("pk_kiosk_entry")),
    )
    with op.batch_alter_table("kiosk_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kiosk_entry_merged_at"), ["merged_at"], unique=False)

    op.create_table(
        "alarm",
        sa.Column("office_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("counter_id", sa.String(length=64), nullable=False),
        sa.Column("raised_at", UTCDateTime(), nullable=False),
        sa.Column("acknowledged_at", UTCDateTime(), nullable=True),
        sa.Column("acknowledged_by", sa.String(length=64), nullable=True),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_alarm_office_id_office")),
        sa.PrimaryKeyConstraint("office_id", "id", name=op.f("pk_alarm")),
    )
    with op.batch_alter_table("alarm", schema=None) as batch_op:
        batch_op.create_index("ix_alarm_day", ["office_id", "date"], unique=False)
        batch_op.create_index(
            "one_alarm_per_counter",
            ["office_id", "counter_id"],
            unique=True,
            postgresql_where=sa.text("ended_at IS NULL"),
            sqlite_where=sa.text("ended_at IS NULL"),
        )


def _widen_kinds() -> None:
    """A printer is a device too. SQLite cannot change a CHECK: the table is written anew, every key kept."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_device_devicekind"), "device", type_="check")
        allowed = ", ".join(f"'{kind}'" for kind in KINDS)
        op.create_check_constraint("devicekind", "device", f"kind IN ({allowed})")
        return
    wider = sa.Table(
        "device",
        sa.MetaData(naming_convention=NAMES),
        sa.Column("office_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("kind", kind_of_device(*KINDS), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("seen_at", UTCDateTime(), nullable=True),
        sa.Column("revoked_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_device_office_id_office"),
        sa.PrimaryKeyConstraint("office_id", "id", name="pk_device"),
        sa.UniqueConstraint("key", name="uq_device_key"),
    )
    with op.batch_alter_table("device", copy_from=wider, recreate="always"):
        pass


def _seat_devices() -> None:
    """A terminal may sit at a counter, without any person."""
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("counter_seat", "user_id", nullable=True)
        op.add_column("counter_seat", sa.Column("device_id", sa.String(length=64), nullable=True))
        op.add_column("counter_seat", sa.Column("paused_at", UTCDateTime(), nullable=True))
        op.create_foreign_key(
            "fk_seat_device", "counter_seat", "device", ["office_id", "device_id"], ["office_id", "id"]
        )
        op.create_unique_constraint("one_counter_per_device", "counter_seat", ["office_id", "device_id"])
        op.create_check_constraint(
            "person_or_device", "counter_seat", "(user_id IS NULL) <> (device_id IS NULL)"
        )
        return
    wider = sa.Table(
        "counter_seat",
        sa.MetaData(naming_convention=NAMES),
        sa.Column("office_id", sa.String(length=64), nullable=False),
        sa.Column("counter_id", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("staff_id", sa.String(length=64), nullable=True),
        sa.Column("opened_at", UTCDateTime(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "counter_id"], ["counter.office_id", "counter.id"], name="fk_seat_counter"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_counter_seat_user_id_user"),
        sa.PrimaryKeyConstraint("office_id", "counter_id", name="pk_counter_seat"),
        sa.UniqueConstraint("user_id", name="one_counter_per_person"),
        sa.CheckConstraint("(user_id IS NULL) <> (device_id IS NULL)", name="person_or_device"),
    )
    with op.batch_alter_table("counter_seat", copy_from=wider, recreate="always") as batch_op:
        batch_op.alter_column("user_id", nullable=True)
        batch_op.add_column(sa.Column("device_id", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("paused_at", UTCDateTime(), nullable=True))
        batch_op.create_foreign_key(
            "fk_seat_device", "device", ["office_id", "device_id"], ["office_id", "id"]
        )
        batch_op.create_unique_constraint("one_counter_per_device", ["office_id", "device_id"])
