# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The token with which this kiosk shows who it is: in a file that only its own user can read."""

import os
from pathlib import Path

OTHERS = 0o077
NAME = "token"


class TokenNotSafe(Exception):
    """Others can read the token."""


def read_token(file: Path) -> str | None:
    """The token; None if there is none yet. Raises TokenNotSafe, OSError."""
    try:
        descriptor = os.open(file, os.O_RDONLY)
    except FileNotFoundError:
        return None
    with open(descriptor, encoding="ascii", errors="replace") as content:  # noqa: PTH123 (it is open already)
        about = os.fstat(descriptor)
        if about.st_mode & OTHERS or about.st_uid not in (os.geteuid(), 0):
            raise TokenNotSafe(str(file))
        return content.read().strip() or None


def write_token(file: Path, token: str) -> None:
    """Store the token, at once and for good: a pulled plug leaves the old one or the new one."""
    new = file.with_name(f"{file.name}.new")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "w", encoding="ascii") as content:  # noqa: PTH123 (it is open already)
        os.fchmod(descriptor, 0o600)
        content.write(f"{token}\n")
        content.flush()
        os.fsync(descriptor)
    new.replace(file)
