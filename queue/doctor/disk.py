# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether there is room on the disk, and whether files can be written."""

import shutil
import tempfile
from pathlib import Path

from sqlalchemy import make_url

from aufruf.doctor.finding import Finding, fine, hint, mend
from aufruf.settings import Settings

MEGABYTE, GIGABYTE = 1_000_000, 1_000_000_000
TOO_LITTLE, TOO_SMALL_A_PART = 200 * MEGABYTE, 0.02
SOON_TOO_LITTLE = GIGABYTE


async def look(settings: Settings) -> list[Finding]:
    """The data directory, and where an SQLite file lies elsewhere, its folder."""
    return [*map(_room, _folders(settings)), _writable(settings.data_dir)]


def _folders(settings: Settings) -> list[Path]:
    folders = [settings.data_dir]
    if settings.database_url.startswith("sqlite"):
        folder = Path(make_url(settings.database_url).database or "").absolute().parent
        if folder.exists() and folder.stat().st_dev != settings.data_dir.stat().st_dev:
            folders.append(folder)
    return folders


def _room(folder: Path) -> Finding:
    disk = shutil.disk_usage(folder)
    free = f"{disk.free / GIGABYTE:.1f} GB" if disk.free >= GIGABYTE else f"{disk.free // MEGABYTE} MB"
    if disk.free < TOO_LITTLE or disk.free < disk.total * TOO_SMALL_A_PART:
        return mend(
            f"The disk of {folder} is nearly full ({free} left): make room, for without it nothing is stored."
        )
    if disk.free < SOON_TOO_LITTLE:
        return hint(f"The disk of {folder} has {free} left: make room before it is full.")
    return fine(f"The disk of {folder} has {free} left.")


def _writable(folder: Path) -> Finding:
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"\0" * 4096)
    except OSError as error:
        return mend(
            f"The data directory {folder} cannot be written ({error.strerror}): make it the server's own."
        )
    return fine(f"The data directory {folder} can be written.")
