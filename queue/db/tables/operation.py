# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What running it leaves behind: who leads, and when everything was brought back from a backup."""

import datetime as dt

from sqlmodel import Field

from aufruf.db.tables.row import Row, instant, table_of


class LeadershipRow(Row, table=True):
    """The process that runs the jobs, as it said itself last. Real time, in a rehearsal too."""

    __tablename__ = "leadership"
    id: int = Field(default=1, primary_key=True, sa_column_kwargs={"autoincrement": False})
    process: str = Field(max_length=100)  # host and number, to be found in a list of processes
    since: dt.datetime = instant()
    seen_at: dt.datetime = instant()
    left_at: dt.datetime | None = instant(default=None, nullable=True)  # it ended in order


class RestorationRow(Row, table=True):
    """A restore. Its generation is part of every screen's epoch from then on, so that all ask anew."""

    __tablename__ = "restoration"
    generation: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: dt.datetime = instant()
    taken_at: dt.datetime = instant()  # when the backup had been made


leadership = table_of(LeadershipRow)
restoration = table_of(RestorationRow)
