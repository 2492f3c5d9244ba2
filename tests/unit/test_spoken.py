# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a call is spoken, and how what was spoken is kept."""

import asyncio
import re
import struct
import wave
from pathlib import Path

import pytest

from aufruf.display.speech import Speech, complete, name_of
from aufruf.display.spoken import VOICES, can_be_said, sentence
from aufruf.domain.languages import LANGUAGES

SLOW = """#!/bin/sh
cat >/dev/null
echo x >>"$0.times"
sleep 0.2
head -c 20000 /dev/urandom
"""


def plain(language: str = "de", **call: str) -> str:
    """The sentence without its marks."""
    said = sentence(language, **call)
    assert said is not None
    return re.sub(r"<[^>]+>", "", said)


def test_a_number_is_said_as_people_say_it() -> None:
    assert plain(number="A012", counter="3") == "Nummer A 12, bitte zu Schalter 3."
    assert plain(number="K1000", counter="03") == "Nummer K 1000, bitte zu Schalter 3."
    assert (
        plain(number="AB007", counter="T1", room="1.04") == "Nummer AB 7, bitte zu Schalter T 1, Raum 1.04."
    )
    terminal = {"number": "A012", "counter": "T1", "kind": "terminal"}
    assert plain(**terminal) == "Nummer A 12, bitte zu Terminal T 1."
    assert plain(**terminal, room="1.04") == "Nummer A 12, bitte zu Terminal T 1, Raum 1.04."
    assert plain("en", **terminal, room="Foyer") == "Number A 12, please go to terminal T 1, Foyer."
    assert plain(number="A012", counter="3", room="Saal") == "Nummer A 12, bitte zu Schalter 3, Saal."


def test_letters_are_spelled_and_names_are_read() -> None:
    said = sentence("de", number="A012", counter="Infothek") or ""
    assert '<say-as interpret-as="characters">A</say-as> 12' in said
    assert "Schalter Infothek." in said


def test_nothing_becomes_markup() -> None:
    said = sentence("de", number="A<1", counter="<b>&", room="<audio/>") or ""
    assert "<b>" not in said
    assert "<audio" not in said
    assert "&lt;b&gt;&amp;" in said


def test_each_language_that_we_have_has_a_voice_and_one_without_words_is_silent() -> None:
    assert set(VOICES) == set(LANGUAGES)
    assert can_be_said("de")
    assert not can_be_said("fr")


def test_a_sound_says_how_long_it_is_and_ends_with_its_words() -> None:
    head = b"RIFF$\xf0\xff\x7fWAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, 22050, 44100, 2, 16)
    loud, quiet = struct.pack("<h", 9000) * 1000, struct.pack("<h", 3) * 20000
    done = complete(head + b"data\x00\xf0\xff\x7f" + loud + quiet)
    assert struct.unpack("<I", done[4:8])[0] == len(done) - 8
    assert 1000 < struct.unpack("<I", done[40:44])[0] // 2 < 4000


async def test_espeak_speaks_every_language_that_we_have(tmp_path: Path) -> None:
    speech = Speech(tmp_path)
    assert speech.works, "install espeak-ng: tools/test_programs.sh"
    for language in LANGUAGES:
        sound = await speech.wav(sentence(language, number="A012", counter="3") or "12 3", language)
        assert sound is not None
        file = tmp_path / "heard.wav"
        file.write_bytes(sound)
        with wave.open(str(file)) as heard:
            assert 0.8 < heard.getnframes() / heard.getframerate() < 8
    await speech.stop()


@pytest.fixture
def slow(tmp_path: Path) -> Path:
    """A program that takes its time, and counts how often it was started."""
    program = tmp_path / "speaks"
    program.write_text(SLOW)
    program.chmod(0o755)
    return program


def started(program: Path) -> int:
    times = program.with_name("speaks.times")
    return len(times.read_text().splitlines()) if times.exists() else 0


async def test_what_many_ask_for_at_once_is_made_once_and_kept_over_a_restart(
    tmp_path: Path, slow: Path
) -> None:
    speech = Speech(tmp_path / "spoken", program=str(slow))
    speech.begin("Nummer A 1", "de")
    sounds = await asyncio.gather(*(speech.wav("Nummer A 1", "de") for _ in range(20)))
    assert len(set(sounds)) == 1
    assert sounds[0]
    assert started(slow) == 1
    again = Speech(tmp_path / "spoken", program=str(slow))
    assert await again.known("Nummer A 1", "de") == sounds[0]
    assert await again.wav("Nummer A 1", "de") == sounds[0]
    assert await again.known("Nummer A 2", "de") is None
    assert started(slow) == 1


async def test_two_are_made_at_a_time_and_nothing_waits_for_them(tmp_path: Path, slow: Path) -> None:
    speech = Speech(tmp_path / "spoken", program=str(slow))
    longest, running = 0.0, True

    async def watch() -> None:
        nonlocal longest
        clock = asyncio.get_running_loop().time
        while running:
            before = clock()
            await asyncio.sleep(0.005)
            longest = max(longest, clock() - before)

    watching = asyncio.create_task(watch())
    began = asyncio.get_running_loop().time()
    made = await asyncio.gather(*(speech.wav(f"Nummer A {n}", "de") for n in range(10)))
    took = asyncio.get_running_loop().time() - began
    running = False
    await watching
    assert all(made)
    assert took > 0.9  # ten of a fifth of a second, two at a time
    assert longest < 0.25


async def test_the_folder_keeps_what_was_asked_for_last(tmp_path: Path, slow: Path) -> None:
    folder = tmp_path / "spoken"
    speech = Speech(folder, program=str(slow), kept_bytes=50_000)
    for n in range(4):
        await speech.wav(f"Nummer A {n}", "de")
    kept = {file.name for file in folder.iterdir()}
    assert name_of("Nummer A 3", "de") in kept
    assert name_of("Nummer A 0", "de") not in kept
    assert len(kept) == 2


async def test_a_program_that_fails_or_hangs_is_no_sound_and_no_error(tmp_path: Path) -> None:
    assert await Speech(tmp_path, program="/does/not/exist").wav("Nummer", "de") is None
    assert await Speech(tmp_path, program="/bin/false").wav("Nummer", "de") is None
    hangs = tmp_path / "hangs"
    hangs.write_text("#!/bin/sh\nexec sleep 60\n")
    hangs.chmod(0o755)
    assert await Speech(tmp_path, program=str(hangs), within=0.2).wav("Nummer", "de") is None


async def test_where_nothing_can_be_kept_it_is_spoken_all_the_same(slow: Path) -> None:
    assert await Speech(Path("/proc/nowhere"), program=str(slow)).wav("Nummer A 1", "de")
