# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a socket came to its end: the farewell tells, even where something was being said at that moment."""

from typing import Any, cast

from litestar.exceptions import WebSocketDisconnect

from aufruf.web.speaking import AnySocket, Listener, Speaker


class Gone:
    """A socket that has ended while somebody speaks."""

    async def send(self, _message: Any) -> None:
        """Nobody is there."""
        raise WebSocketDisconnect(detail="gone")


class OneWord:
    """A wire on which there is one thing to say."""

    audience, pause = "display", 0.0

    async def take(self) -> list[str]:
        """The one thing."""
        return ["hello"]


class Beats:
    """A feed that beats no more than its ear has heard."""

    beats = 0
    heed = None


class Waiting:
    """Somebody who has one thing to hear."""

    wire, feed, ear = OneWord(), Beats(), Beats()


async def test_speaking_to_somebody_who_is_gone_leaves_the_last_word_to_the_farewell() -> None:
    hung_up: list[bool] = []
    socket, listener = cast("AnySocket", Gone()), cast("Listener", Waiting())
    speaker = Speaker(socket, listener, end=lambda: hung_up.append(True))

    speaker.stir()
    assert speaker._task is not None
    await speaker._task

    assert not hung_up, "the farewell says why they went; hanging up first would lose it"
