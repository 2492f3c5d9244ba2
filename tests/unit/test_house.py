# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The house keeps its shape: who may import whom, and what must not exist."""

import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[2]
INWARDS = "Imports point inwards"
GIVEN = "Settings and clock are given, not fetched"
DEMO = "The demo acts through actions"
APART = "Kiosk and server stand apart"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the sources and their contracts, in which anything may be planted."""
    for folder in ("queue", "kiosk", "src"):
        unread = shutil.ignore_patterns("__pycache__", "static", "templates")
        shutil.copytree(ROOT / folder, tmp_path / folder, symlinks=True, ignore=unread)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def plant(house: Path, module: str, *, line: str) -> None:
    """Let a module of the copy hold one line more; where there is a package, in a module of its own."""
    place = house / "src" / module.replace(".", "/")
    file = place / "planted.py" if place.is_dir() else place.with_suffix(".py")
    with file.open("a", encoding="utf-8") as sources:
        sources.write(f"\n{line}\n")


def run_in(house: Path, program: str) -> subprocess.CompletedProcess[str]:
    """Run a line of Python that sees the copy, and not the original.

    Without `site` (-S) the link of the editable installation is not read: it would mix the two,
    because `aufruf` is a namespace package.
    """
    paths = f"{house / 'src'}:{sysconfig.get_path('purelib')}"
    return subprocess.run(
        [sys.executable, "-S", "-c", program],
        cwd=house,
        env={"PYTHONPATH": paths, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def verdicts(house: Path) -> dict[str, str]:
    """What lint-imports says of each contract in the copy."""
    run = run_in(house, "from importlinter.cli import lint_imports_command; lint_imports_command()")
    found = dict(re.findall(r"^(.+) (KEPT|BROKEN)(?: \(.*\))?$", run.stdout, re.MULTILINE))
    assert found, run.stdout + run.stderr
    assert (run.returncode != 0) == ("BROKEN" in found.values())
    return found


def test_every_contract_is_kept(house: Path) -> None:
    assert verdicts(house) == dict.fromkeys((INWARDS, GIVEN, DEMO, APART), "KEPT")


@pytest.mark.parametrize(
    ("contract", "module", "line"),
    [
        pytest.param(INWARDS, "aufruf.domain", "import aufruf.db", id="a lower layer imports a higher one"),
        pytest.param(INWARDS, "aufruf.reads", "import aufruf.web", id="a layer in between does"),
        pytest.param(INWARDS, "aufruf.api", "import aufruf.pages", id="a sibling imports a sibling"),
        pytest.param(INWARDS, "aufruf.extras", "", id="a module is not listed"),
        pytest.param(GIVEN, "aufruf.actions", "import aufruf.clock", id="an action reads the clock"),
        pytest.param(GIVEN, "aufruf.web", "import aufruf.settings", id="a guard reads the settings"),
        pytest.param(DEMO, "aufruf.demo", "import aufruf.db", id="the demo writes rows by itself"),
        pytest.param(APART, "aufruf_kiosk", "import aufruf.domain", id="the kiosk imports the server"),
        pytest.param(APART, "aufruf.web", "import aufruf_kiosk", id="the server imports the kiosk"),
    ],
)
def test_a_contract_breaks_when_it_is_violated(house: Path, contract: str, module: str, line: str) -> None:
    plant(house, module, line=line)
    broken = {name for name, verdict in verdicts(house).items() if verdict == "BROKEN"}
    assert broken == {contract}


def test_every_contract_is_shown_to_break() -> None:
    written = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = {contract["name"] for contract in written["tool"]["importlinter"]["contracts"]}
    assert names == {INWARDS, GIVEN, DEMO, APART}


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    return grimp.build_graph("aufruf", include_external_packages=True, cache_dir=None)


def foreign_to_domain(imports: grimp.ImportGraph) -> Iterator[str]:
    """Every import of the domain that is neither its own nor the standard library's."""
    domain = {"aufruf.domain", *imports.find_descendants("aufruf.domain")}
    for importer in sorted(domain):
        for imported in sorted(imports.find_modules_directly_imported_by(importer) - domain):
            if imported.partition(".")[0] not in sys.stdlib_module_names:
                yield f"{importer} imports {imported}"


def test_the_domain_imports_the_standard_library_only(imports: grimp.ImportGraph) -> None:
    assert len(imports.find_descendants("aufruf.domain")) > 1
    assert list(foreign_to_domain(imports)) == []


def test_a_foreign_import_in_the_domain_would_be_seen(house: Path) -> None:
    plant(house, "aufruf.domain", line="import msgspec")
    seen = run_in(
        house,
        "import grimp\n"
        "graph = grimp.build_graph('aufruf', include_external_packages=True, cache_dir=None)\n"
        "print(*graph.find_modules_directly_imported_by('aufruf.domain.planted'))",
    )
    assert seen.stdout.split() == ["msgspec"], seen.stderr


def test_queue_is_no_package_of_its_own() -> None:
    assert not (ROOT / "queue" / "__init__.py").exists()


def test_the_folder_queue_does_not_hide_the_standard_library() -> None:
    program = "import queue, concurrent.futures, logging.handlers; queue.SimpleQueue()"
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)
