# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A sheet drawn dot by dot, for printers that do not have the letters of its language."""

import unicodedata
from pathlib import Path

import qrcode
from PIL import Image, ImageDraw, ImageFont
from qrcode.constants import ERROR_CORRECT_M

from aufruf_kiosk.printing import fonts
from aufruf_kiosk.printing.sheets import Code, Gap, Line, Piece, Sheet

BODY = 28  # dots: as large as a printer's own letters
LARGEST = 150
MARGIN = 4
GAP = 18
LITTLE_SMALLER = 0.75
QUIET = 4  # modules around a QR code, as its standard asks for
WHITE, BLACK = 255, 0
RIGHT_TO_LEFT = {"R", "AL"}  # a German name on an Arabic ticket is written as in German, only at the right
# What follows a DLE a printer obeys at once, also in the midst of a picture: one dot more, and it is none.
DLE = 0x10
OBEYED = (0x04, 0x05, 0x14)
HARMLESS = 0x18


def can_draw(sheet: Sheet, *, folder: Path = fonts.FOLDER) -> bool:
    """Whether the folder has the fonts for it."""
    lines = [piece for piece in sheet.pieces if isinstance(piece, Line)]
    return all(fonts.family_for(line.text, folder=folder) for line in lines)


def draw(sheet: Sheet, *, dots: int, folder: Path = fonts.FOLDER) -> Image.Image:
    """The whole sheet, black on white, as wide as the paper. Its width is a multiple of eight."""
    parts = [_drawn(piece, begins=sheet.direction, dots=dots, folder=folder) for piece in sheet.pieces]
    whole = Image.new("L", (dots, sum(part.height for part in parts)), WHITE)
    top = 0
    for part in parts:
        whole.paste(part, (0, top))
        top += part.height
    return harmless(whole.point(lambda shade: BLACK if shade < 160 else WHITE).convert("1"))  # noqa: PLR2004


def harmless(picture: Image.Image) -> Image.Image:
    """The same picture, without rows of dots that are commands to a printer."""
    ink = picture.point(lambda dot: WHITE - dot).tobytes()
    for obeyed in OBEYED:
        ink = ink.replace(bytes((DLE, obeyed)), bytes((HARMLESS, obeyed)))
    return Image.frombytes("1", picture.size, ink).point(lambda dot: WHITE - dot)


def qr_picture(text: str, *, dots: int) -> Image.Image:
    """A QR code in the middle of the paper, half as wide."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    code.make(fit=True)
    code.box_size = max(4, dots // 2 // code.modules_count)
    drawn = code.make_image().get_image().convert("L")
    paper = Image.new("L", (dots, drawn.height), WHITE)
    paper.paste(drawn, ((dots - drawn.width) // 2, 0))
    return paper


def _drawn(piece: Piece, *, begins: str, dots: int, folder: Path) -> Image.Image:
    match piece:
        case Line():
            font = _font(piece, room=dots - 2 * MARGIN, folder=folder)
            return _words(piece, font=font, begins=begins, dots=dots)
        case Code(text=text):
            return qr_picture(text, dots=dots)
        case Gap():
            return Image.new("L", (dots, GAP), WHITE)


def _words(line: Line, *, font: ImageFont.FreeTypeFont, begins: str, dots: int) -> Image.Image:
    direction = (
        "rtl" if any(unicodedata.bidirectional(letter) in RIGHT_TO_LEFT for letter in line.text) else "ltr"
    )
    rows = _rows(line.text, font=font, direction=direction, room=dots - 2 * MARGIN)
    ascent, descent = font.getmetrics()
    height = ascent + descent
    paper = Image.new("L", (dots, height * len(rows)), WHITE)
    pen = ImageDraw.Draw(paper)
    if line.centred:
        across, anchor = dots // 2, "ma"
    elif begins == "rtl":
        across, anchor = dots - MARGIN, "ra"
    else:
        across, anchor = MARGIN, "la"
    for place, row in enumerate(rows):
        pen.text((across, place * height), row, font=font, fill=BLACK, anchor=anchor, direction=direction)
    return paper


def _font(line: Line, *, room: int, folder: Path) -> ImageFont.FreeTypeFont:
    family = fonts.family_for(line.text, folder=folder)
    if family is None:
        raise LookupError(line.text)
    file = family[1 if line.bold else 0]
    largest = size = min(LARGEST, BODY * line.size)
    if line.size > 1:
        longest = max(line.text.split(), key=len)
        while size > largest * LITTLE_SMALLER and fonts.load(file, size).getlength(line.text) > room:
            size -= 2  # rather than a second row for one word
        while size > BODY and fonts.load(file, size).getlength(longest) > room:
            size -= 2  # a number stays whole
    return fonts.load(file, size)


def _rows(text: str, *, font: ImageFont.FreeTypeFont, direction: str, room: int) -> list[str]:
    """The words, in as many rows as they need."""
    rows: list[str] = []
    row = ""
    for word in text.split():
        longer = f"{row} {word}".strip()
        if font.getlength(longer, direction=direction) <= room:
            row = longer
            continue
        if row:
            rows.append(row)
        *full, row = _halves(word, font=font, room=room)
        rows.extend(full)
    return [*rows, row]


def _halves(word: str, *, font: ImageFont.FreeTypeFont, room: int) -> list[str]:
    """A word that is longer than a row, cut where the paper ends."""
    parts: list[str] = []
    part = ""
    for letter in word:
        if part and font.getlength(part + letter) > room:
            parts.append(part)
            part = ""
        part += letter
    return [*parts, part]
