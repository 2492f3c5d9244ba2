# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first tables."""

import sqlalchemy as sa
from alembic import op
from aufruf.db.types import Json
from aufruf.db.types import UTCDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "idempotency",
        sa.Column("caller", sa.String(length=80), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("answer", Json(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("caller", "path", "key", name=op.f("pk_idempotency")),
    )
    with op.batch_alter_table("idempotency", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_idempotency_created_at"), ["created_at"], unique=False)

    op.create_table(
        "rate_limit",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("window_at", UTCDateTime(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_rate_limit")),
    )
    with op.batch_alter_table("rate_limit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rate_limit_window_at"), ["window_at"], unique=False)

    op.create_table(
        "rehearsal",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("real_at", UTCDateTime(), nullable=False),
        sa.Column("shown_at", UTCDateTime(), nullable=False),
        sa.Column("speed", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rehearsal")),
    )
    op.create_table(
        "service",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("duration_minutes", sa.Integer(), nullable=False),
        sa.Column("leika_keys", Json(), nullable=False),
        sa.Column("max_quantity", sa.Integer(), nullable=False),
        sa.Column("combinable", Json(), nullable=False),
        sa.Column("online", sa.Boolean(), nullable=False),
        sa.Column("keywords", sa.String(), nullable=False),
        sa.Column("documents", sa.String(), nullable=False),
        sa.Column("ticket_group", sa.String(length=4), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service")),
    )
    op.create_table(
        "tenant",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenant")),
    )
    op.create_table(
        "office",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("street", sa.String(length=200), nullable=False),
        sa.Column("house_number", sa.String(length=40), nullable=False),
        sa.Column("postal_code", sa.String(length=20), nullable=False),
        sa.Column("city", sa.String(length=200), nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("land", sa.String(length=2), nullable=True),
        sa.Column("grid_minutes", sa.Integer(), nullable=False),
        sa.Column("hold_minutes", sa.Integer(), nullable=False),
        sa.Column("window_days", sa.Integer(), nullable=False),
        sa.Column("lead_minutes", sa.Integer(), nullable=False),
        sa.Column("check_in_early_minutes", sa.Integer(), nullable=False),
        sa.Column("grace_minutes", sa.Integer(), nullable=False),
        sa.Column("walk_in_late_minutes", sa.Integer(), nullable=False),
        sa.Column("walk_in_guard", sa.Boolean(), nullable=False),
        sa.Column("retention_days", sa.Integer(), nullable=False),
        sa.Column("call_order", Json(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_office_tenant_id_tenant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
    )
    with op.batch_alter_table("office", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_office_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "user",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column(
            "role",
            sa.Enum(
                "clerk",
                "reception",
                "supervisor",
                "administrator",
                "helper",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("staff_id", sa.String(length=64), nullable=True),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_user_tenant_id_tenant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("name", name=op.f("uq_user_name")),
    )
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_user_tenant_id"), ["tenant_id"], unique=False)

    op.create_table(
        "appointment",
        sa.Column("office_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "held",
                "confirmed",
                "checked_in",
                "lapsed",
                "cancelled_by_citizen",
                "cancelled_by_office",
                "missed",
                name="appointmentstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("start_at", UTCDateTime(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("occupied_minutes", sa.Integer(), nullable=False),
        sa.Column("services", Json(), nullable=False),
        sa.Column("witness", sa.String(length=64), nullable=True),
        sa.Column("booking_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("hold_expires_at", UTCDateTime(), nullable=True),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("notes", sa.String(length=1000), nullable=True),
        sa.Column("erased_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "minutes > 0 AND occupied_minutes >= minutes", name=op.f("ck_appointment_minutes")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_appointment_office_id_office")),
        sa.PrimaryKeyConstraint("office_id", "id", name=op.f("pk_appointment")),
    )
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.create_index("ix_appointment_day", ["office_id", "date"], unique=False)
        batch_op.create_index(
            "ix_appointment_hold",
            ["hold_expires_at"],
            unique=False,
            postgresql_where=sa.text("state = 'held'"),
            sqlite_where=sa.text("state = 'held'"),
        )
        batch_op.create_index("ix_appointment_id", ["id"], unique=False)
        batch_op.create_index(
            "one_open_appointment_per_code",
            ["office_id", "booking_code"],
            unique=True,
            postgresql_where=sa.text("state IN ('held', 'confirmed', 'checked_in') AND erased_at IS NULL"),
            sqlite_where=sa.text("state IN ('held', 'confirmed', 'checked_in') AND erased_at IS NULL"),
        )

    op.create_table(
        "closure",
        sa.Column("office_id", sa.String(length=64), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_closure_office_id_office")),
        sa.PrimaryKeyConstraint("office_id", "first", "last", name=op.f("pk_closure")),
    )
    op.create_table(
        "counter",
        sa.Column("office_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "desk",
                "terminal",
                "remote",
                name="counterkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("room", sa.String(length=100), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_counter_office_id_office")),
        sa.PrimaryKeyConstraint("office_id", "id", name=op.f("pk_counter")),
    )
    op.create_table(
        "device",
        sa.Column("office_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "kiosk",
                "display",
                "terminal",
                name="devicekind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("seen_at", UTCDateTime(), nullable=True),
        sa.Column("revoked_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_device_office_id_office")),
        sa.PrimaryKeyConstraint("office_id", "id", name=op.f("pk_device")),
        sa.UniqueConstraint("key", name=op.f("uq_device_key")),
    )
    op.create_table(
        "erasure",
        sa.Column("office_id", sa.String(length=64), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_erasure_office_id_office")),
        sa.PrimaryKeyConstraint("office_id", "at", "kind", name=op.f("pk_erasure")),
    )
    op.create_table(
        "office_day",
        sa.Column("office_id", sa.String(length=64), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("event_seq", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("closed_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_office_day_office_id_office")),
        sa.PrimaryKeyConstraint("office_id", "date", name=op.f("pk_office_day")),
    )
    op.create_table(
        "office_service",
        sa.Column("office_id", sa.String(length=64), nullable=False),
        sa.Column("service_id", sa.String(length=64), nullable=False),
        sa.Column("duration_minutes", sa.Integer(), nullable=True),
        sa.Column("appointments", sa.Boolean(), nullable=False),
        sa.Column("walk_ins", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_office_service_office_id_office")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_office_service_service_id_service")
        ),
        sa.PrimaryKeyConstraint("office_id", "service_id", name=op.f("pk_office_service")),
    )
    with op.batch_alter_table("office_service", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_office_service_service_id"), ["service_id"], unique=False)

    op.create_table(
        "opening_rule",
        sa.Column("office_id", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("local_from", sa.Time(), nullable=False),
        sa.Column("local_to", sa.Time(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("every_n_weeks", sa.Integer(), nullable=False),
        sa.Column("week_of_month", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "open",
                "appointments",
                "walk_ins",
                name="openingkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_opening_rule_office_id_office")),
        sa.PrimaryKeyConstraint("office_id", "position", name=op.f("pk_opening_rule")),
    )
    op.create_table(
        "outbox",
        sa.Column("office_id", sa.String(length=64), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("payload", Json(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_outbox_office_id_office")),
        sa.PrimaryKeyConstraint("office_id", "date", "seq", name=op.f("pk_outbox")),
    )
    op.create_table(
        "personal_token",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("revoked_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_personal_token_user_id_user")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_personal_token")),
    )
    with op.batch_alter_table("personal_token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_personal_token_user_id"), ["user_id"], unique=False)

    op.create_table(
        "session",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("csrf", sa.String(length=64), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_session_user_id_user")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_session")),
    )
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_session_user_id"), ["user_id"], unique=False)

    op.create_table(
        "staff_member",
        sa.Column("office_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("skills", Json(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_staff_member_office_id_office")),
        sa.PrimaryKeyConstraint("office_id", "id", name=op.f("pk_staff_member")),
    )
    op.create_table(
        "ticket_series",
        sa.Column("office_id", sa.String(length=64), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("ticket_group", sa.String(length=4), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_ticket_series_office_id_office")),
        sa.PrimaryKeyConstraint("office_id", "date", "ticket_group", name=op.f("pk_ticket_series")),
    )
    op.create_table(
        "user_office",
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("office_id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_user_office_office_id_office")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_user_office_user_id_user")),
        sa.PrimaryKeyConstraint("user_id", "office_id", name=op.f("pk_user_office")),
    )
    op.create_table(
        "visit",
        sa.Column("office_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("ticket_group", sa.String(length=4), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "called",
                "serving",
                "finished",
                "missed",
                "parked",
                "left",
                "transferred",
                "cancelled_by_office",
                name="visitstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("services", Json(), nullable=False),
        sa.Column("arrived_at", UTCDateTime(), nullable=False),
        sa.Column("known_at", UTCDateTime(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("appointment_id", sa.String(length=64), nullable=True),
        sa.Column("booked_at", UTCDateTime(), nullable=True),
        sa.Column("priority", sa.Boolean(), nullable=False),
        sa.Column("counter_id", sa.String(length=64), nullable=True),
        sa.Column("for_counter", sa.String(length=64), nullable=True),
        sa.Column("not_before", UTCDateTime(), nullable=True),
        sa.Column("called_at", UTCDateTime(), nullable=True),
        sa.Column("serving_at", UTCDateTime(), nullable=True),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("times_missed", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("continues_office", sa.String(length=64), nullable=True),
        sa.Column("continues_visit", sa.String(length=64), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=True),
        sa.Column("needs", Json(), nullable=True),
        sa.Column("notes", sa.String(length=1000), nullable=True),
        sa.Column("erased_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_visit_office_id_office")),
        sa.PrimaryKeyConstraint("office_id", "id", name=op.f("pk_visit")),
        sa.UniqueConstraint("office_id", "date", "ticket_group", "ordinal", name="one_number_per_day"),
    )
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.create_index(
            "ix_visit_here",
            ["office_id", "date"],
            unique=False,
            postgresql_where=sa.text("state IN ('waiting', 'called', 'serving', 'parked', 'missed')"),
            sqlite_where=sa.text("state IN ('waiting', 'called', 'serving', 'parked', 'missed')"),
        )
        batch_op.create_index("ix_visit_id", ["id"], unique=False)
        batch_op.create_index(
            "one_visit_per_appointment",
            ["office_id", "appointment_id"],
            unique=True,
            postgresql_where=sa.text("appointment_id IS NOT NULL"),
            sqlite_where=sa.text("appointment_id IS NOT NULL"),
        )
        batch_op.create_index(
            "one_visit_per_counter",
            ["office_id", "counter_id"],
            unique=True,
            postgresql_where=sa.text("state IN ('called', 'serving')"),
            sqlite_where=sa.text("state IN ('called', 'serving')"),
        )

    op.create_table(
        "counter_seat",
        sa.Column("office_id", sa.String(length=64), nullable=False),
        sa.Column("counter_id", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("staff_id", sa.String(length=64), nullable=True),
        sa.Column("opened_at", UTCDateTime(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "counter_id"], ["counter.office_id", "counter.id"], name="fk_seat_counter"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_counter_seat_user_id_user")),
        sa.PrimaryKeyConstraint("office_id", "counter_id", name=op.f("pk_counter_seat")),
        sa.UniqueConstraint("user_id", name="one_counter_per_person"),
    )
    op.create_table(
        "shift",
        sa.Column("office_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("staff_id", sa.String(length=64), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("local_from", sa.Time(), nullable=True),
        sa.Column("local_to", sa.Time(), nullable=True),
        sa.Column("breaks", Json(), nullable=False),
        sa.Column("counter_id", sa.String(length=64), nullable=True),
        sa.CheckConstraint("(weekday IS NULL) <> (date IS NULL)", name=op.f("ck_shift_weekday_or_date")),
        sa.ForeignKeyConstraint(
            ["office_id", "staff_id"], ["staff_member.office_id", "staff_member.id"], name="fk_shift_staff"
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_shift_office_id_office")),
        sa.PrimaryKeyConstraint("office_id", "id", name=op.f("pk_shift")),
    )
    with op.batch_alter_table("shift", schema=None) as batch_op:
        batch_op.create_index("ix_shift_office_staff_date", ["office_id", "staff_id", "date"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("shift", schema=None) as batch_op:
        batch_op.drop_index("ix_shift_office_staff_date")

    op.drop_table("shift")
    op.drop_table("counter_seat")
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.drop_index(
            "one_visit_per_counter",
            postgresql_where=sa.text("state IN ('called', 'serving')"),
            sqlite_where=sa.text("state IN ('called', 'serving')"),
        )
        batch_op.drop_index(
            "one_visit_per_appointment",
            postgresql_where=sa.text("appointment_id IS NOT NULL"),
            sqlite_where=sa.text("appointment_id IS NOT NULL"),
        )
        batch_op.drop_index("ix_visit_id")
        batch_op.drop_index(
            "ix_visit_here",
            postgresql_where=sa.text("state IN ('waiting', 'called', 'serving', 'parked', 'missed')"),
            sqlite_where=sa.text("state IN ('waiting', 'called', 'serving', 'parked', 'missed')"),
        )

    op.drop_table("visit")
    op.drop_table("user_office")
    op.drop_table("ticket_series")
    op.drop_table("staff_member")
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_session_user_id"))

    op.drop_table("session")
    with op.batch_alter_table("personal_token", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_personal_token_user_id"))

    op.drop_table("personal_token")
    op.drop_table("outbox")
    op.drop_table("opening_rule")
    with op.batch_alter_table("office_service", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_office_service_service_id"))

    op.drop_table("office_service")
    op.drop_table("office_day")
    op.drop_table("erasure")
    op.drop_table("device")
    op.drop_table("counter")
    op.drop_table("closure")
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.drop_index(
            "one_open_appointment_per_code",
            postgresql_where=sa.text("state IN ('held', 'confirmed', 'checked_in') AND erased_at IS NULL"),
            sqlite_where=sa.text("state IN ('held', 'confirmed', 'checked_in') AND erased_at IS NULL"),
        )
        batch_op.drop_index("ix_appointment_id")
        batch_op.drop_index(
            "ix_appointment_hold",
            postgresql_where=sa.text("state = 'held'"),
            sqlite_where=sa.text("state = 'held'"),
        )
        batch_op.drop_index("ix_appointment_day")

    op.drop_table("appointment")
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_user_tenant_id"))

    op.drop_table("user")
    with op.batch_alter_table("office", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_office_tenant_id"))

    op.drop_table("office")
    op.drop_table("tenant")
    op.drop_table("service")
    op.drop_table("rehearsal")
    with op.batch_alter_table("rate_limit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rate_limit_window_at"))

    op.drop_table("rate_limit")
    with op.batch_alter_table("idempotency", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_idempotency_created_at"))

    op.drop_table("idempotency")
