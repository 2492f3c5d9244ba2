# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command line: `aufruf …`. Exit status 0 done, 1 refused, 2 bad input; messages on standard error."""

import argparse
import asyncio
import datetime as dt
import getpass
import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import asyncpg
import sqlalchemy as sa

from aufruf.cli_access import run_device_pair, run_user_add
from aufruf.cli_backup import run_backup, run_restore
from aufruf.cli_catalogue import run_export, run_import
from aufruf.cli_replay import run_replay
from aufruf.cli_running import run_advance, run_serve
from aufruf.db.migrate import migrate
from aufruf.db.transaction import Database
from aufruf.demo import options as demo
from aufruf.demo.options import is_demo
from aufruf.domain.errors import AufrufError, NotValid, Unavailable
from aufruf.domain.roles import DeviceKind, Role
from aufruf.settings import BadSetting, Settings, read_settings

DONE, REFUSED, BAD_INPUT = 0, 1, 2
Options = argparse.Namespace
Work = Callable[[Database], Awaitable[int]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status says how it ended."""
    options = parser().parse_args(arguments)
    try:
        settings = read_settings(options.surroundings(os.environ))
        return int(options.run(settings, options))
    except BadSetting as error:
        return _say(str(error), status=BAD_INPUT)
    except NotValid as error:
        wrong = [f"{pointer.strip('/')}: {detail}" for pointer, detail in error.errors]
        return _say("; ".join(wrong) or str(error), status=BAD_INPUT)
    except AufrufError as error:
        return _say(_sentence(error), status=REFUSED)
    except OSError as error:
        where = error.filename or "the database cannot be reached"
        return _say(f"{where}: {error.strerror or error}", status=REFUSED)
    except (sa.exc.SQLAlchemyError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        return _say(f"the database does not work: {_first_line(error)}", status=REFUSED)


def _say(sentence: str, *, status: int) -> int:
    print(f"aufruf: {sentence}", file=sys.stderr)
    return status


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

    serving = commands.add_parser("serve", help="serve the API and the pages")
    serving.add_argument("--host", default="127.0.0.1")
    serving.add_argument("--port", type=int, default=8000)
    serving.add_argument("--workers", type=int, default=1)
    serving.set_defaults(run=serve)
    town = commands.add_parser("demo", help="bring up an invented town that lives")
    demo.add_options(town)
    town.set_defaults(run=_demo, surroundings=demo.surroundings)

    commands.add_parser("migrate", help="bring the database up to date").set_defaults(run=_migrate)
    commands.add_parser("doctor", help="say what is wrong here, and what to do").set_defaults(run=_doctor)

    importing = commands.add_parser("import", help="bring in a folder of CSV files")
    importing.add_argument("folder", type=Path, metavar="DIR")
    importing.add_argument("--dry-run", action="store_true", help="only say what would change")
    importing.set_defaults(run=_import)
    exporting = commands.add_parser("export", help="write everything into a folder of CSV files")
    exporting.add_argument("folder", type=Path, metavar="DIR")
    exporting.set_defaults(run=_export)

    _add_access(commands)
    _add_backups(commands)

    clock = commands.add_parser("clock", help="the clock of a rehearsal")
    advancing = clock.add_subparsers(required=True, metavar="WHAT").add_parser(
        "advance", help="put it forward"
    )
    advancing.add_argument("length", help="such as 21m, 2h or 30s")
    advancing.set_defaults(run=_advance)

    replaying = commands.add_parser("replay", help="recompute the call order of a stored day")
    replaying.add_argument("office")
    replaying.add_argument("date", type=dt.date.fromisoformat, help="such as 2026-11-23")
    replaying.set_defaults(run=_replay)
    return top


def _add_access(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    users = commands.add_parser("user", help="people who log in")
    adding = users.add_subparsers(required=True, metavar="WHAT").add_parser("add", help="let somebody in")
    adding.add_argument("name")
    adding.add_argument("--role", type=Role, choices=list(Role), required=True)
    adding.add_argument("--office", action="append", default=[], help="may be given more than once")
    adding.add_argument("--staff", help="the staff member whose skills count")
    adding.add_argument("--token", action="store_true", help="print a personal bearer token as the last line")
    adding.set_defaults(run=_user_add)

    devices = commands.add_parser("device", help="kiosks, displays and terminals")
    pairing = devices.add_subparsers(required=True, metavar="WHAT").add_parser("pair", help="let a device in")
    pairing.add_argument("--kind", type=DeviceKind, choices=list(DeviceKind), required=True)
    pairing.add_argument("--office", required=True)
    pairing.set_defaults(run=_device_pair)


def _add_backups(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    taking = commands.add_parser("backup", help="write everything into a file, while everybody works on")
    taking.add_argument("file", type=Path, metavar="FILE")
    taking.add_argument("--force", action="store_true", help="replace a file that is there")
    taking.set_defaults(run=_backup)
    bringing = commands.add_parser("restore", help="bring everything back from such a file")
    bringing.add_argument("file", type=Path, metavar="FILE")
    bringing.add_argument("--replace", action="store_true", help="in place of what the database holds")
    bringing.set_defaults(run=_restore)


def serve(settings: Settings, options: Options) -> int:
    """Serve until told to stop."""
    if is_demo(settings.data_dir) and not settings.rehearsal:
        print(
            f"aufruf: {settings.data_dir} holds the demo town; for an office set AUFRUF_DATA_DIR to another",
            file=sys.stderr,
        )
        return REFUSED
    if options.workers > 1 and settings.database_url.startswith("sqlite"):
        sentence = "SQLite serves one worker; for more set AUFRUF_DATABASE_URL to PostgreSQL"
        return _say(sentence, status=BAD_INPUT)
    _with_database(settings, _nothing)  # a database that does not work is said in a sentence
    return run_serve(app="aufruf.cli:app", host=options.host, port=options.port, workers=options.workers)


def _demo(settings: Settings, options: Options) -> int:
    from aufruf.demo.command import demo  # noqa: PLC0415 - quick commands need no server

    return demo(settings, options)


def app() -> object:
    """The application, for each worker process."""
    from aufruf.app import make_app  # noqa: PLC0415 - quick commands need no server
    from aufruf.web import logs  # noqa: PLC0415

    logs.configure()
    return make_app(read_settings(os.environ))


def _with_database(settings: Settings, work: Work) -> int:
    """Do something with the database, brought up to date; in a rehearsal its clock has started."""

    async def whole() -> int:
        from aufruf.app import open_database, start_clock  # noqa: PLC0415 - quick commands need no server

        await migrate(settings.database_url)
        db = open_database(settings)
        try:
            await start_clock(settings, db)
            return await work(db)
        finally:
            await db.close()

    return asyncio.run(whole())


async def _nothing(_db: Database) -> int:
    return DONE


def _migrate(settings: Settings, _options: Options) -> int:
    changed = asyncio.run(migrate(settings.database_url))
    _with_database(settings, _nothing)
    print("The database was brought up to date." if changed else "The database was up to date.")
    return DONE


def _doctor(settings: Settings, _options: Options) -> int:
    from aufruf.cli_doctor import run_doctor  # noqa: PLC0415 - it knows much that quick commands do not need

    return asyncio.run(run_doctor(settings))


def _import(settings: Settings, options: Options) -> int:
    def work(db: Database) -> Awaitable[int]:
        return run_import(db, options.folder, dry_run=options.dry_run, out=sys.stdout)

    return _with_database(settings, work)


def _export(settings: Settings, options: Options) -> int:
    return _with_database(settings, lambda db: run_export(db, options.folder, out=sys.stdout))


def _backup(settings: Settings, options: Options) -> int:
    return asyncio.run(run_backup(settings, options.file, force=options.force))


def _restore(settings: Settings, options: Options) -> int:
    return asyncio.run(run_restore(settings, options.file, replace=options.replace))


def _user_add(settings: Settings, options: Options) -> int:
    password = _new_password(needed=not options.token)

    def work(db: Database) -> Awaitable[int]:
        return run_user_add(
            db,
            name=options.name,
            role=options.role,
            offices=options.office,
            staff=options.staff,
            password=password,
            with_token=options.token,
        )

    return _with_database(settings, work)


def _new_password(*, needed: bool) -> str | None:
    given = os.environ.get("AUFRUF_NEW_PASSWORD")
    if given or not needed:
        return given or None
    if sys.stdin.isatty():
        return getpass.getpass("Password: ")
    return sys.stdin.readline().rstrip("\r\n") or None


def _device_pair(settings: Settings, options: Options) -> int:
    return _with_database(settings, lambda db: run_device_pair(db, kind=options.kind, office=options.office))


def _advance(settings: Settings, options: Options) -> int:
    return _with_database(settings, lambda db: run_advance(db, length=options.length))


def _replay(settings: Settings, options: Options) -> int:
    return _with_database(settings, lambda db: run_replay(db, options.office, options.date, sys.stdout))


if __name__ == "__main__":
    sys.exit(main())
