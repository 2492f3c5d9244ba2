# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Settings: what is read from the environment, and what is refused with a sentence."""

from pathlib import Path

import pytest

from aufruf.settings import BadSetting, Settings, read_settings


def read(folder: Path, **environment: str) -> Settings:
    return read_settings({"AUFRUF_DATA_DIR": str(folder), **environment})


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("", ""),
        ("redis://127.0.0.1:6379/1", "redis://127.0.0.1:6379/1"),
        ("rediss://user:word@wire.example", "rediss://user:word@wire.example"),
        ("valkey://127.0.0.1", "redis://127.0.0.1"),  # they speak the same, the client knows one name
    ],
)
def test_what_wakes_other_processes_is_a_redis_or_a_valkey(tmp_path: Path, said: str, meant: str) -> None:
    assert read(tmp_path, AUFRUF_REALTIME_URL=said).realtime_url == meant


@pytest.mark.parametrize("nonsense", ["127.0.0.1:6379", "http://127.0.0.1", "memory"])
def test_anything_else_is_refused(tmp_path: Path, nonsense: str) -> None:
    with pytest.raises(BadSetting, match="AUFRUF_REALTIME_URL"):
        read(tmp_path, AUFRUF_REALTIME_URL=nonsense)


def test_metrics_are_for_this_machine_unless_said_otherwise(tmp_path: Path) -> None:
    assert [str(network) for network in read(tmp_path).metrics_from] == ["127.0.0.0/8", "::1/128"]
    assert read(tmp_path, AUFRUF_METRICS_FROM="").metrics_from == ()
    named = read(tmp_path, AUFRUF_METRICS_FROM="10.1.0.0/16,fd00::/8").metrics_from
    assert [str(network) for network in named] == ["10.1.0.0/16", "fd00::/8"]
    with pytest.raises(BadSetting, match="AUFRUF_METRICS_FROM"):
        read(tmp_path, AUFRUF_METRICS_FROM="everybody")
