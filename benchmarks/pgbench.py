# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""PostgreSQL's own benchmark program, running the very statements that a server was heard to say."""

import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.recording import Said
from tests.postgres import Postgres
from tests.postgres_binaries import find_binaries

TPS = re.compile(r"^tps = ([0-9.]+)", re.MULTILINE)
FAILED = re.compile(r"number of failed transactions: (\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A pgbench script, and the constants that it is given."""

    text: str
    constants: Mapping[str, str]


def script(
    said: Sequence[Said], *, drawn: str, variables: Mapping[str, str], after: Mapping[str, str]
) -> Script:
    """Write statements as a script that draws its own keys.

    `drawn` are the lines that draw them; `variables` says which recorded value stands for which of them, all
    other values stay as they were. `after` has what follows a statement that holds these words, for instance
    to go on with what it gave back.
    """
    lines, constants = [drawn.strip()], {}
    for number, each in enumerate(said):
        names: dict[str, str] = {}
        for index, value in enumerate(each.parameters, start=1):
            if value is None:
                names[str(index)] = "NULL"
            elif value in variables:
                names[str(index)] = f":{variables[value]}"
            else:
                constants[f"s{number}p{index}"] = value
                names[str(index)] = f":s{number}p{index}"
        text = re.sub(r"\$(\d+)", lambda found, names=names: names[found[1]], each.text)  # type: ignore[misc]
        ending = next((more for words, more in after.items() if words in each.text), ";")
        lines.append(text + ending)
    return Script(text="\n".join(lines) + "\n", constants=constants)


def run(postgres: Postgres, database: str, written: Script, *, clients: int, seconds: int) -> float:
    """Transactions in a second, prepared as the driver prepares them."""
    file = postgres.folder / "pgbench.sql"
    file.write_text(written.text)
    program = find_binaries(None, postgres.folder) / "pgbench"
    command = [str(program), "--no-vacuum", "--protocol=prepared", f"--client={clients}", "--jobs=2"]
    command += [f"--time={seconds}", "--host=127.0.0.1", f"--port={postgres.port}", "--username=postgres"]
    command += [f"--define={name}={value}" for name, value in written.constants.items()]
    done = subprocess.run(
        [*command, f"--file={file}", database], capture_output=True, text=True, check=False, cwd=Path("/")
    )
    rate, failed = TPS.search(done.stdout), FAILED.search(done.stdout)
    aborted = "aborted" in done.stderr or (failed is not None and int(failed[1]))
    went_well = rate is not None and done.returncode == 0 and not aborted
    assert went_well, done.stdout + done.stderr + written.text
    return float(rate[1]) if rate else 0.0
