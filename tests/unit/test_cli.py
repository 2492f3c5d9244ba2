# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command line: what it prints last, and how it ends."""

import io
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from aufruf.cli import main
from tests.ports import free_port

DONE, REFUSED, BAD_INPUT = 0, 1, 2


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine on which Aufruf was never started."""
    for name in ("DATABASE_URL", "SECRET_KEY", "REHEARSAL", "CLOCK_START", "RATE_LIMIT", "NEW_PASSWORD"):
        monkeypatch.delenv(f"AUFRUF_{name}", raising=False)
    monkeypatch.setenv("AUFRUF_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    return tmp_path / "data"


def stored(data_dir: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(data_dir / "aufruf.db")
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


@pytest.fixture
def office(data_dir: Path) -> str:
    """An office in the database of this machine."""
    assert main(["migrate"]) == DONE
    connection = sqlite3.connect(data_dir / "aufruf.db")
    columns = "id, tenant_id, name, street, house_number, postal_code, city, timezone, grid_minutes"
    columns += ", hold_minutes, window_days, lead_minutes, check_in_early_minutes, grace_minutes"
    columns += ", walk_in_late_minutes, walk_in_guard, retention_days, call_order, version"
    row = "'mitte','default','Mitte','','','','','Europe/Berlin',5,20,92,0,30,10,60,1,7,'{}',0"
    with connection:
        connection.execute("INSERT OR IGNORE INTO tenant VALUES ('default', 'default')")
        connection.execute(f"INSERT INTO office ({columns}) VALUES ({row})")  # noqa: S608 (our own words)
    connection.close()
    return "mitte"


def test_doctor_makes_no_database_by_looking(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == DONE
    assert "new, it will be made at the first start" in capsys.readouterr().out
    assert not (data_dir / "aufruf.db").exists()


def test_doctor_sees_whether_the_database_is_up_to_date(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["migrate"])
    assert main(["doctor"]) == DONE
    assert "up to date" in capsys.readouterr().out
    connection = sqlite3.connect(data_dir / "aufruf.db")
    with connection:
        connection.execute("UPDATE alembic_version SET version_num = 'later'")
    connection.close()
    assert main(["doctor"]) == REFUSED
    assert "later version" in capsys.readouterr().err


def test_a_database_that_does_not_answer_is_said_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AUFRUF_DATABASE_URL", f"postgresql+asyncpg://a:b@127.0.0.1:{free_port()}/x")
    for command in (["doctor"], ["migrate"], ["serve"]):
        assert main(command) == REFUSED
        said = capsys.readouterr().err
        assert len(said.splitlines()) == 1
        assert "cannot be reached" in said


def test_a_setting_that_makes_no_sense_is_bad_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUFRUF_RATE_LIMIT", "off")
    assert main(["doctor"]) == BAD_INPUT


def test_the_last_line_is_the_token(data_dir: Path, office: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["user", "add", "anna", "--role", "clerk", "--office", office, "--token"]) == DONE
    token = capsys.readouterr().out.splitlines()[-1]
    assert token.startswith("aufruf_p_")
    assert token not in str(stored(data_dir, "SELECT * FROM personal_token"))


@pytest.mark.parametrize("how", ["environment", "standard input"])
def test_a_password_comes_from_the_environment_or_standard_input(
    data_dir: Path, office: str, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    if how == "environment":
        monkeypatch.setenv("AUFRUF_NEW_PASSWORD", "richtig-lang")
    else:
        monkeypatch.setattr(sys, "stdin", io.StringIO("richtig-lang\n"))
    assert main(["user", "add", "anna", "--role", "reception", "--office", office]) == DONE
    ((kept,),) = stored(data_dir, 'SELECT password_hash FROM "user"')
    assert str(kept).startswith("$argon2id$")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["anna", "--role", "clerk", "--office", "mitte"], BAD_INPUT),  # no password
        (["anna", "--role", "clerk", "--token"], BAD_INPUT),
        (["anna", "--role", "clerk", "--office", "nirgends", "--token"], BAD_INPUT),
        (["anna b", "--role", "clerk", "--office", "mitte", "--token"], BAD_INPUT),
        (["taken", "--role", "clerk", "--office", "mitte", "--token"], REFUSED),
        (["chef", "--role", "administrator", "--token"], DONE),
    ],
)
def test_how_adding_somebody_ends(
    office: str, arguments: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["user", "add", "taken", "--role", "clerk", "--office", office, "--token"])
    capsys.readouterr()
    assert main(["user", "add", *arguments]) == status
    said = capsys.readouterr()
    assert bool(said.err) == (status != DONE)
    assert bool(said.out) == (status == DONE)


def test_an_unknown_role_or_command_is_bad_input() -> None:
    for arguments in (["user", "add", "anna", "--role", "boss"], ["dance"], []):
        with pytest.raises(SystemExit) as end:
            main(arguments)
        assert end.value.code == BAD_INPUT


def test_the_last_line_is_the_device_and_its_token(
    data_dir: Path, office: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["device", "pair", "--kind", "display", "--office", office]) == DONE
    id_, token = capsys.readouterr().out.splitlines()[-1].split(" ")
    assert stored(data_dir, "SELECT id, kind FROM device") == [(id_, "display")]
    assert token.startswith("aufruf_d_")
    assert main(["device", "pair", "--kind", "kiosk", "--office", "nirgends"]) == BAD_INPUT


def test_only_a_rehearsal_has_a_clock_to_advance(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clock", "advance", "21m"]) == REFUSED
    assert "rehearsal" in capsys.readouterr().err


def test_the_clock_of_a_rehearsal_starts_once_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AUFRUF_REHEARSAL", "1")
    monkeypatch.setenv("AUFRUF_CLOCK_START", "2026-11-23T09:00:00+01:00")
    assert main(["clock", "advance", "21m"]) == DONE
    assert "2026-11-23T08:21" in capsys.readouterr().out
    monkeypatch.setenv("AUFRUF_CLOCK_START", "2030-01-01T00:00:00+01:00")
    assert main(["clock", "advance", "2h"]) == DONE
    assert "2026-11-23T10:21" in capsys.readouterr().out
    assert main(["clock", "advance", "1h1m30s"]) == DONE
    assert "2026-11-23T11:22" in capsys.readouterr().out
    for nonsense in ("soon", "", "21", "4m 20s", "9999999d", "9" * 400 + "s"):
        assert main(["clock", "advance", nonsense]) == BAD_INPUT


def test_a_taken_port_is_said_in_one_sentence(capfd: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        run = subprocess.run(
            [sys.executable, "-m", "aufruf.cli", "serve", "--port", port],
            capture_output=True,
            text=True,
            check=False,
        )
    assert run.returncode == REFUSED
    assert run.stderr.splitlines() == [f"aufruf: 127.0.0.1:{port} cannot be served: Address already in use"]


def test_sqlite_serves_one_worker() -> None:
    assert main(["serve", "--workers", "2"]) == BAD_INPUT
