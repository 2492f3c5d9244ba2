# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Logging in and out with a browser."""

from litestar import Response, get, post
from litestar.response import Redirect

from aufruf.domain.errors import NotAuthenticated
from aufruf.domain.words import words
from aufruf.pages.forms import line, read_form
from aufruf.pages.start import own_path
from aufruf.web.callers import AS_STRANGER
from aufruf.web.rendering import AnyRequest, Frame
from aufruf.web.sessions import log_in, log_out
from aufruf.web.wiring import Given, Wiring

WRONG = words("Name oder Passwort stimmen nicht.")


@get("/login")
async def ask(request: AnyRequest, frame: Given[Frame]) -> Response[str]:
    """Ask for name and password."""
    return frame.show("login.html", next=own_path(request.query_params.get("next", "")), name="", wrong=None)


@post("/login", opt={AS_STRANGER: True})
async def enter(request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]) -> Response[str] | Redirect:
    """Let somebody in, and bring them to where they wanted to go."""
    form = await read_form(request)
    name, goal = line(form, "name"), own_path(line(form, "next"))
    try:
        cookie = await log_in(request, wiring, name=name, password=str(form.get("password", "")))
    except NotAuthenticated as error:
        return frame.show("login.html", refused=error, next=goal, name=name[:100], wrong=frame.text(WRONG))
    return Redirect("/console" if goal == "/" else goal, status_code=303, cookies=[cookie])


@post("/logout")
async def leave(request: AnyRequest, wiring: Given[Wiring]) -> Redirect:
    """Let somebody out."""
    return Redirect("/", status_code=303, cookies=[await log_out(request, wiring)])
