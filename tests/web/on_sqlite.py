# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""For tests of what lies above the database: one engine is enough, since the actions are tested on both.

from tests.web.on_sqlite import database_url as database_url
"""

import pytest


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """An empty, migrated database, once and not on each engine."""
    return sqlite_url
