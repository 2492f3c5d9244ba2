# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands on paper, piece by piece and in its citizen's language: `paper.py` brings it to a printer."""

import datetime as dt
import unicodedata
from dataclasses import dataclass

from babel.dates import format_date

from aufruf_kiosk.printing.asking import SlipPaper, TicketPaper
from aufruf_kiosk.texts import Speech, speech

CHECK_IN = "AUFRUF:"  # so the scanner knows a booking code from anything else
UNPRINTED = {"Cc", "Cf", "Cn", "Co", "Cs"}  # controls, invisible formats, no letters at all
JOINERS = "\u200c\u200d\u200e\u200f"  # invisible too, but some languages write with them


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words, which may need several lines of paper."""

    text: str
    size: int = 1  # how many times as high and as wide as usual, at most
    bold: bool = False
    centred: bool = False  # else where the language begins its lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A QR code. It needs a gap above, of white paper, to be found."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Some empty paper."""


Piece = Line | Code | Gap


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A piece of paper, from its top to where it is cut."""

    language: str
    direction: str  # ltr or rtl
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """All its words, for those who ask which letters they need."""
        return "\n".join(piece.text for piece in self.pieces if isinstance(piece, Line))


def ticket_sheet(paper: TicketPaper) -> Sheet:
    """A ticket: above all its number."""
    said = speech(paper.language)
    return _sheet(
        said,
        Line(text=paper.office, bold=True, centred=True),
        Gap(),
        Line(text=said.text("Ihre Nummer"), centred=True),
        Line(text=paper.number, size=8, bold=True, centred=True),
        Line(text=_moment(said, paper.taken_at), centred=True),
        Gap(),
        *(Line(text=service, bold=True) for service in paper.services),
        Gap(),
        *_queue(said, paper),
        *_hint(said, paper),
        *_status(said, paper),
    )


def slip_sheet(paper: SlipPaper) -> Sheet:
    """The slip of an appointment: when, and the code with which one checks in."""
    said = speech(paper.language)
    return _sheet(
        said,
        Line(text=paper.office, bold=True, centred=True),
        Gap(),
        Line(text=said.text("Ihr Termin"), centred=True),
        Line(text=_date(said, paper.starts_at), size=2, bold=True, centred=True),
        Line(text=_time(said, paper.starts_at), size=3, bold=True, centred=True),
        Gap(),
        *(Line(text=service, bold=True) for service in paper.services),
        Gap(),
        Line(text=said.text("Ihr Buchungscode"), centred=True),
        Line(text=paper.code, size=2, bold=True, centred=True),
        Gap(),
        Code(text=CHECK_IN + paper.code),
        Line(
            text=said.text("Bringen Sie diesen Zettel mit und halten Sie den Code am Eingang vor den Leser.")
        ),
    )


def specimen_sheet(*, office: str, printed_at: dt.datetime, about: tuple[str, ...], columns: int) -> Sheet:
    """A page that shows whether letters, width and codes are right, for whoever sets a printer up."""
    said = speech("de")
    ruler = "".join(str(place % 10) for place in range(1, columns + 1))
    return _sheet(
        said,
        Line(text="Aufruf", size=3, bold=True, centred=True),
        Line(text="Probedruck", bold=True, centred=True),
        Line(text=office, centred=True),
        Line(text=_moment(said, printed_at), centred=True),
        Gap(),
        *(Line(text=each) for each in about),
        Gap(),
        Line(text="Diese Ziffern füllen genau eine Zeile:"),
        Line(text=ruler),
        Gap(),
        Line(text="Hier müssen Umlaute stehen: ÄÖÜ äöü ß"),
        Line(text="K001", size=8, bold=True, centred=True),
        Gap(),
        Code(text="Aufruf: Der Probedruck ist lesbar."),
    )


def plain(text: str) -> str:
    """Words as a printer may get them: what a name from elsewhere must not hold are commands."""
    spaced = "".join(" " if letter.isspace() else letter for letter in unicodedata.normalize("NFC", text))
    return " ".join("".join(letter for letter in spaced if _prints(letter)).split())


def _prints(letter: str) -> bool:
    return letter in JOINERS or unicodedata.category(letter) not in UNPRINTED


def _sheet(said: Speech, *pieces: Piece) -> Sheet:
    clean = (_cleaned(piece) for piece in pieces)
    return Sheet(
        language=said.language,
        direction=said.direction,
        pieces=tuple(piece for piece in clean if not isinstance(piece, Line) or piece.text),
    )


def _cleaned(piece: Piece) -> Piece:
    if not isinstance(piece, Line):
        return piece
    return Line(text=plain(piece.text), size=piece.size, bold=piece.bold, centred=piece.centred)


def _queue(said: Speech, paper: TicketPaper) -> tuple[Line, ...]:
    """Who is before this person, and how long it may take, as far as it is known."""
    lines: list[str] = []
    if paper.ahead == 0:
        lines.append(said.text("Sie sind als Nächstes dran."))
    elif paper.ahead is not None:
        lines.append(
            said.counted(
                "%(count)s Person wird vor Ihnen aufgerufen.",
                "%(count)s Personen werden vor Ihnen aufgerufen.",
                paper.ahead,
            )
        )
    if paper.wait:
        lines.append(paper.wait)
    return tuple(Line(text=each) for each in lines)


def _hint(said: Speech, paper: TicketPaper) -> tuple[Line, ...]:
    """What everybody has to do now."""
    hints = [said.text("Bitte achten Sie auf den Aufruf Ihrer Nummer.")]
    if paper.offline:
        hints.insert(0, said.text("Das Netz ist gerade gestört. Ihre Nummer gilt trotzdem."))
    if paper.terminal_first:
        hints.append(
            said.text(
                "Sie werden zuerst an ein Terminal gerufen, danach an einen Schalter. "
                "Ihre Nummer bleibt dieselbe."
            )
        )
    return tuple(Line(text=each) for each in hints)


def _status(said: Speech, paper: TicketPaper) -> tuple[Piece, ...]:
    """The ticket's page on the phone, which only the server has."""
    if paper.qr is None:
        return ()
    return (
        Gap(),
        Code(text=paper.qr),
        Line(text=said.text("Scannen Sie den Code: Ihr Telefon zeigt, wann Sie dran sind."), centred=True),
    )


def _moment(said: Speech, moment: dt.datetime) -> str:
    return said.text("%(date)s, %(time)s Uhr", date=_date(said, moment), time=f"{moment:%H:%M}")


def _date(said: Speech, moment: dt.datetime) -> str:
    return format_date(moment, format="long", locale=said.locale)


def _time(said: Speech, moment: dt.datetime) -> str:
    return said.text("%(time)s Uhr", time=f"{moment:%H:%M}")
