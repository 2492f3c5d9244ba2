# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What races may ask for: a crowd, and (when the locks are out) a look at what the indexes still keep."""

from collections.abc import Callable, Iterator

import pytest

from tests.databases import wait_for
from tests.races import sabotaged
from tests.races.crowd import Crowd
from tests.races.stored import doubles


@pytest.fixture(scope="session")
def crowd() -> Iterator[Crowd]:
    crowd = Crowd()
    yield crowd
    crowd.close()


@pytest.fixture
def url(database_url: str, record_property: Callable[[str, object], None]) -> Iterator[str]:
    """A database for a race, once on each engine."""
    yield database_url
    if sabotaged.is_on():
        record_property("doubles", wait_for(doubles(database_url)))
