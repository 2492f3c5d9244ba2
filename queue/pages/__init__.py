# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""HTML for citizens and staff. All works without JavaScript; forms call the same actions as the API."""

from pathlib import Path

from litestar import Router
from litestar.di import Provide

from aufruf.pages import concerns, errors, start
from aufruf.pages.errors import on_no_such_page
from aufruf.web.rendering import give_frame

__all__ = ["STATIC", "TEMPLATES", "on_no_such_page", "router"]

TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"

router = Router(
    "",
    route_handlers=[start.start, start.choose_language, concerns.choose_concern],
    dependencies={"frame": Provide(give_frame)},
    exception_handlers=errors.HANDLERS,
    include_in_schema=False,
)
