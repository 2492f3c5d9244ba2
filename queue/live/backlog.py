# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one end of a line has yet to be given. Who reads too slowly loses pictures, never the line.

A picture in parts is worth nothing if a part is missing. So when there are too many, all that wait are given
up, and the next that is passed on is a whole one, which is asked for by itself once there is room.
"""

from collections import deque
from dataclasses import dataclass

MIRROR = "mirror"
PICTURES_AT_MOST = 1_000_000  # characters
WORDS_AT_MOST, REST_AT_MOST = 1_000, 2_000_000  # messages; characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A message on its way from one end to the other."""

    kind: str
    text: str
    page: str = ""  # the device's page, if it has said it
    whole: bool = False  # a whole picture is in it


class Backlog:
    """The words that wait for one end, the oldest first."""

    def __init__(self) -> None:
        self._words: deque[Word] = deque()
        self._pictures = self._rest = 0
        self._lacks_picture = True
        self.wants_picture = False  # a whole one is to be asked for
        self.is_full = False  # even without pictures: who stands there does not read

    def __len__(self) -> int:
        return len(self._words)

    def put(self, word: Word) -> None:
        """Put one at the end, if it is of any use there."""
        if word.kind == MIRROR:
            self._put_picture(word)
            return
        if len(self._words) >= WORDS_AT_MOST or self._rest + len(word.text) > REST_AT_MOST:
            self.is_full = True
            return
        self._rest += len(word.text)
        self._words.append(word)

    def take(self) -> list[Word]:
        """All that wait."""
        taken = list(self._words)
        self._words.clear()
        self._pictures = self._rest = 0
        return taken

    def put_back(self, words: list[Word]) -> None:
        """They could not be given to whoever stands there."""
        later = self.take()
        for word in [*words, *later]:
            self.put(word)

    def lose_pictures(self) -> None:
        """Some are missing: those that wait are worth nothing."""
        kept = [word for word in self._words if word.kind != MIRROR]
        self._words = deque(kept)
        self._pictures = 0
        self._lacks_picture = self.wants_picture = True

    def _put_picture(self, word: Word) -> None:
        if word.whole:
            self._lacks_picture = self.wants_picture = False
        if self._lacks_picture:
            self.wants_picture = True
        elif self._pictures + len(word.text) > PICTURES_AT_MOST or len(self._words) >= WORDS_AT_MOST:
            self.lose_pictures()
        else:
            self._pictures += len(word.text)
            self._words.append(word)
