# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The board in the waiting room: numbers and counters as they are now; its socket keeps it so."""

from importlib.metadata import version

from litestar import Response, get

from aufruf.display.messages import kind_of, room_of, screen_in
from aufruf.display.screens import screen_shown
from aufruf.display.words import expected_text, fixed_words
from aufruf.domain.errors import AufrufError
from aufruf.planning.waits.forecast import for_people
from aufruf.reads.screen import fresh_screen
from aufruf.web.answers import POLICY
from aufruf.web.devices import DEVICE_COOKIE, device_of, renewed
from aufruf.web.rendering import AnyRequest, Frame
from aufruf.web.wire import PathId
from aufruf.web.wiring import Given, Wiring

# A preview stands small in a page of our own; nobody else may frame anything of ours.
IN_OUR_PAGES = {"Content-Security-Policy": POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")}
VERSION = version("aufruf")


@get("/display/{display:str}")
async def show(
    display: PathId, request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str]:
    """The latest calls, for a display by its id, or for the staff of an office by the office's."""
    try:
        shown = await screen_shown(request, wiring, display)
    except AufrufError:
        was_device = frame.person is None and request.cookies.get(DEVICE_COOKIE)
        if was_device and await device_of(request, wiring) is None:  # somebody has revoked it
            return frame.show("display_revoked.html", status=401)
        raise
    office = shown.office
    async with wiring.db.reading(snapshot=True) as reading:
        screen = await fresh_screen(reading, (office.id, office.local_date(reading.now)))
        now = reading.now
    forecast = wiring.forecasts.latest(office.id)
    expected = None if forecast is None else forecast.for_next()
    minutes = None if expected is None or expected.wait is None else for_people(expected.wait)
    language = shown.choices.languages[0]
    screen = screen_in(office, screen, shown.choices.rooms)
    calls = [
        (each.number, each.counter, room_of(office, each.counter), kind_of(office, each.counter))
        for each in screen.calls
    ]
    query = request.url.query
    return frame.show(
        "display.html",
        headers={"Content-Language": language} | (IN_OUR_PAGES if shown.preview else {}),
        cookies=[] if shown.device is None else renewed(request, wiring),
        shown=shown,
        office=office,
        calls=calls,
        closed_early=screen.closed_early,
        now=now,
        path=f"/display/{display}",
        query=f"?{query}" if query else "",
        version=VERSION,
        language=language,
        say=fixed_words(language),
        expected=expected_text(minutes, language),
    )
