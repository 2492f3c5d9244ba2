# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sound of a call, made of a number and a counter that were called: nobody has other words said."""

from litestar import Response, get

from aufruf.display.messages import kind_of, room_of
from aufruf.display.screens import screen_shown
from aufruf.display.speech import speech_of
from aufruf.display.spoken import sentence
from aufruf.domain.errors import NotFound
from aufruf.reads.screen import fresh_screen
from aufruf.web.rendering import AnyRequest
from aufruf.web.wire import PathId, PathText
from aufruf.web.wiring import Given, Wiring

FOR_A_WHILE = "private, max-age=3600"  # a recall needs no second request


@get("/display/{display:str}/speech/{language:str}/{number:str}/{counter:str}")
async def speak(
    display: PathId, language: PathText, number: PathText, counter: PathText,
    request: AnyRequest, wiring: Given[Wiring],
) -> Response[bytes]:  # fmt: skip
    """A call as sound, for who may see it. Raises NotFound where it was not called, or cannot be spoken."""
    office = (await screen_shown(request, wiring, display)).office
    room, kind = room_of(office, counter), kind_of(office, counter)
    said = sentence(language, number=number, counter=counter, room=room, kind=kind)
    speech = speech_of(request.app.state)
    if said is None or not speech.works:
        raise NotFound
    sound = await speech.known(said, language)
    if sound is None:
        async with wiring.db.reading(snapshot=True) as reading:
            screen = await fresh_screen(reading, (office.id, office.local_date(reading.now)))
        if any((call.number, call.counter) == (number, counter) for call in screen.calls):
            sound = await speech.wav(said, language)
    if sound is None:
        raise NotFound
    return Response(sound, media_type="audio/wav", headers={"Cache-Control": FOR_A_WHILE})
