# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command line: `aufruf …`."""

import argparse
import os
import sys
from collections.abc import Sequence

import uvicorn

from aufruf.settings import BadSetting, Settings, read_settings

DONE, REFUSED, BAD_INPUT = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status says how it ended."""
    options = parser().parse_args(arguments)
    try:
        settings = read_settings(os.environ)
    except BadSetting as error:
        print(f"aufruf: {error}", file=sys.stderr)
        return BAD_INPUT
    run = options.run
    return int(run(settings, options))


def parser() -> argparse.ArgumentParser:
    """Every command with its options."""
    top = argparse.ArgumentParser(prog="aufruf", description="Steers people through citizen offices.")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    serving = commands.add_parser("serve", help="serve the API and the pages")
    serving.add_argument("--host", default="127.0.0.1")
    serving.add_argument("--port", type=int, default=8000)
    serving.add_argument("--workers", type=int, default=1)
    serving.set_defaults(run=serve)
    return top


def serve(settings: Settings, options: argparse.Namespace) -> int:
    """Serve until told to stop."""
    if options.workers > 1 and settings.database_url.startswith("sqlite"):
        print(
            "aufruf: SQLite serves one worker; for more set AUFRUF_DATABASE_URL to PostgreSQL",
            file=sys.stderr,
        )
        return BAD_INPUT
    uvicorn.run(
        "aufruf.cli:app",
        factory=True,
        host=options.host,
        port=options.port,
        workers=options.workers,
        access_log=False,  # paths hold tokens
        log_config=None,
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        proxy_headers=False,  # who may say so is AUFRUF_TRUSTED_PROXIES' business
        server_header=False,
    )
    return DONE


def app() -> object:
    """The application, for each worker process."""
    from aufruf.app import make_app

    return make_app(read_settings(os.environ))


if __name__ == "__main__":
    sys.exit(main())
