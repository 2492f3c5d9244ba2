# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The start page with every way in, and the switch of the language."""

from litestar import Response, get, post
from litestar.datastructures import Cookie
from litestar.response import Redirect

from aufruf.db.transaction import Database
from aufruf.domain.languages import LANGUAGES
from aufruf.domain.opening import is_open
from aufruf.domain.words import words
from aufruf.pages.forms import line, read_form
from aufruf.reads.pacing import pace
from aufruf.web.language import COOKIE
from aufruf.web.rendering import AnyRequest, Frame
from aufruf.web.wiring import Given, Wiring

SHOWN = 12  # offices on the start page
A_YEAR = 365 * 24 * 3600
ROLES = {
    "clerk": words("Sachbearbeitung"),
    "reception": words("Empfang"),
    "supervisor": words("Leitung"),
    "administrator": words("Verwaltung"),
    "helper": words("Hilfe an Terminals"),
}


@get("/")
async def start(frame: Given[Frame], db: Given[Database], wiring: Given[Wiring]) -> Response[str]:
    """Every way in."""
    async with db.reading() as reading:
        offices = await reading.catalogue.all_current(reading.connection, now=reading.now)
        open_now = [each.id for each in offices[:SHOWN] if is_open(each.opening, reading.now)]
        speed = (await pace(reading)).speed if wiring.demo_logins else None
    forecasts = await wiring.forecasts.look_at(open_now)
    return frame.show(
        "start.html",
        offices=offices[:SHOWN],
        waits={id_: None if each is None else each.for_next() for id_, each in forecasts.items()},
        more=max(0, len(offices) - SHOWN),
        logins=wiring.demo_logins,
        roles={role: frame.text(german) for role, german in ROLES.items()},
        pace=speed,
    )


@post("/language")
async def choose_language(request: AnyRequest) -> Redirect:
    """Remember the language, and go back to where it was chosen."""
    form = await read_form(request)
    language = line(form, "language")
    cookie = Cookie(COOKIE, value=language, max_age=A_YEAR, httponly=True, samesite="lax", path="/")
    return Redirect(
        own_path(line(form, "back")), status_code=303, cookies=[cookie] if language in LANGUAGES else None
    )


def own_path(path: str) -> str:
    """A path of ours; the start page for anything else, so that nobody is sent to a foreign site."""
    fine = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if fine else "/"
