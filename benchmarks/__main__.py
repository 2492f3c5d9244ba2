# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Run the benchmarks one after the other, each (`measure_….py`) in a process of its own.

python -m benchmarks            all of them
python -m benchmarks booking    those with this word in their name
"""

import subprocess
import sys
from pathlib import Path


def main(words: list[str]) -> int:
    """Answer 0 if each benchmark ran to its end; whether a bar was reached is in what it printed."""
    names = sorted(file.stem for file in Path(__file__).parent.glob("measure_*.py"))
    chosen = [name for name in names if not words or any(word in name for word in words)]
    if not chosen:
        print("No benchmark has such a name; there are:", *names, file=sys.stderr)
        return 2
    ended = []
    for name in chosen:
        print(f"== {name}", flush=True)
        ended.append(subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode)
    return int(any(ended))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
