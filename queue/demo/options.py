# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may be said after `aufruf demo`, and where it lives. Light: every command reads this."""

import argparse
from collections.abc import Mapping
from pathlib import Path

SPEED = 5.0
HISTORY, LONGEST_HISTORY = 6, 26  # weeks
DEFAULT_DATA_DIR = "data/demo"
PASSWORD_FILE = "demo.password"  # noqa: S105 (the name of a file; it also marks a folder as the demo's)
OF_OTHERS = ("AUFRUF_DATABASE_URL", "AUFRUF_REALTIME_URL", "AUFRUF_CLOCK_START")


def surroundings(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment of the demo: a rehearsal, on SQLite, in a folder of its own, whatever else is set."""
    ours = {name: text for name, text in environment.items() if name not in OF_OTHERS}
    return {
        **ours,
        "AUFRUF_DATA_DIR": ours.get("AUFRUF_DATA_DIR") or DEFAULT_DATA_DIR,
        "AUFRUF_REHEARSAL": "1",
    }


def add_options(demo: argparse.ArgumentParser) -> None:
    """What may be said after `aufruf demo`."""
    demo.add_argument("--host", default="127.0.0.1")
    demo.add_argument("--port", type=int, default=8000)
    demo.add_argument(
        "--speed",
        type=float,
        default=SPEED,
        help="of its clock when it is founded; 0 is a pause (default: 5)",
    )
    demo.add_argument(
        "--history",
        type=int,
        default=HISTORY,
        metavar="WEEKS",
        help="that the town has behind it when it is founded (default: 6)",
    )
    demo.add_argument("--fresh", action="store_true", help="forget the town that is there, and found it anew")


def is_demo(data_dir: Path) -> bool:
    """Whether a folder holds a demo town: nobody may serve it as if it were an office."""
    return (data_dir / PASSWORD_FILE).exists()
