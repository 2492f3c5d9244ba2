# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether the files for the browser that others have made are there, and as they were fetched."""

import hashlib
import json
from pathlib import Path

from aufruf.doctor.finding import Finding, fine, mend
from aufruf.settings import Settings
from aufruf.web.assets import VENDORED

FETCH = "run make run, or python tools/vendor.py"


async def look(_settings: Settings, folder: Path = VENDORED) -> list[Finding]:
    """Compare the folder with its list."""
    return [_compared(folder)]


def _compared(folder: Path) -> Finding:
    try:
        digests = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["sha256"]
    except FileNotFoundError:
        return mend(f"Styles and fonts for the browser are missing: {FETCH}")
    for name, digest in digests.items():
        file = folder / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            return mend(f"A file for the browser is missing or not as it was fetched ({name}): {FETCH}")
    return fine("The files for the browser are there.")
