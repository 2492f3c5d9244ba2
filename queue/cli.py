# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command line: `aufruf …`. Exit status 0 done, 1 refused, 2 bad input; messages on standard error."""

import argparse
import asyncio
import gc
import os
import sys
from collections.abc import Sequence

import asyncpg
import sqlalchemy as sa

from aufruf import (
    cli_access,
    cli_backup,
    cli_catalogue,
    cli_day_list,
    cli_help,
    cli_learning,
    cli_planning,
    cli_replay,
    cli_running,
)
from aufruf.cli_database import BAD_INPUT, DONE, REFUSED, Options, nothing, say, with_database
from aufruf.db.migrate import migrate
from aufruf.demo import options as demo
from aufruf.domain.errors import AufrufError, NotValid, Unavailable
from aufruf.settings import BadSetting, Settings, read_settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status says how it ended."""
    options = parser().parse_args(arguments)
    try:
        settings = read_settings(options.surroundings(os.environ))
        return int(options.run(settings, options))
    except BadSetting as error:
        return say(str(error), status=BAD_INPUT)
    except NotValid as error:
        wrong = [f"{pointer.strip('/')}: {detail}" for pointer, detail in error.errors]
        return say("; ".join(wrong) or str(error), status=BAD_INPUT)
    except AufrufError as error:
        return say(_sentence(error), status=REFUSED)
    except OSError as error:
        where = error.filename or "the database cannot be reached"
        return say(f"{where}: {error.strerror or error}", status=REFUSED)
    except (sa.exc.SQLAlchemyError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        return say(f"the database does not work: {_first_line(error)}", status=REFUSED)


def _sentence(error: AufrufError) -> str:
    if isinstance(error, Unavailable):
        return f"the database cannot be reached: {_first_line(error.__cause__ or error)}"
    return str(error)


def _first_line(error: BaseException) -> str:
    cause = getattr(error, "orig", None) or error
    return str(cause).strip().partition("\n")[0]


def parser() -> argparse.ArgumentParser:
    """Every command with its options."""
    top = argparse.ArgumentParser(prog="aufruf", description="Steers people through citizen offices.")
    top.set_defaults(surroundings=dict)
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    cli_running.add_serve(commands)
    town = commands.add_parser("demo", help="bring up an invented town that lives")
    demo.add_options(town)
    town.set_defaults(run=_demo, surroundings=demo.surroundings)
    commands.add_parser("migrate", help="bring the database up to date").set_defaults(run=_migrate)
    commands.add_parser("doctor", help="say what is wrong here, and what to do").set_defaults(run=_doctor)
    cli_catalogue.add_commands(commands)
    cli_access.add_commands(commands)
    cli_help.add_commands(commands)
    cli_backup.add_commands(commands)
    cli_running.add_clock(commands)
    cli_planning.add_commands(commands)
    cli_replay.add_commands(commands)
    cli_learning.add_commands(commands)
    cli_day_list.add_commands(commands)
    return top


def app() -> object:
    """The application, for each worker process."""
    from aufruf.app import make_app  # noqa: PLC0415 - quick commands need no server
    from aufruf.web import logs  # noqa: PLC0415

    logs.configure()
    made = make_app(read_settings(os.environ))
    # All that was imported stays for ever: looking through it again and again for garbage took a fifth of a
    # second each time, in which no call reached a display (benchmarks/measure_live.py).
    gc.collect()
    gc.freeze()
    return made


def _demo(settings: Settings, options: Options) -> int:
    from aufruf.demo.command import demo  # noqa: PLC0415 - quick commands need no server

    return demo(settings, options)


def _migrate(settings: Settings, _options: Options) -> int:
    changed = asyncio.run(migrate(settings.database_url))
    with_database(settings, nothing)
    print("The database was brought up to date." if changed else "The database was up to date.")
    return DONE


def _doctor(settings: Settings, _options: Options) -> int:
    from aufruf.cli_doctor import run_doctor  # noqa: PLC0415 - it knows much that quick commands do not need

    return asyncio.run(run_doctor(settings))


if __name__ == "__main__":
    sys.exit(main())
