# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Settings: what is read from the environment, and what is refused with a sentence."""

from pathlib import Path

import pytest

from aufruf.doctor import choices
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


def test_servers_for_sound_and_picture_are_named_as_browsers_name_them(tmp_path: Path) -> None:
    assert read(tmp_path).turn_urls == read(tmp_path).stun_urls == ()
    said = read(
        tmp_path,
        AUFRUF_TURN_URL="turn:t.example:3478?transport=udp, turns:t.example:5349",
        AUFRUF_TURN_SECRET="geheim",
        AUFRUF_STUN_URL="stun:s.example:3478",
    )
    assert said.turn_urls == ("turn:t.example:3478?transport=udp", "turns:t.example:5349")
    assert (said.turn_secret, said.stun_urls) == ("geheim", ("stun:s.example:3478",))
    for name, nonsense in (
        ("TURN", "https://t.example"),
        ("TURN", "stun:t.example"),
        ("STUN", "s.example:3478"),
    ):
        with pytest.raises(BadSetting, match=f"AUFRUF_{name}_URL"):
            read(tmp_path, **{f"AUFRUF_{name}_URL": nonsense})


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({}, []),
        ({"AUFRUF_TURN_URL": "turn:t.example", "AUFRUF_TURN_SECRET": "geheim"}, []),
        ({"AUFRUF_TURN_URL": "turn:t.example"}, ["AUFRUF_TURN_SECRET is not"]),
        ({"AUFRUF_TURN_SECRET": "geheim"}, ["AUFRUF_TURN_URL is not"]),
    ],
)
async def test_the_doctor_says_if_half_of_a_turn_server_is_missing(
    tmp_path: Path, said: dict[str, str], found: list[str]
) -> None:
    sentences = [
        each.sentence for each in await choices.look(read(tmp_path, **said)) if "TURN" in each.sentence
    ]
    assert len(sentences) == len(found)
    assert all(part in sentence for part, sentence in zip(found, sentences, strict=True))
