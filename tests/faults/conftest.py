# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a fault was not survived, the servers' own words stand in the report."""

from collections.abc import Generator

import pytest

from tests.faults.hosts import ENDED, RUNNING

LINES = 40
DULL = ('"event":"request"', '"connection open"')


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call" and report.failed:
        logs = [*ENDED, *((host.url, host.log) for host in RUNNING)]
        report.sections += [(f"log of {url}", _last_words(log)) for url, log in logs]
    ENDED.clear()
    return report


def _last_words(log: str) -> str:
    lines = [line for line in log.splitlines() if not any(dull in line for dull in DULL)]
    return "\n".join(lines[-LINES:])
