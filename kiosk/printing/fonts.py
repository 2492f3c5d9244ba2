# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The fonts of this machine with which tickets are drawn."""

from functools import cache
from pathlib import Path

from PIL import ImageFont, features

FOLDER = Path("/usr/share/fonts/truetype")  # Debian's
# Regular and bold. The first family that has all letters of a line draws it.
FAMILIES = (
    ("noto/NotoSans-Regular.ttf", "noto/NotoSans-Bold.ttf"),
    ("noto/NotoSansArabic-Regular.ttf", "noto/NotoSansArabic-Bold.ttf"),
    ("dejavu/DejaVuSans.ttf", "dejavu/DejaVuSans-Bold.ttf"),
)
NO_CHARACTER = "\U0010fffe"  # never a letter: it shows how a font draws what it does not have
SAMPLE = "äßşіїعربية"  # German, Turkish, Ukrainian, Arabic


@cache
def load(file: Path, size: int) -> ImageFont.FreeTypeFont:
    """One font; text is shaped, as Arabic needs it."""
    return ImageFont.truetype(str(file), size, layout_engine=ImageFont.Layout.RAQM)


def family_for(text: str, *, folder: Path = FOLDER) -> tuple[Path, Path] | None:
    """Regular and bold of the first family that can write this; None: this machine has none."""
    if not can_shape():
        return None
    for names in FAMILIES:
        regular, bold = (folder / name for name in names)
        if regular.exists() and bold.exists() and not _missing(regular, text):
            return regular, bold
    return None


def can_shape() -> bool:
    """Whether Pillow joins letters and knows where a line begins."""
    return bool(features.check("raqm") and features.check("fribidi"))


def advice(*, folder: Path = FOLDER) -> str | None:
    """What has to be installed before tickets can be drawn; None: nothing."""
    if not can_shape():
        return "Arabische Wartemarken brauchen FriBidi: apt-get install libfribidi0"
    if any(family_for(word, folder=folder) is None for word in (SAMPLE[:4], SAMPLE[4:])):
        return "Arabische Wartemarken brauchen eine Schrift: apt-get install fonts-noto-core"
    return None


def _missing(file: Path, text: str) -> str:
    """The letters that this font does not have."""
    return "".join(letter for letter in sorted(set(text)) if not _has(file, letter))


@cache
def _has(file: Path, letter: str) -> bool:
    if letter.isspace():
        return True
    drawn = load(file, 32).getmask(letter)
    unknown = load(file, 32).getmask(NO_CHARACTER)
    return drawn.size != unknown.size or bytes(drawn) != bytes(unknown)
