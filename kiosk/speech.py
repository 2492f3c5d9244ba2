# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading aloud what is on the kiosk's screen, by espeak-ng where that is installed.

The page asks for it only if its browser has no voice of its own. Nothing is ever said but the kiosk's own
texts, what services are called, and a number.
"""

import asyncio
import re
import shutil
import struct
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from functools import cache
from typing import Any

from babel import Locale
from babel.messages.pofile import read_po
from litestar import Request, Response, Router, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery

from aufruf_kiosk.texts import LANGUAGES, LOCALE, speech

AnyRequest = Request[Any, Any, Any]
Names = Callable[[AnyRequest], Awaitable[Collection[str]]]
"""What services (and offices) are called at the kiosk that asks."""

PROGRAM = "espeak-ng"
VOICES = {"de": "de", "de-simple": "de", "en": "en-gb", "tr": "tr", "ar": "ar", "uk": "uk"}
PACE = {"de-simple": 120}  # words a minute
USUAL_PACE = 150
AT_ONCE = 2
WITHIN = 5.0  # seconds
LONGEST = 400  # characters
KEPT = 200  # sounds; about 100 KB each
HEADER = 44  # bytes of a WAV before its sound
PLACE = re.compile(r"%\(\w+\)s")
IN_A_PLACE = r"[\w .,:/–-]{1,60}"  # a day, a time, a number
LETTERS_AT_LEAST = 6  # of a text around its places: else it would let everything through
AROUND_TIMES = ("Uhr", "um", "at")
EASY = "Leichte Sprache"
WORD = re.compile(r"[^\W\d_]+")
TICKET = re.compile(r"[A-Z]{0,4}\d{1,5}|[2-9A-Z]{6}")


class Voice:
    """What speaks, and what it has said before."""

    def __init__(self, program: str | None = None) -> None:
        self._program = program or shutil.which(PROGRAM)
        self._room = asyncio.Semaphore(AT_ONCE)
        self._kept: OrderedDict[tuple[str, str], bytes] = OrderedDict()

    @property
    def languages(self) -> list[str]:
        """In which it can."""
        return [] if self._program is None else list(LANGUAGES)

    async def wav(self, text: str, language: str) -> bytes | None:
        """A text as sound; None if it cannot be made."""
        key = (language, text)
        if key not in self._kept:
            async with self._room:
                sound = await self._made(text, language)
            if len(sound) <= HEADER:
                return None
            self._kept[key] = _with_lengths(sound)
        self._kept.move_to_end(key)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return self._kept.get(key)

    async def _made(self, text: str, language: str) -> bytes:
        if self._program is None:
            return b""
        pace = str(PACE.get(language, USUAL_PACE))
        options = ("-v", VOICES[language], "-s", pace, "--stdin", "--stdout")
        try:
            return await _run(self._program, *options, said=text.encode())
        except (OSError, TimeoutError):
            return b""


def make_router(names: Names, *, voice: Voice | None = None) -> Router:
    """The two addresses that a page reads aloud by."""
    said = voice or Voice()

    @get("/kiosk/speech.json")
    async def list_languages() -> dict[str, list[str]]:
        """The languages that can be spoken here."""
        return {"languages": said.languages}

    @get("/kiosk/speech/{name:str}")
    async def send_speech(name: FromPath[str], text: FromQuery[str], request: AnyRequest) -> Response[bytes]:
        """A text of this kiosk as sound."""
        language = name.removesuffix(".wav")
        if language not in said.languages or not await _may_be_said(request, text, language):
            raise NotFoundException
        sound = await said.wav(text, language)
        if sound is None:
            raise NotFoundException
        return Response(sound, media_type="audio/wav", headers={"Cache-Control": "no-store"})

    async def _may_be_said(request: AnyRequest, text: str, language: str) -> bool:
        if len(text) > LONGEST:
            return False
        return is_of_kiosk(text, language) or text in await names(request)

    return Router("", route_handlers=[list_languages, send_speech], include_in_schema=False)


def is_of_kiosk(text: str, language: str) -> bool:
    """Whether this is a text of the page, with something in its places, or a number, a day, a language."""
    if TICKET.fullmatch(text):
        return True
    words = set(WORD.findall(text.casefold()))
    if words <= _days_and_months(speech(language).locale) or text.casefold() in _names_of_languages():
        return True
    return any(pattern.fullmatch(text) for spoken in {language, "de"} for pattern in _patterns(spoken))


@cache
def _days_and_months(locale: str) -> frozenset[str]:
    """The words that a day and a time are made of."""
    known = Locale.parse(locale.replace("-", "_"))
    names = [known.days, known.months]
    wide = {word for kinds in names for kind in kinds.values() for word in kind["wide"].values()}
    return frozenset(word for name in (*wide, *AROUND_TIMES) for word in WORD.findall(name.casefold()))


@cache
def _names_of_languages() -> frozenset[str]:
    """What each language calls itself."""
    own = {Locale.parse(language).get_display_name() or "" for language in LANGUAGES if "-" not in language}
    return frozenset(name.casefold() for name in (*own, EASY))


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(text) for text in _sources() | _translations(language) if _is_telling(text))


def _translations(language: str) -> set[str]:
    found: set[str] = set()
    for text in speech(language).texts.values():
        found.update([text] if isinstance(text, str) else text.values())
    return found


@cache
def _sources() -> frozenset[str]:
    """The German texts, which every catalogue lists."""
    found: set[str] = set()
    for file in LOCALE.glob("*.po"):
        with file.open("rb") as content:
            for message in read_po(content):
                found.update([message.id] if isinstance(message.id, str) else message.id)
    return frozenset(found - {""})


def _is_telling(text: str) -> bool:
    rest = PLACE.sub("", text)
    return rest == text or sum(letter.isalpha() for letter in rest) >= LETTERS_AT_LEAST


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(IN_A_PLACE.join(re.escape(part) for part in PLACE.split(text)))


def _with_lengths(sound: bytes) -> bytes:
    """A WAV that says how long it is: written to a pipe, espeak-ng cannot know it yet."""
    sizes = struct.pack("<I", len(sound) - 8), struct.pack("<I", len(sound) - HEADER)
    return sound[:4] + sizes[0] + sound[8:40] + sizes[1] + sound[HEADER:]


async def _run(program: str, *options: str, said: bytes) -> bytes:
    """What a program prints. Raises OSError, TimeoutError. However this ends, the program has ended, too."""
    process = await asyncio.create_subprocess_exec(
        program, *options,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        async with asyncio.timeout(WITHIN):
            sound, _ = await process.communicate(said)
            return sound
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
