# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a service occupies at an office: a counter, or a self-service machine."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("office_service", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "resource",
                sa.Enum(
                    "counter",
                    "terminal",
                    name="resource",
                    native_enum=False,
                    create_constraint=True,
                    length=32,
                ),
                server_default="counter",
                nullable=False,
            )
        )
