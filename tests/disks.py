# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A disk that is soon full: a small file system in memory that only one program sees, and ends with it."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

MOUNT = 'mount -t tmpfs -o size="$1" aufruf "$2" && shift 2 && exec "$@"'


def on_small_disk(program: Sequence[str], folder: Path, *, megabytes: int) -> tuple[str, ...]:
    """A command that runs a program for which this folder is a disk of this size."""
    alone = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]
    return (*alone, "sh", "-c", MOUNT, "sh", f"{megabytes}m", str(folder), *program)


def seen_by(process: int, folder: Path) -> Path:
    """The same folder as that program sees it."""
    return Path(f"/proc/{process}/root") / folder.relative_to("/")


def fill(folder: Path) -> Path:
    """Leave no room at all on a disk; the file that takes it."""
    file = folder / "fill"
    with suppress(OSError), file.open("wb", buffering=0) as filling:
        while True:
            filling.write(b"\0" * 4096)
    return file
