# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command `aufruf doctor`: plain sentences, those that need mending on standard error."""

import sys

from aufruf.doctor import examine
from aufruf.doctor.finding import Weight
from aufruf.settings import Settings

DONE, REFUSED = 0, 1


async def run_doctor(settings: Settings) -> int:
    """Say how things are; 1 if something must be mended."""
    well = True
    async for finding in examine(settings):
        must_be_mended = finding.weight is Weight.MEND
        print(finding.sentence, file=sys.stderr if must_be_mended else sys.stdout, flush=True)
        well = well and not must_be_mended
    if well:
        print("Aufruf can start.")
    return DONE if well else REFUSED
