# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What processes tell each other, and where somebody says they are."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufruf.live.position import Epoch, Position, read_position
from aufruf.live.telling import LONGEST, Outgoing, pack, unpack

MONDAY, TUESDAY = dt.date(2026, 11, 23), dt.date(2026, 11, 24)
IDS = st.text("abcXYZ019._~-", min_size=1, max_size=64)
TOLD = st.lists(st.tuples(IDS, st.dates(), st.integers(0, 10**6)), min_size=1, max_size=300)


@given(TOLD)
def test_what_is_told_arrives_whole_in_messages_that_are_carried(
    told: list[tuple[str, dt.date, int]],
) -> None:
    messages = pack("me", told)
    assert max(len(message.encode()) for message in messages) <= LONGEST
    heard = [unpack(message) for message in messages]
    assert {sender for sender, _ in heard} == {"me"}
    assert [each for _, part in heard for each in part] == told


@pytest.mark.parametrize("rubbish", ["x\nmitte", "x\nmitte 2026-11-23 one", "x\nmitte heute 3", "x\na b c d"])
def test_what_others_say_on_the_same_channel_is_not_taken_for_ours(rubbish: str) -> None:
    with pytest.raises(ValueError):
        unpack(rubbish)


async def test_of_each_office_day_only_the_last_number_is_told() -> None:
    outgoing = Outgoing()
    outgoing.add([("mitte", MONDAY, 1)])
    outgoing.add([("mitte", MONDAY, 2), ("nord", MONDAY, 9)])
    outgoing.add([("mitte", TUESDAY, 1)])
    [message] = await outgoing.batch("me")
    assert unpack(message)[1] == [("mitte", MONDAY, 2), ("nord", MONDAY, 9), ("mitte", TUESDAY, 1)]


@given(IDS, st.dates(), st.integers(0, 10**9), st.integers(0, 10**8))
def test_a_position_is_read_as_it_was_written(office: str, date: dt.date, generation: int, seq: int) -> None:
    epoch = str(Epoch(office, date, generation))
    assert read_position(f"{epoch}.{seq}") == Position(epoch, seq)


@pytest.mark.parametrize(
    "text", [None, "", "17", "mitte", "mitte.", "mitte.x", "mitte.-1", "mitte.1e3", "a.١"]
)
def test_what_is_no_position_asks_for_everything(text: str | None) -> None:
    assert read_position(text) is None
