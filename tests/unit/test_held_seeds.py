# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers are not tuned on the seeds that they are measured with."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
HELD = "benchmarks.held_seeds"


def imports_of(source: str) -> set[str]:
    """The modules that a source names in its imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def reached_from(name: str, sources: dict[str, str]) -> set[str]:
    """Every module of these that is imported by this one, or by what it imports."""
    seen: set[str] = set()
    ahead = {name}
    while ahead:
        module = ahead.pop()
        seen.add(module)
        ahead |= (imports_of(sources[module]) & sources.keys()) - seen
    return seen


def benchmarks() -> dict[str, str]:
    files = (ROOT / "benchmarks").glob("*.py")
    return {f"benchmarks.{file.stem}": file.read_text(encoding="utf-8") for file in files}


def tuning(sources: dict[str, str]) -> list[str]:
    return [name for name in sources if name.startswith("benchmarks.tune_")]


def test_what_tunes_does_not_reach_the_held_seeds() -> None:
    sources = benchmarks()
    assert tuning(sources)
    assert [name for name in tuning(sources) if HELD in reached_from(name, sources)] == []


def test_only_what_measures_imports_them() -> None:
    users = [name for name, source in benchmarks().items() if HELD in imports_of(source)]
    assert users
    assert all(name.startswith("benchmarks.measure_") for name in users)


def test_a_way_around_would_be_found() -> None:
    sources = benchmarks()
    planted = sources | {
        "benchmarks.tune_planted": "def later():\n    from benchmarks import measure_plans\n",
    }
    assert HELD in reached_from("benchmarks.tune_planted", planted)


def test_the_product_knows_no_benchmark() -> None:
    for file in (ROOT / "queue").rglob("*.py"):
        assert not any(name.startswith("benchmarks") for name in imports_of(file.read_text(encoding="utf-8")))
