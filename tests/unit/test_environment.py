# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a newcomer reads when `make run` cannot begin: one sentence that says what to do."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

OLD = """#!/bin/sh
case "$*" in *version_info*) exit 1 ;; *-V*) echo "Python 3.9.2" ;; esac
"""
WITHOUT_VENV = """#!/bin/sh
case "$*" in *ensurepip*) exit 1 ;; esac
"""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A fresh copy of what sets the environment up; its lock wants one package that nobody has."""
    shutil.copytree(ROOT / "tools", tmp_path / "tools")
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    digest = "0" * 64
    for lock in ("requirements.lock", "requirements-dev.lock"):
        (tmp_path / lock).write_text(f"aufruf-of-nobody==1.0 --hash=sha256:{digest}\n", encoding="utf-8")
    return tmp_path


def setting_up(clone: Path, *, python: str, **variables: str) -> list[str]:
    """The sentences of Aufruf itself, when it refuses to go on."""
    run = subprocess.run(
        ["tools/environment.sh", "running"],
        cwd=clone,
        env={"PATH": os.environ["PATH"], "PYTHON": python, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1, run.stdout + run.stderr
    return run.stderr.splitlines()


def program(clone: Path, text: str) -> str:
    file = clone / "python"
    file.write_text(text, encoding="utf-8")
    file.chmod(0o755)
    return str(file)


def test_a_missing_python_is_said_in_one_sentence(clone: Path) -> None:
    (said,) = setting_up(clone, python="python-of-nobody")
    assert "Python 3.11 or newer is needed" in said
    assert "apt-get install python3" in said


def test_an_old_python_is_said_in_one_sentence(clone: Path) -> None:
    (said,) = setting_up(clone, python=program(clone, OLD))
    assert "Python 3.11 or newer is needed" in said
    assert "Python 3.9.2" in said


def test_a_missing_venv_module_is_said_in_one_sentence(clone: Path) -> None:
    (said,) = setting_up(clone, python=program(clone, WITHOUT_VENV))
    assert "apt-get install python3-venv" in said


def test_no_network_is_said_in_one_sentence(clone: Path) -> None:
    closed = "http://127.0.0.1:9/simple"  # the port that discards: nobody listens
    (said,) = setting_up(
        clone,
        python=sys.executable,
        PIP_CONFIG_FILE=os.devnull,
        PIP_INDEX_URL=closed,
        PIP_RETRIES="1",
    )
    assert "there is no network" in said
    assert not list((clone / ".venv").glob("*.stamp"))
