# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was reached and what was not: printed as a table, and kept in benchmarks/out/results.json."""

import json
import os
import shlex
import statistics
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = Path(__file__).parent / "out" / "results.json"
MOST, LEAST = "at most", "at least"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One measured number beside its bar."""

    bar: str
    metric: str
    goal: str
    value: float
    holds: bool
    command: str


def judged(bar: str, metric: str, *, value: float, goal: tuple[str, float]) -> Result:
    """A number and whether it reaches its goal: ("at most", 1.5)."""
    word, limit = goal
    holds = value <= limit if word == MOST else value >= limit
    return Result(
        bar=bar,
        metric=metric,
        goal=f"{word} {limit:g}",
        value=round(value, 4),
        holds=holds,
        command=_command(),
    )


def keep(results: Sequence[Result]) -> None:
    """Print the results, and store them in the place of those of the same bar and metric."""
    for each in results:
        reached = "holds" if each.holds else "MISSED"
        print(f"{reached:7} {each.bar}: {each.metric} = {each.value:g} ({each.goal})")
    FILE.parent.mkdir(exist_ok=True)
    before = json.loads(FILE.read_text()) if FILE.exists() else []
    new = {(each.bar, each.metric) for each in results}
    rows = [row for row in before if (row["bar"], row["metric"]) not in new]
    rows += [asdict(each) for each in results]
    FILE.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n")


def table(title: str, lines: Sequence[tuple[str, Sequence[float], str]]) -> None:
    """Print what was measured in each block: median, and from where to where the blocks lay."""
    print(f"\n{title}  [{machine()}]")
    print(f"  {'':58} {'median':>9} {'from':>9} {'to':>9}  unit")
    for name, values, unit in lines:
        middle = statistics.median(values)
        print(f"  {name:58} {middle:9.3f} {min(values):9.3f} {max(values):9.3f}  {unit}")


def machine() -> str:
    """On what it was measured, and how busy that was."""
    models = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    load = os.getloadavg()[0]
    return f"{len(models)} × {models[0] if models else '?'}, Python {sys.version.split()[0]}, load {load:.1f}"


def _command() -> str:
    module = Path(sys.argv[0]).stem
    return shlex.join(["python", "-m", f"benchmarks.{module}", *sys.argv[1:]])
