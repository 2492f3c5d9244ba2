# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A folder that is gone afterwards, and every process that works in it, however the tests end."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import keeper

PATIENCE = 30  # seconds: the keeper itself gives up after ten


@contextmanager
def throwaway_folder(what: str) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=f"aufruf-{what}-"))
    with subprocess.Popen(
        [sys.executable, "-I", keeper.__file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C in the terminal is meant for the tests alone
        cwd="/",
    ) as beside:
        assert beside.stdin is not None
        beside.stdin.write(os.fsencode(f"{folder}\n"))
        beside.stdin.flush()
        try:
            yield folder
        finally:
            # A word, not only the closed pipe: forked children of a test may hold its other end.
            beside.communicate(b".", timeout=PATIENCE)
    if beside.returncode:
        raise RuntimeError(f"{folder} could not be cleared away")
