# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only reader of the time. Everybody else is given it."""

from datetime import UTC, datetime


def now() -> datetime:
    """The real time, in UTC."""
    return datetime.now(UTC)
