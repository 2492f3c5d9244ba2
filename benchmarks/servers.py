# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The servers that are measured, each a real process, on databases of their own."""

import sys
from contextlib import AbstractContextManager
from pathlib import Path

from tests.servers import RunningServer, running_server

ROOT = Path(__file__).parents[1]
READY_WITHIN = 120  # seconds; how fast it starts is not what is measured
SURROUNDINGS = {
    "AUFRUF_SECRET_KEY": "measured-" * 5,
    # So that the client can be a whole town of addresses: the rate limit stays on.
    "AUFRUF_TRUSTED_PROXIES": "127.0.0.1/32",
    "PYTHONPATH": str(ROOT),
}


def aufruf(url: str, *, workers: int = 1) -> AbstractContextManager[RunningServer]:
    """`aufruf serve` on this database."""
    env = SURROUNDINGS | {"AUFRUF_DATABASE_URL": url}
    return running_server(env, ["--workers", str(workers)], ready_within=READY_WITHIN)


def bare() -> AbstractContextManager[RunningServer]:
    """The application that does nothing, under the same server with the same settings."""
    return running_server(SURROUNDINGS, program=(sys.executable, "-m", "benchmarks.bare"))


def address(number: int) -> str:
    """One of sixteen million addresses of people."""
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
