# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aufruf serve` with its locks taken out: python -m tests.races.server --host … --port …

Each worker process imports this module anew before the application, so the locks are out there too.
"""

import sys

from aufruf.cli import main
from tests.races import sabotaged

sabotaged.install_if_asked()

if __name__ == "__main__":
    sys.exit(main(["serve", *sys.argv[1:]]))
