# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What all tables share."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from aufruf.db.types import Json, UTCDateTime

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Row(SQLModel):
    """A table row; constraints are named the same everywhere, so that migrations find them."""

    metadata = sa.MetaData(naming_convention=NAMES)


def table_of(row: type[Row]) -> sa.Table:
    """The Core table of a row class: statements are written with these."""
    return Row.metadata.tables[str(row.__tablename__)]


def instant(**more: Any) -> Any:
    """A column that holds an instant."""
    return Field(sa_type=UTCDateTime, **more)


def json(**more: Any) -> Any:
    """A column that holds JSON."""
    return Field(sa_type=Json, **more)


def only(name: str, *columns: str, where: str) -> sa.Index:
    """A unique index over those rows alone for which `where` holds: an invariant's last defence."""
    return sa.Index(name, *columns, unique=True, postgresql_where=sa.text(where), sqlite_where=sa.text(where))
