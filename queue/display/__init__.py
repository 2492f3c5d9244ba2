# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The waiting-room display."""

from pathlib import Path

from litestar import Router
from litestar.di import Provide

from aufruf.display import board, socket, speaking
from aufruf.display.preview import look
from aufruf.web.rendering import give_frame

TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"

router = Router(
    "",
    route_handlers=[board.show, look, socket.follow, speaking.speak],
    dependencies={"frame": Provide(give_frame)},
    include_in_schema=False,
)
