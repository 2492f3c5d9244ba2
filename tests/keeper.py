# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small program beside the tests: when they end, it ends what they started and removes the folder.

It waits at the end of a pipe which the tests hold, so it does its work however they end: also when they are
killed and no `finally` of theirs runs. Standard library only, and Linux: it looks into /proc.
"""

import os
import shutil
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path


def processes_in(folder: Path) -> list[int]:
    """Who works in this folder, or was told its path; oldest first."""
    running = (entry for entry in Path("/proc").iterdir() if entry.name.isdigit())
    return sorted(int(entry.name) for entry in running if _belongs(entry, folder))


def _belongs(process: Path, folder: Path) -> bool:
    with suppress(OSError):  # it may have ended meanwhile, or its folder be none of our business
        if Path(f"{process}/cwd").readlink().is_relative_to(folder):
            return True
    with suppress(OSError):
        return os.fsencode(folder) in (process / "cmdline").read_bytes()
    return False


def end_processes(folder: Path, *, how: signal.Signals, within: float = 5) -> bool:
    """Send the signal to all of them, and to those that they start meanwhile, until nobody is left."""
    told: set[int] = set()
    deadline = time.monotonic() + within
    while (living := processes_in(folder)) and time.monotonic() < deadline:
        for pid in set(living) - told:
            with suppress(ProcessLookupError):
                os.kill(pid, how)
        told.update(living)
        time.sleep(0.02)
    return not living


def clear(folder: Path) -> None:
    # SIGQUIT first: PostgreSQL then gives its shared memory back, which a SIGKILL leaves behind.
    if not end_processes(folder, how=signal.SIGQUIT) and not end_processes(folder, how=signal.SIGKILL):
        sys.exit(f"these do not end: {processes_in(folder)} in {folder}")
    shutil.rmtree(folder)


if __name__ == "__main__":
    # Told by the pipe, not on the command line, where `processes_in` would take the keeper for one of them.
    mine = sys.stdin.readline().rstrip("\n")
    sys.stdin.read(1)  # the tests say that they are done, or they are gone
    if mine:
        clear(Path(mine))
