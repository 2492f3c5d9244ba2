# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ways into the house for people who act and look, and know nothing of the database: the demo's."""

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from aufruf.db.transaction import Reading, Transaction


class Doors(Protocol):
    """What a Database is to them: the ways to act and to look, and the real time."""

    clock: Callable[[], dt.datetime]

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """A transaction that commits at the end of the block."""
        ...

    def reading(self) -> AbstractAsyncContextManager[Reading]:
        """A look that changes nothing."""
        ...
