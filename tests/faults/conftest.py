# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a fault was not survived, the servers' own words stand in the report."""

from collections.abc import Generator

import pytest

from tests.faults.hosts import RUNNING, Host

LINES = 40
DULL = ('"event":"request"', '"event":"socket"')


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call" and report.failed:
        report.sections += [(f"log of {host.url}", _last_words(host)) for host in RUNNING]
    return report


def _last_words(host: Host) -> str:
    lines = [line for line in host.log.splitlines() if not any(dull in line for dull in DULL)]
    return "\n".join(lines[-LINES:])
