# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Shows that each race test fails when its database's lock is taken out: python -m tests.races.sabotage

What is taken out, what is not touched by it and why: docs/decisions/0005-sabotage.md.
"""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.races.sabotaged import LOCKS, SWITCH
from tests.throwaway import throwaway_folder

SENTENCE = re.compile(r"^E? *(\w[\w.]*(?:Error|Failed|Exception)\b.*)$", re.MULTILINE)
FOLDER = Path(__file__).parent
# These races are decided elsewhere: by advisory locks and flock, or by a unique index.
OTHERS = {"test_leadership.py", "test_sabotage.py"}
UNTOUCHED = {
    ("over_http", "sqlite"): "one process writes, and its own queue of writers is no lock of the database",
    ("same_key", "postgresql"): "the unique key of the request decides, and waits for the other's end",
    ("same_key", "sqlite"): "the first statement of the transaction writes, so it waits all the same",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a race test did without the lock."""

    name: str
    database: str
    failed: bool
    broken: bool  # it did not even begin, which shows nothing
    how: str
    doubles: str | None

    @property
    def untouched(self) -> str:
        """Why this lock has no part in this race; empty where it has."""
        found = (
            why for (part, base), why in UNTOUCHED.items() if part in self.name and base == self.database
        )
        return next(found, "")

    @property
    def verdict(self) -> str:
        if self.broken:
            return "DID NOT RUN"
        if self.doubles not in (None, "[]"):
            return "THE LAST DEFENCE FELL"
        if self.failed:
            return "failed, as it should"
        return "passed: untouched" if self.untouched else "WRONGLY PASSED"

    @property
    def is_well(self) -> bool:
        return self.verdict.islower() or self.verdict[0].islower()


def main() -> int:
    """Run the race tests without locks and say what became of each; 1 if one did not notice."""
    outcomes = sorted(run(), key=lambda each: (each.name, each.database))
    for each in outcomes:
        print(f"{each.verdict:22} {each.database:11} {each.name}")
        print(f"{'':22} {each.untouched if not each.failed and each.untouched else each.how}")
    if not outcomes:
        print("no race test was found", file=sys.stderr)
        return 1
    held = all(each.doubles in (None, "[]") for each in outcomes)
    looked = sum(each.doubles is not None for each in outcomes)
    print(f"The last defence {'held' if held else 'FELL'}: looked for doubles after {looked} races.")
    return 0 if all(each.is_well for each in outcomes) else 1


def run() -> Iterator[Outcome]:
    tests = sorted(str(file) for file in FOLDER.glob("test_*.py") if file.name not in OTHERS)
    with throwaway_folder("sabotage") as folder:
        report = folder / "report.xml"
        options = ["-n0", "-q", "-p", "no:cacheprovider", "--no-summary"]
        options += ["-o", "junit_family=xunit1", f"--junitxml={report}"]
        subprocess.run(
            [sys.executable, "-m", "pytest", *options, *sys.argv[1:], *tests],
            check=False,
            cwd=FOLDER.parents[1],
            env={**os.environ, SWITCH: LOCKS},
        )
        for case in ET.parse(report).getroot().iter("testcase"):  # noqa: S314 (pytest has just written it)
            yield outcome(case)


def outcome(case: ET.Element) -> Outcome:
    name, _, database = case.get("name", "").rstrip("]").partition("[")
    failure, error = case.find("failure"), case.find("error")
    doubles = (each.get("value") for each in case.iter("property") if each.get("name") == "doubles")
    return Outcome(
        name=name,
        database=database,
        failed=failure is not None,
        broken=(error is not None and failure is None) or case.find("skipped") is not None,
        how=last_words(failure if failure is not None else error),
        doubles=next(doubles, None),
    )


def last_words(failure: ET.Element | None) -> str:
    """The sentence with which a test ended."""
    if failure is None:
        return ""
    lines = re.findall(
        r"^E? *(\w[\w.]*(?:Error|Failed|Exception|Locked)\b.*)$", failure.text or "", re.MULTILINE
    )
    words = lines[-1] if lines else (failure.get("message") or "").partition("\n")[0]
    return str(words).strip()[:150]


if __name__ == "__main__":
    sys.exit(main())
