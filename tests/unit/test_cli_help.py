# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aufruf helper-pool` and `aufruf helper`: who helps beyond their own office."""

import json
from pathlib import Path

import pytest

from aufruf.cli import main
from tests.unit.test_cli import BAD_INPUT, DONE, REFUSED, stored
from tests.unit.test_cli import data_dir as data_dir
from tests.unit.test_cli import office as office


def test_a_pool_is_founded_joined_staffed_and_left(
    data_dir: Path, office: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for role in ("helper", "clerk"):
        assert main(["user", "add", role, "--role", role, "--office", office, "--token"]) == DONE
    found = ["helper-pool", "add", "verbund", "--name", "Hilfeverbund", "--level", "pool"]
    assert [main(found), main(found)] == [DONE, REFUSED]
    join = ["helper-pool", "join", "verbund", "--office"]
    assert [main([*join, office]), main([*join, office]), main([*join, "nirgends"])] == [
        DONE,
        DONE,
        BAD_INPUT,
    ]
    staff = ["helper-pool", "staff", "verbund", "--user"]
    assert [main([*staff, who]) for who in ("Helper", "clerk", "niemand")] == [DONE, BAD_INPUT, BAD_INPUT]
    assert main(["helper-pool", "staff", "nirgends", "--user", "helper"]) == BAD_INPUT
    tables = ("helper_pool", "helper_pool_office", "helper_pool_user")
    assert [len(stored(data_dir, f"SELECT * FROM {table}")) for table in tables] == [1, 1, 1]  # noqa: S608 (our own words)

    for away in (
        ["leave", "verbund", "--office", office],
        ["staff", "verbund", "--user", "helper", "--remove"],
    ):
        assert [main(["helper-pool", *away]) for _ in range(2)] == [DONE, REFUSED]
    assert [len(stored(data_dir, f"SELECT * FROM {table}")) for table in tables] == [1, 0, 0]  # noqa: S608 (the same)
    for wrong in (["--name", "x", "--level", "nobody"], ["--name", "x"]):
        with pytest.raises(SystemExit) as bad:
            main(["helper-pool", "add", "zwei", *wrong])
        assert bad.value.code == BAD_INPUT
    assert main(["helper-pool", "add", "a/b", "--name", "x", "--level", "pool"]) == BAD_INPUT
    assert "Traceback" not in capsys.readouterr().err


def test_what_is_not_said_of_a_helper_stays_as_it_was(data_dir: Path, office: str) -> None:
    assert main(["user", "add", "hanna", "--role", "helper", "--office", office, "--token"]) == DONE

    def known() -> tuple[object, ...]:
        [(shown_as, languages, services)] = stored(
            data_dir, "SELECT shown_as, languages, services FROM helper"
        )
        return shown_as, json.loads(str(languages)), services and json.loads(str(services))

    assert main(["helper", "hanna", "--shown-as", "Frau K.", "--languages", "tr, en"]) == DONE
    assert known() == ("Frau K.", ["en", "tr"], None)
    assert main(["helper", "hanna", "--languages", "uk"]) == DONE
    assert known() == ("Frau K.", ["uk"], None)
    assert main(["helper", "hanna", "--services", "all"]) == DONE
    wrong = (
        ["--services", "zauberei"],
        ["--languages", "Deutsch"],
        ["--shown-as", "x" * 41],
        ["--shown-as", ""],
    )
    assert [main(["helper", "hanna", *each]) for each in wrong] == [BAD_INPUT] * 4
    assert main(["helper", "niemand", "--languages", "en"]) == BAD_INPUT
    assert known() == ("Frau K.", ["uk"], None)
