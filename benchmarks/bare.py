# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A Litestar application that does nothing, served just as Aufruf is: what an answer costs at least.

python -m benchmarks.bare --host 127.0.0.1 --port 8001
"""

import argparse
import sys

from litestar import Litestar, get

from aufruf.cli_running import run_serve


@get("/")
async def nothing() -> dict[str, str]:
    """Answer a constant."""
    return {"status": "ok"}


@get("/health/live")
async def is_alive() -> dict[str, str]:
    """The process answers."""
    return {"status": "alive"}


def make_app() -> Litestar:
    """The application."""
    return Litestar([nothing, is_alive], openapi_config=None, logging_config=None)


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("--host")
    options.add_argument("--port", type=int)
    given = options.parse_args()
    sys.exit(run_serve(app="benchmarks.bare:make_app", host=given.host, port=given.port, workers=1))
