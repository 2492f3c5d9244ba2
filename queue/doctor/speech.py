# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether calls can be spoken here. Without it displays sound the gong alone, which is not wrong."""

import shutil
from collections.abc import Sequence

from aufruf.doctor.finding import Finding, fine, hint
from aufruf.settings import Settings

PROGRAM = "espeak-ng"


async def look(_settings: Settings) -> Sequence[Finding]:
    """Look for the program that speaks."""
    if shutil.which(PROGRAM) is None:
        return [hint(f"Calls are not spoken, displays sound the gong alone: {PROGRAM} is not installed.")]
    return [fine("Calls can be spoken.")]
