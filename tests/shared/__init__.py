# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path

DATA = Path(__file__).parents[3] / "shared" / "data"
