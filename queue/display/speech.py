# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Spoken calls, by espeak-ng where that is installed: a program of its own, two at a time, never waited for.

What was said once is kept as a file whose name is a hash of sentence and voice, so tomorrow's A012 to counter
3 costs nothing. The folder is bounded: what was not asked for longest goes first. If nothing can be kept (a
full disk) it is spoken all the same.
"""

import asyncio
import hashlib
import os
import shutil
import struct
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any

import structlog
from litestar.datastructures import State

from aufruf.display.spoken import VOICES

log = structlog.get_logger("aufruf.display")
PROGRAM = "espeak-ng"
AT_ONCE = 2
WITHIN = 5.0  # seconds; it takes a twentieth of one
WORDS_A_MINUTE = {"de-simple": 120}
USUAL_PACE = 155  # slower than espeak-ng's own 175: waiting rooms echo
NICENESS = 5
LATEST = 16  # sounds that are kept at hand, too
KEPT_BYTES = 200_000_000  # about 1,300 sentences
MAKING_SHAPE = "1"  # part of the hash: raise it when the same sentence would sound otherwise
HEADER = 44  # bytes of a WAV before its sound
QUIET = 200  # of 32,768: what nobody hears
AFTER_WORDS = 2_200  # samples: a tenth of a second


class Speech:
    """What this process can say. `stop` it after use."""

    def __init__(
        self,
        folder: Path,
        *,
        program: str | None = None,
        kept_bytes: int = KEPT_BYTES,
        within: float = WITHIN,
    ) -> None:
        self._folder = folder
        self._program = program or shutil.which(PROGRAM)
        self._kept_bytes = kept_bytes
        self._within = within
        self._room = asyncio.Semaphore(AT_ONCE)
        self._making: dict[str, asyncio.Task[bytes | None]] = {}
        self._latest: dict[str, bytes] = {}  # fifty displays ask for the same at once
        self._failed = False

    @property
    def works(self) -> bool:
        """Whether there is a program that speaks."""
        return self._program is not None

    def begin(self, sentence: str, language: str) -> None:
        """Make it now, since it will soon be asked for."""
        self._task(sentence, language)

    async def wav(self, sentence: str, language: str) -> bytes | None:
        """The sound; None if it cannot be made."""
        task = self._task(sentence, language)
        return None if task is None else await asyncio.shield(task)

    async def known(self, sentence: str, language: str) -> bytes | None:
        """The sound if it was made before, or is being made."""
        name = name_of(sentence, language)
        if (sound := self._latest.get(name)) is not None:
            return sound
        if (task := self._making.get(name)) is not None:
            return await asyncio.shield(task)
        return await asyncio.to_thread(_kept, self._folder / name)

    async def stop(self) -> None:
        """Say nothing more: what is being made is thrown away."""
        tasks = list(self._making.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _task(self, sentence: str, language: str) -> asyncio.Task[bytes | None] | None:
        if self._program is None:
            return None
        name = name_of(sentence, language)
        if name not in self._making:
            self._making[name] = task = asyncio.create_task(self._find(name, sentence, language))
            task.add_done_callback(lambda _: self._making.pop(name, None))
        return self._making[name]

    async def _find(self, name: str, sentence: str, language: str) -> bytes | None:
        file = self._folder / name
        sound = await asyncio.to_thread(_kept, file)
        if sound is None:
            async with self._room:
                sound = await self._made(sentence, language)
            if sound is not None:
                self._remember(name, sound)
                await asyncio.to_thread(_keep, file, sound, self._kept_bytes)
        else:
            self._remember(name, sound)
        return sound

    def _remember(self, name: str, sound: bytes) -> None:
        self._latest[name] = sound
        if len(self._latest) > LATEST:
            del self._latest[next(iter(self._latest))]

    async def _made(self, sentence: str, language: str) -> bytes | None:
        pace = WORDS_A_MINUTE.get(language, USUAL_PACE)
        options = ("-v", VOICES[language], "-s", str(pace), "-m", "--stdin", "--stdout")
        try:
            sound = await _run(str(self._program), *options, said=sentence.encode(), within=self._within)
        except (OSError, TimeoutError) as error:
            sound, why = b"", str(error) or type(error).__name__
        else:
            why = "no sound"
        if len(sound) > HEADER:
            self._failed = False
            return complete(sound)
        if not self._failed:  # once, not at each call
            log.warning("not spoken", language=language, why=why)
        self._failed = True
        return None


def speech_of(state: State) -> Speech:
    """What speaks in this process, from the application's state."""
    speech: Speech = state.speech
    return speech


def name_of(sentence: str, language: str) -> str:
    """The name of the file with this sound."""
    made_of = f"{MAKING_SHAPE}\n{VOICES[language]}\n{WORDS_A_MINUTE.get(language, USUAL_PACE)}\n{sentence}"
    return f"{hashlib.sha256(made_of.encode()).hexdigest()[:40]}.wav"


def complete(sound: bytes) -> bytes:
    """A WAV without the silence at its end, which holds up whoever is called next; and with its length.

    Written to a pipe, espeak-ng cannot know how long it will be.
    """
    samples = memoryview(sound)[HEADER : HEADER + (len(sound) - HEADER) // 2 * 2].cast("h")
    last = next((place for place in range(len(samples) - 1, 0, -1) if abs(samples[place]) > QUIET), 0)
    body = bytes(samples[: last + AFTER_WORDS])
    sizes = struct.pack("<I", HEADER - 8 + len(body)), struct.pack("<I", len(body))
    return sound[:4] + sizes[0] + sound[8:40] + sizes[1] + body


async def _run(program: str, *options: str, said: bytes, within: float) -> bytes:
    """What a program prints. Raises OSError, TimeoutError. However this ends, the program has ended, too."""
    process = await asyncio.create_subprocess_exec(
        "nice", "-n", str(NICENESS), program, *options,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        async with asyncio.timeout(within):
            sound, _ = await process.communicate(said)
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await _quietly(process.wait())
    return sound if process.returncode == 0 else b""


async def _quietly(waiting: Coroutine[Any, Any, int]) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(1):
            await waiting


def _kept(file: Path) -> bytes | None:
    try:
        sound = file.read_bytes()
        os.utime(file)  # it was asked for
    except OSError:
        return None
    return sound if len(sound) > HEADER else None


def _keep(file: Path, sound: bytes, kept_bytes: int) -> None:
    """Whole or not at all; then as much goes as is too much."""
    new = file.with_name(f"{file.stem}.{os.getpid()}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(sound)
        new.replace(file)
        _make_room(file.parent, kept_bytes)
    except OSError as error:
        log.warning("a spoken call is not kept", why=error.strerror)
        with suppress(OSError):
            new.unlink()


def _make_room(folder: Path, kept_bytes: int) -> None:
    files = sorted(((stat.st_mtime, stat.st_size, file) for file, stat in _files(folder)), reverse=True)
    total = 0
    for _, size, file in files:
        total += size
        if total > kept_bytes:
            with suppress(OSError):  # another process was quicker
                file.unlink()


def _files(folder: Path) -> list[tuple[Path, os.stat_result]]:
    found = []
    for file in folder.glob("*.wav"):
        with suppress(OSError):
            found.append((file, file.stat()))
    return found
