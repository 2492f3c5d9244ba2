# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The board in the waiting room: numbers and counters as they are now; its socket keeps it so."""

from litestar import Response, get

from aufruf.display.messages import expected_text
from aufruf.display.screens import office_shown
from aufruf.planning.waits.forecast import for_people
from aufruf.reads.screen import fresh_screen
from aufruf.web.rendering import AnyRequest, Frame
from aufruf.web.wire import PathId
from aufruf.web.wiring import Given, Wiring

LINES = 6


@get("/display/{display:str}")
async def show(
    display: PathId, request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str]:
    """The latest calls, for a display by its id, or for the staff of an office by the office's."""
    office = await office_shown(request, wiring, display)
    async with wiring.db.reading(snapshot=True) as reading:
        screen = await fresh_screen(reading, (office.id, office.local_date(reading.now)))
        now = reading.now
    forecast = wiring.forecasts.latest(office.id)
    expected = None if forecast is None else forecast.for_next()
    minutes = None if expected is None or expected.wait is None else for_people(expected.wait)
    return frame.show(
        "display.html",
        office=office,
        calls=screen.calls[:LINES],
        now=now,
        display=display,
        expected=expected_text(minutes, frame.language),
    )
