# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is released is whole: source archive → wheel → an empty environment → `aufruf doctor`."""

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
IMPORTED_AS = {"queue": "aufruf", "kiosk": "aufruf_kiosk"}

FETCHED = (
    "manifest.json",
    "kern/kern.min.css",
    "kern/kern.min.css.gz",
    "kern/LICENSE.md",
    "htmx/htmx.min.js",
    "htmx/LICENSE",
    "fonts/fira-sans-latin-400.woff2",
    "fonts/LICENSE",
)
# Neither a registry nor a proxy: whatever still wants to fetch something fails.
NO_NETWORK = {
    "npm_config_registry": "http://127.0.0.1:9/",
    "PIP_INDEX_URL": "http://127.0.0.1:9/",
    "https_proxy": "http://127.0.0.1:9/",
}

# One worker builds for all of them.
pytestmark = [pytest.mark.xdist_group("package"), pytest.mark.timeout(180)]


def run(*command: str | Path, cwd: Path, **variables: str) -> str:
    """Run a program to its end, and answer what it printed; a failure shows everything it said."""
    finished = subprocess.run(
        command,
        cwd=cwd,
        env={"PATH": os.environ["PATH"], "PYTHONUTF8": "1"} | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source archive, and the wheel built from that archive without Node and network."""
    out = tmp_path_factory.mktemp("released")
    run(sys.executable, "-m", "build", "--no-isolation", "--sdist", "--outdir", out, ROOT, cwd=out)
    run("tar", "-xzf", next(out.glob("*.tar.gz")), cwd=out)
    (unpacked,) = (folder for folder in out.iterdir() if folder.is_dir())
    build = (sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", out, unpacked)
    run(*build, cwd=out, PATH="/nowhere", **NO_NETWORK)
    return out


@pytest.fixture(scope="module")
def installed(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that holds the wheel; its dependencies are lent by this one.

    The environment of the tests holds Aufruf itself as a link to the sources (a .pth file). Only the
    site's own .pth files are read, not those of a folder that is named in one: so it does not leak.
    """
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False)
    programs = folder / "bin"
    (wheel,) = released.glob("*.whl")
    pip = (sys.executable, "-m", "pip", "--python", programs / "python")
    run(*pip, "install", "--quiet", "--no-index", "--no-deps", wheel, cwd=folder)
    site = run(
        programs / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder
    ).strip()
    (Path(site) / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return programs


def sources() -> set[str]:
    """Every file of the two packages, by the name that it has to have in the wheel."""
    return {
        f"{name}/{file.relative_to(ROOT / folder).as_posix()}"
        for folder, name in IMPORTED_AS.items()
        for file in (ROOT / folder).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }


def test_the_wheel_holds_every_file_of_both_packages(released: Path) -> None:
    (wheel,) = released.glob("*.whl")
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert packed == sources()
    assert {"aufruf/py.typed", "aufruf/cli.py", "aufruf_kiosk/__init__.py"} <= packed
    assert {f"aufruf/web/static/vendor/{name}" for name in FETCHED} <= packed


def test_the_wheel_says_its_licence(released: Path) -> None:
    (wheel,) = released.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert [name for name in names if name.endswith("licenses/LICENSES/EUPL-1.2.txt")]


def test_the_source_archive_holds_no_environment_and_no_stored_office(released: Path) -> None:
    (archive,) = released.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        tops = {name.split("/")[1] for name in opened.getnames() if "/" in name}
    assert {"queue", "kiosk", "tests", "LICENSES", "pyproject.toml", "README.md"} <= tops
    assert not tops & {".venv", ".git", ".cache", "data"}


def test_an_installed_aufruf_is_found_there_and_nowhere_else(installed: Path) -> None:
    program = (
        "import json, aufruf, aufruf_kiosk; print(json.dumps([*aufruf.__path__, *aufruf_kiosk.__path__]))"
    )
    places = json.loads(run(installed / "python", "-c", program, cwd=installed))
    assert len(places) == len(IMPORTED_AS)
    assert all(Path(place).is_relative_to(installed.parent) for place in places)


def test_doctor_finds_an_installed_aufruf_healthy(installed: Path, tmp_path: Path) -> None:
    said = run(installed / "aufruf", "doctor", cwd=tmp_path, AUFRUF_DATA_DIR=str(tmp_path / "office"))
    assert said.strip()


def test_an_installed_aufruf_has_what_its_pages_need(installed: Path) -> None:
    program = (
        "from aufruf.app import STATIC, TEMPLATES; from aufruf.web.assets import load_assets;"
        "from aufruf.web.rendering import make_templates;"
        "pages = make_templates(TEMPLATES, load_assets(STATIC));"
        "print(len([pages.get_template(name) for name in pages.list_templates()]))"
    )
    assert int(run(installed / "python", "-c", program, cwd=installed)) > 20
