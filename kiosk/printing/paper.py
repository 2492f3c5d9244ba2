# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A sheet in the language of receipt printers, ESC/POS: in the printer's own letters, or as a picture."""

import datetime as dt
import textwrap
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from escpos.capabilities import CAPABILITIES, get_profile
from escpos.constants import QR_ECLEVEL_M
from escpos.magicencode import Encoder
from escpos.printer import Dummy
from PIL import Image

from aufruf_kiosk.printing.asking import SlipPaper, TicketPaper
from aufruf_kiosk.printing.fonts import FOLDER
from aufruf_kiosk.printing.picture import can_draw, draw, harmless, qr_picture
from aufruf_kiosk.printing.sheets import Code, Gap, Line, Sheet, slip_sheet, specimen_sheet, ticket_sheet

GENERIC = "default"  # the profile of a printer of which nobody said what it is
DOTS = {80: 576, 58: 384}  # how many fit across, by the width of the paper in millimetres
LETTER = 12  # dots: how wide a printer's own letters are
# Sets of letters, in the order in which they are tried.
PAGES = ("CP858", "CP850", "CP1252", "CP437", "CP852", "CP857", "CP1254", "CP1125", "CP1251", "CP1250")
# What practically every printer has under these numbers; an unknown one is not trusted with more.
COMMON = {"CP437": 0, "CP850": 2, "CP1252": 16, "CP852": 18, "CP858": 19}
STRIP = 240  # rows of a picture at once: small printers have little memory
MODULE = 6  # dots of a native QR code's squares


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperKind:
    """Which printer it is, and which paper lies in it."""

    profile: str = GENERIC  # a name that python-escpos knows
    dots: int = DOTS[80]
    columns: int = DOTS[80] // LETTER
    pictures: bool = False  # draw everything: for printers whose letters come out wrong
    fonts: Path = FOLDER


def paper_kind(*, profile: str = GENERIC, millimetres: int = 80, pictures: bool = False) -> PaperKind:
    """What was said on the command line. Raises ValueError with a sentence that says what is possible."""
    if millimetres not in DOTS:
        raise ValueError(f"Papier ist 80 oder 58 mm breit, nicht {millimetres}.")
    if profile not in CAPABILITIES["profiles"]:
        known = ", ".join(sorted(CAPABILITIES["profiles"]))
        raise ValueError(f"Das Druckerprofil „{profile}“ ist unbekannt. Bekannt sind: {known}.")
    known_as = get_profile(profile)
    dots, columns = DOTS[millimetres], DOTS[millimetres] // LETTER
    if profile != GENERIC:
        pixels = known_as.profile_data["media"]["width"]["pixels"]
        dots = min(dots, pixels if isinstance(pixels, int) else dots) // 8 * 8
        columns = min(known_as.get_columns("a"), columns)
    return PaperKind(profile=profile, dots=dots, columns=columns, pictures=pictures)


def ticket_bytes(paper: TicketPaper, *, kind: PaperKind) -> bytes:
    """A ticket, ready for the printer."""
    in_german = replace(paper, language="de", wait=paper.wait if paper.language.startswith("de") else None)
    return _written(ticket_sheet(paper), kind) or _in_letters(ticket_sheet(in_german), kind=kind)


def slip_bytes(paper: SlipPaper, *, kind: PaperKind) -> bytes:
    """The slip of an appointment, ready for the printer."""
    return _written(slip_sheet(paper), kind) or _in_letters(
        slip_sheet(replace(paper, language="de")), kind=kind
    )


def specimen_bytes(*, office: str, printed_at: dt.datetime, kind: PaperKind) -> bytes:
    """The test page: letters, width, codes; below it the same as a picture, with an Arabic ticket."""
    about = (
        f"Profil: {kind.profile}",
        f"Breite: {kind.columns} Zeichen, {kind.dots} Punkte",
        "Alles als Bild" if kind.pictures else "Buchstaben des Druckers",
    )
    sheet = specimen_sheet(office=office, printed_at=printed_at, about=about, columns=kind.columns)
    arabic = TicketPaper(number="K001", office=office, services=(), taken_at=printed_at, language="ar")
    return (_written(sheet, kind) or _in_letters(sheet, kind=kind)) + ticket_bytes(arabic, kind=kind)


def _written(sheet: Sheet, kind: PaperKind) -> bytes | None:
    """In letters or as a picture; None: neither is possible here."""
    lines = [piece.text for piece in sheet.pieces if isinstance(piece, Line)]
    if not kind.pictures and sheet.direction == "ltr" and all(letters_for(line, kind=kind) for line in lines):
        return _in_letters(sheet, kind=kind)
    if can_draw(sheet, folder=kind.fonts):
        return _as_picture(sheet, kind=kind)
    return None


def _in_letters(sheet: Sheet, *, kind: PaperKind) -> bytes:
    """In the printer's letters. What it does not have becomes a question mark: better than no ticket."""
    out = _printer(kind)
    for piece in sheet.pieces:
        match piece:
            case Line():
                out.charcode(letters_for(piece.text, kind=kind) or next(iter(_pages(kind))))
                _write(out, piece, columns=kind.columns)
            case Code(text=text):
                _write_code(out, text, kind=kind)
            case Gap():
                out.ln()
    return _cut(out)


def _as_picture(sheet: Sheet, *, kind: PaperKind) -> bytes:
    out = _printer(kind)
    _print_picture(out, draw(sheet, dots=kind.dots, folder=kind.fonts))
    return _cut(out)


def letters_for(text: str, *, kind: PaperKind) -> str | None:
    """The set of letters with which this printer can write all of it."""
    pages = _pages(kind)
    encoder = Encoder(pages)
    return next((page for page in pages if all(encoder.can_encode(page, letter) for letter in text)), None)


def _pages(kind: PaperKind) -> dict[str, int]:
    """Which sets of letters this printer has, as far as we believe it, and under which numbers."""
    has = COMMON
    if kind.profile != GENERIC:
        numbered = get_profile(kind.profile).codePages
        has = {
            numbered[number]: int(number) for number in sorted(numbered, key=int, reverse=True)
        }  # the lowest
    return {page: has[page] for page in PAGES if page in has}


def _printer(kind: PaperKind) -> Any:
    """One that collects its bytes, set back to how it was when it was switched on."""
    out = Dummy(profile=kind.profile, magic_encode_args={"encoder": Encoder(_pages(kind))})
    media = {"dpi": "Unknown", "width": {"mm": "Unknown", "pixels": kind.dots}}
    out.profile.profile_data = {**out.profile.profile_data, "media": media}
    out.hw("INIT")
    return out


def _write(out: Any, line: Line, *, columns: int) -> None:
    """Some words, never longer than a row: a printer would break them anywhere."""
    longest = max((len(word) for word in line.text.split()), default=1)
    size = max(1, min(line.size, columns // longest))
    align = "center" if line.centred else "left"
    out.set(align=align, bold=line.bold, custom_size=True, width=size, height=size)
    for row in textwrap.wrap(line.text, columns // size):
        out.textln(row)
    out.set(align="left", bold=False, custom_size=True, width=1, height=1)


def _write_code(out: Any, text: str, *, kind: PaperKind) -> None:
    if out.profile.supports("qrCode"):
        out.set(align="center")
        out.qr(text, ec=QR_ECLEVEL_M, size=MODULE, native=True)
        out.ln()
        out.set(align="left")
    else:
        _print_picture(out, harmless(qr_picture(text, dots=kind.dots).convert("1")))


def _print_picture(out: Any, picture: Image.Image) -> None:
    out.image(picture, impl="bitImageRaster", fragment_height=STRIP)


def _cut(out: Any) -> bytes:
    out.cut(mode="PART")
    return bytes(out.output)
