# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import keeper
from tests.throwaway import throwaway_folder

SOME_TESTS = """
from tests.postgres import Postgres
with Postgres() as postgres:
    print(postgres.folder, flush=True)
    input()
"""


def test_a_folder_goes_with_the_processes_that_work_in_it() -> None:
    with throwaway_folder("test") as folder:
        (folder / "deep").mkdir()
        left_behind = subprocess.Popen(["sleep", "60"], cwd=folder / "deep")
        assert keeper.processes_in(folder) == [left_behind.pid]

    assert left_behind.wait(timeout=1) == -signal.SIGQUIT
    assert not folder.exists()


def test_who_shuts_the_ears_is_killed() -> None:
    with throwaway_folder("test") as folder:
        deaf = subprocess.Popen(
            ["sh", "-c", "trap '' QUIT; echo deaf; sleep 60"], cwd=folder, stdout=subprocess.PIPE
        )
        assert deaf.stdout is not None
        with deaf.stdout:
            assert deaf.stdout.readline() == b"deaf\n"

    assert deaf.wait(timeout=1) == -signal.SIGKILL


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_tests_that_are_killed_leave_no_server_and_no_folder(how: signal.Signals) -> None:
    root = Path(__file__).parent.parent
    with subprocess.Popen(
        [sys.executable, "-c", SOME_TESTS], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as tests:
        assert tests.stdout is not None
        folder = Path(tests.stdout.readline().strip())
        assert keeper.processes_in(folder)
        tests.send_signal(how)

    deadline = time.monotonic() + 10
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not folder.exists()
    assert not keeper.processes_in(folder)
