# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Other people's browser files: pinned without addresses, whole, and a sentence where they cannot be had."""

import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.cut_css import cut, rules

ROOT = Path(__file__).parents[2]
VENDORED = ROOT / "queue/web/static/vendor"
OURS = [*ROOT.glob("queue/*/static/*.css"), *ROOT.glob("kiosk/static/*.css")]
TEMPLATES = [*ROOT.glob("queue/*/templates/*.html"), *ROOT.glob("kiosk/templates/*.html")]
NOWHERE = "http://127.0.0.1:9/"  # the port that discards: nobody listens
CLOSED = {
    "npm_config_registry": NOWHERE,
    "npm_config_fetch_retries": "0",
    "PIP_CONFIG_FILE": os.devnull,
    "PIP_INDEX_URL": NOWHERE,
    "PIP_RETRIES": "1",
}
PINS = ("package.json", "package-lock.json", "requirements-node.lock")


def manifest() -> dict[str, str]:
    digests: dict[str, str] = json.loads((VENDORED / "manifest.json").read_text(encoding="utf-8"))["sha256"]
    return digests


def kern() -> str:
    return (VENDORED / "kern/kern.min.css").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PINS)
def test_what_is_pinned_names_no_address(name: str) -> None:
    pins = (ROOT / name).read_text(encoding="utf-8")
    assert "http" not in pins
    assert "resolved" not in pins


def test_each_package_is_pinned_to_one_version() -> None:
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert {name: packages[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert all("integrity" in package for name, package in packages.items() if name)


def test_the_manifest_tells_the_truth_and_packed_files_are_the_same() -> None:
    assert {
        "kern/kern.min.css",
        "htmx/htmx.min.js",
        "fonts/LICENSE",
    } <= manifest().keys()
    for name, digest in manifest().items():
        content = (VENDORED / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == digest, name
        packed = VENDORED / f"{name}.gz"
        if packed.exists():
            assert gzip.decompress(packed.read_bytes()) == content, name


def test_nothing_points_to_a_source_map_that_is_not_there() -> None:
    for file in VENDORED.rglob("*.js"):
        assert b"sourceMappingURL" not in file.read_bytes()[-200:], file


def test_every_class_of_the_design_system_on_our_pages_has_a_rule() -> None:
    used = {
        name
        for template in TEMPLATES
        for name in re.findall(r"\bkern-[\w-]+(?![\w-]|\{\{)", template.read_text(encoding="utf-8"))
        if not name.endswith("--")  # the rest of it is put in when the page is made
    }
    assert {"kern-btn--primary", "kern-form-input__input", "kern-alert"} <= used
    rules_for = set(re.findall(r"\.(kern-[\w-]+)", kern() + "".join(map(Path.read_text, OURS))))
    assert used - rules_for - {"kern-theme"} == set()


def test_every_token_that_our_styles_use_is_defined() -> None:
    ours = "".join(file.read_text(encoding="utf-8") for file in OURS)
    defined = set(re.findall(r"(--[\w-]+):", kern() + ours))
    assert set(re.findall(r"var\((--[\w-]+)\)", ours)) - defined == set()


def test_a_cut_keeps_what_is_used_and_nothing_else() -> None:
    css = (
        '@charset "UTF-8";*{margin:0}.x-a,.x-b:not(.x-c){top:0}.x-a__part .x-i--one{left:0}'
        '.x-i--two{left:1px}.x-ab{left:2px}@media (min-width:1px){.x-b{top:1px}}'
        '@media (min-width:2px){.x-a:is(h1,h2){top:2px}}'
        '@keyframes turn{to{top:3px}}.x-a--big{background:url("data:image/svg+xml,}{")}'
    )  # fmt: skip
    kept = cut(css, prefix="x-", keep=["x-a", "x-i"], keep_only=["x-i--one"], layer="other")
    assert kept.partition("*/")[2] == (
        "@layer other{*{margin:0}.x-a{top:0}.x-a__part .x-i--one{left:0}"
        "@media (min-width:2px){.x-a:is(h1,h2){top:2px}}"
        '@keyframes turn{to{top:3px}}.x-a--big{background:url("data:image/svg+xml,}{")}}\n'
    )


@pytest.mark.parametrize("broken", ["a{top:0", "a{top:0}}", "a{top:0}b"])
def test_a_style_sheet_that_is_not_understood_is_no_style_sheet(broken: str) -> None:
    with pytest.raises(ValueError, match="no whole rule"):
        list(rules(broken))


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A fresh copy of what fetching needs."""
    shutil.copytree(ROOT / "tools", tmp_path / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    for name in PINS:
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def fetching(clone: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "tools/vendor.py"],
        cwd=clone,
        env={"PATH": os.environ["PATH"], "PYTHONUTF8": "1", **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_no_network_is_said_in_one_sentence(clone: Path) -> None:
    run = fetching(clone, **CLOSED, npm_config_cache=str(clone / "cache"))
    assert run.returncode == 1
    (said,) = run.stderr.splitlines()
    assert "there is no network" in said
    assert not (clone / "queue/web/static/vendor").exists()


def test_no_network_is_said_too_where_node_has_to_be_fetched_first(clone: Path) -> None:
    run = fetching(clone, PATH="/nowhere", **CLOSED)
    assert run.returncode == 1
    (said,) = run.stderr.splitlines()
    assert "there is no network" in said


def test_where_nothing_changed_neither_npm_nor_network_is_needed(clone: Path) -> None:
    shutil.copytree(VENDORED, clone / "queue/web/static/vendor")
    run = fetching(clone, PATH="/nowhere")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    with (clone / "tools/vendor.toml").open("a") as wanted:
        wanted.write("\n# changed\n")
    assert fetching(clone, PATH="/nowhere", **CLOSED).returncode == 1
