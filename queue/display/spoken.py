# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A call as it is spoken: the one sentence that is ever said, with a number, a counter and perhaps a room."""

import re
from xml.sax.saxutils import escape

from aufruf.domain.words import words
from aufruf.web.translation import translate

CALL = words("Nummer %(number)s, bitte zu Schalter %(counter)s.")
IN_ROOM = words("Nummer %(number)s, bitte zu Schalter %(counter)s, Raum %(room)s.")
IN_NAMED_ROOM = words("Nummer %(number)s, bitte zu Schalter %(counter)s, %(room)s.")
TERMINAL = words("Nummer %(number)s, bitte zu Terminal %(counter)s.")
TERMINAL_IN_ROOM = words("Nummer %(number)s, bitte zu Terminal %(counter)s, Raum %(room)s.")
TERMINAL_IN_NAMED_ROOM = words("Nummer %(number)s, bitte zu Terminal %(counter)s, %(room)s.")
VOICES = {"de": "de", "de-simple": "de", "en": "en-gb", "tr": "tr", "ar": "ar", "uk": "uk"}  # of espeak-ng
TO_COUNTER = (CALL, IN_ROOM, IN_NAMED_ROOM)
TO_TERMINAL = (TERMINAL, TERMINAL_IN_ROOM, TERMINAL_IN_NAMED_ROOM)
PIECES = re.compile(r"[^\W\d_]+|\d+")
SPELLED = 3  # letters at most: T1 is a sign, Infothek is a word


def sentence(language: str, *, number: str, counter: str, room: str = "", kind: str = "") -> str | None:
    """What is said of a call, in the markup that espeak-ng reads; None where we have no words for it.

    A voice that reads another language's words is understood by nobody, so nothing is said instead.
    """
    plain, in_room, in_named_room = TO_TERMINAL if kind == "terminal" else TO_COUNTER
    german = plain
    if room:  # "1.04" is a room's number; a name like "Saal" or "Raum 12" says by itself what it is
        german = in_room if room[0].isdigit() else in_named_room
    said = translate(german, language)
    if language not in VOICES or (said == german and VOICES[language] != "de"):
        return None
    places = {"number": _number(number), "counter": _sign(counter), "room": escape(room)}
    return f"<speak>{escape(said) % places}</speak>"


def can_be_said(language: str) -> bool:
    """Whether there is a voice, and words for it."""
    return sentence(language, number="A1", counter="1") is not None


def _number(number: str) -> str:
    """A012 is "A 12": nobody says the zero, and it is a letter, not the word that it may be."""
    pieces = PIECES.findall(number)
    return " ".join(_letters(piece) if piece.isalpha() else str(int(piece)) for piece in pieces)


def _sign(counter: str) -> str:
    """What stands on the door: signs are spelled, words are read, "03" is "3"."""
    if not counter.isalnum():
        return escape(counter)
    return " ".join(_said(piece) for piece in PIECES.findall(counter))


def _said(piece: str) -> str:
    if piece.isdecimal():
        return str(int(piece))
    return _letters(piece) if len(piece) <= SPELLED and piece.isupper() else escape(piece)


def _letters(letters: str) -> str:
    return f'<say-as interpret-as="characters">{escape(letters)}</say-as>'
