# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The unit for systemd starts what there is, with a folder for it. (Its grammar is systemd's business.)"""

import shlex
from pathlib import Path

from aufruf.cli import parser
from aufruf.cli_running import serve
from aufruf_kiosk.program import make_parser as kiosk_parser

DEPLOY = Path(__file__).parents[2] / "docs/deploy"
UNIT, KIOSK = DEPLOY / "aufruf.service", DEPLOY / "aufruf-kiosk.service"


def settings(unit: Path = UNIT) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in unit.read_text(encoding="utf-8").splitlines():
        name, is_one, value = line.partition("=")
        if is_one and not line.startswith("#"):
            found.setdefault(name, []).append(value)
    return found


def test_it_serves_with_options_that_there_are() -> None:
    [command] = settings()["ExecStart"]
    program, *arguments = shlex.split(command)
    assert program.endswith("/bin/aufruf")
    options = parser().parse_args(arguments)
    assert options.run is serve
    assert options.host == "127.0.0.1"  # the proxy stands before it


def test_the_one_folder_that_it_may_write_is_its_data_directory() -> None:
    said = settings()
    [folder] = said["StateDirectory"]
    assert said["Environment"] == [f"AUFRUF_DATA_DIR=/var/lib/{folder}"]
    assert said["ProtectSystem"] == ["strict"]
    assert "ReadWritePaths" not in said


def test_the_kiosks_unit_starts_it_with_options_that_there_are() -> None:
    said = settings(KIOSK)
    [command] = said["ExecStart"]
    filled = command.replace("${SERVER}", "https://aufruf.example").replace("${PRINTER}", "drucker:9100")
    program, *arguments = shlex.split(filled)
    assert program.endswith("/bin/aufruf-kiosk")
    options = kiosk_parser().parse_args(arguments)
    [folder] = said["StateDirectory"]
    assert options.data_dir == Path("/var/lib") / folder
