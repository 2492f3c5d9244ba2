# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Programs of the machine that a fault needs: a missing one is a failure, never a reason to look away."""

import os
import shutil
from pathlib import Path

import pytest

ALSO_IN = ("/usr/sbin", "/sbin")  # not on everybody's path
FAKETIME = "/usr/lib/*/faketime/libfaketimeMT.so.1"


def program(name: str, package: str) -> str:
    """Where a program of this machine is."""
    found = shutil.which(name, path=os.pathsep.join((os.environ["PATH"], *ALSO_IN)))
    if found is None:
        pytest.fail(f"No {name} here. Install Debian's: apt-get update && apt-get install -y {package}")
    return found


def faketime() -> Path:
    """The library that shows a process another time."""
    program("faketime", "faketime")
    return next(iter(Path("/").glob(FAKETIME.lstrip("/"))))


def only_as_root(why: str) -> None:
    """Some faults only root can bring about; CI is root."""
    if os.geteuid() != 0:
        if os.environ.get("CI") == "true":
            pytest.fail(f"not root: {why}")
        pytest.skip(f"needs root: {why}")
