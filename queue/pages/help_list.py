# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""For those who help: who is stuck at a kiosk or terminal, and who wants to be called back."""

from collections.abc import Sequence

from litestar import Response, get, post
from litestar.response import Redirect

from aufruf.actions import call_backs, helping
from aufruf.domain.access import person_anywhere
from aufruf.domain.catalogue import Office
from aufruf.domain.errors import AlreadyAccepted, NotFound, NotPossible
from aufruf.domain.help import HelpMode
from aufruf.domain.roles import Right
from aufruf.domain.words import words
from aufruf.pages.forms import line, read_form
from aufruf.pages.help_parts import ShownHelp, help_part, shown_help
from aufruf.reads.help import where_to_help
from aufruf.web.language import NAMES
from aufruf.web.rendering import AnyRequest, Frame
from aufruf.web.wire import PathId
from aufruf.web.wiring import Given, Wiring

SAID = {
    "ended": words("Beendet. Am Gerät steht nichts mehr von der Hilfe."),
    "returned": words("Abgegeben. Der Hilferuf wartet wieder auf jemanden."),
    "ticket": words("Beendet mit der Wartemarke %(number)s. Was Sie notiert haben, steht am Schalter."),
    "called": words("Der Rückruf ist erledigt, die Nummer ist gelöscht."),
    "over": words("Dieser Hilferuf ist vorbei: Am Gerät wird keine Hilfe mehr gebraucht."),
    "taken": words("Diesen Hilferuf hat schon jemand übernommen."),
    "waits": words("Bei diesem Hilferuf helfen Sie gerade nicht. Er wartet auf jemanden."),
}
# What the mirror shows comes from a device and has styles in itself; nothing else in it has any effect.
MIRROR_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'none'; frame-src 'none'; object-src 'none'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'"
)


@get("/help")
async def show(request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]) -> Response[str]:
    """Whoever waits for help where one may help."""
    await helping.looks_at_list(wiring.db, person_anywhere(frame.caller, Right.HELP))
    offices, seen = await look(frame, wiring)
    query = request.query_params
    sentence, number = SAID.get(query.get("said", ""), ""), query.get("number", "")
    return frame.show(
        "help.html",
        offices=offices,
        part=help_part(frame, seen),
        said=frame.text(sentence) % {"number": number if number.isalnum() else ""} if sentence else "",
    )


@get("/help/now")
async def show_now(frame: Given[Frame], wiring: Given[Wiring]) -> Response[str]:
    """The same without what is around it, for the page to put in its place."""
    _, seen = await look(frame, wiring)
    return frame.show("help_list.html", seen=seen, languages=NAMES)


@post("/help/{help_request:str}/accept")
async def accept(
    help_request: PathId, request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]
) -> Redirect:
    """Help, unless somebody does already. Pressed twice it is one's own, and its page says how it stands."""
    mode = line(await read_form(request), "mode")
    if mode not in list(HelpMode):
        raise NotFound
    person = person_anywhere(frame.caller, Right.HELP)
    try:
        async with wiring.db.transaction() as tx:
            key = await helping.find(tx, help_request)
            await helping.accept(tx, key=key, person=person, mode=HelpMode(mode))
    except AlreadyAccepted:
        pass
    except NotPossible:
        return said("over")
    return Redirect(f"/help/{help_request}", status_code=303)


@post("/help/call-backs/{call_back:str}/done")
async def call_back_done(call_back: PathId, frame: Given[Frame], wiring: Given[Wiring]) -> Redirect:
    """They were called back, or could not be reached: the number is deleted."""
    person = person_anywhere(frame.caller, Right.HELP)
    async with wiring.db.transaction() as tx:
        await call_backs.done(tx, call_back=call_back, person=person)
    return said("called")


@get("/help/mirror")
async def show_mirror(frame: Given[Frame]) -> Response[str]:
    """The frame in which a device's screen is shown, under a policy of its own."""
    person_anywhere(frame.caller, Right.HELP)
    return frame.show("help_mirror.html", headers={"Content-Security-Policy": MIRROR_POLICY})


def said(what: str, *, number: str = "") -> Redirect:
    """Back to the list, which says what was done or why not."""
    return Redirect(f"/help?said={what}" + (f"&number={number}" if number else ""), status_code=303)


async def look(frame: Frame, wiring: Wiring) -> tuple[Sequence[Office], ShownHelp]:
    """The offices in which somebody helps, and what goes on there."""
    person = person_anywhere(frame.caller, Right.HELP)
    async with wiring.db.reading(snapshot=True) as reading:
        where = await where_to_help(reading, person)
        return where.offices, await shown_help(reading, where)
