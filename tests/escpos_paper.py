# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The paper in our receipt printer for tests: what its commands leave there."""

from dataclasses import dataclass, field

from PIL import Image

from tests.escpos_commands import Command, Garbage

# ESC t n, by Epson's numbers, and how Python knows the same letters.
CODE_PAGES = {
    0: "cp437", 2: "cp850", 3: "cp860", 4: "cp863", 5: "cp865", 13: "cp857", 16: "cp1252",
    17: "cp866", 18: "cp852", 19: "cp858", 44: "cp1125", 45: "cp1250", 46: "cp1251", 48: "cp1254",
}  # fmt: skip
ALIGNMENTS = {0: "left", 1: "centre", 2: "right", 48: "left", 49: "centre", 50: "right"}
QR_MODELS = (49, 50, 51)
QR_LEVELS = (48, 49, 50, 51)


@dataclass(frozen=True)
class PrintedLine:
    text: str
    width: int = 1
    height: int = 1
    bold: bool = False
    align: str = "left"

    @property
    def columns(self) -> int:
        """How many letters of usual width would fit where this line is."""
        return len(self.text) * self.width


@dataclass(frozen=True)
class PrintedCode:
    """A QR code that the printer drew itself."""

    text: str
    module: int
    align: str = "left"


@dataclass(frozen=True)
class PrintedPicture:
    image: Image.Image
    align: str = "left"


Printed = PrintedLine | PrintedCode | PrintedPicture


@dataclass
class Ticket:
    """One piece of paper, cut off."""

    pieces: list[Printed] = field(default_factory=list)

    @property
    def lines(self) -> list[PrintedLine]:
        return [piece for piece in self.pieces if isinstance(piece, PrintedLine)]

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def codes(self) -> list[str]:
        return [piece.text for piece in self.pieces if isinstance(piece, PrintedCode)]

    @property
    def picture(self) -> Image.Image | None:
        """All pictures, one below the other as they are on the paper: black on white."""
        strips = [piece.image for piece in self.pieces if isinstance(piece, PrintedPicture)]
        if not strips:
            return None
        whole = Image.new("1", (max(each.width for each in strips), sum(each.height for each in strips)), 1)
        top = 0
        for strip in strips:
            whole.paste(strip, (0, top))
            top += strip.height
        return whole


@dataclass
class Paper:
    """The roll, and everything that is set while it is printed on."""

    columns: int
    dots: int
    tickets: list[Ticket] = field(default_factory=list)
    current: Ticket = field(default_factory=Ticket)
    line: str = ""
    code_page: int = 0
    width: int = 1
    height: int = 1
    bold: bool = False
    align: str = "left"
    qr_text: str | None = None
    qr_module: int = 3

    def obey(self, command: Command) -> bool:
        """Do what it says. Whether it moved the paper."""
        match command.name:
            case "letter":
                return self._letter(command.data)
            case "LF" | "ESC d":
                return self._feed()
            case "GS V":
                return self._cut()
            case "GS v 0":
                return self._picture(command.data)
            case "GS ( k":
                return self._symbol(command.data)
        self._set(command)
        return False

    def _letter(self, byte: bytes) -> bool:
        try:
            self.line += byte.decode(CODE_PAGES[self.code_page])
        except UnicodeDecodeError as missing:
            raise Garbage(f"no letter {byte!r} in set {self.code_page}") from missing
        return False

    def _set(self, command: Command) -> None:
        """What holds from now on."""
        match command.name:
            case "ESC @":
                self.line, self.code_page, self.width, self.height = "", 0, 1, 1
                self.bold, self.align, self.qr_text, self.qr_module = False, "left", None, 3
            case "ESC t" if command.number in CODE_PAGES:
                self.code_page = command.number
            case "ESC a" if command.number in ALIGNMENTS and not self.line:
                self.align = ALIGNMENTS[command.number]
            case "ESC E":
                self.bold = bool(command.number & 1)
            case "ESC !":
                self.height, self.width = 1 + (command.number >> 4 & 1), 1 + (command.number >> 5 & 1)
                self.bold = bool(command.number & 8)
            case "GS !" if not command.number & 0b1000_1000:
                self.height, self.width = 1 + (command.number & 7), 1 + (command.number >> 4 & 7)
            case "ESC M" | "ESC -" | "ESC 2" | "ESC 3":
                pass
            case _:
                raise Garbage(f"{command.name} {command.data!r} (line so far: {self.line!r})")

    def _feed(self) -> bool:
        if self.line:
            line = PrintedLine(
                text=self.line, width=self.width, height=self.height, bold=self.bold, align=self.align
            )
            self.current.pieces.append(line)
            if line.columns > self.columns:
                raise Garbage(f"a line of {line.columns} columns on paper of {self.columns}: {line.text!r}")
        self.line = ""
        return True

    def _cut(self) -> bool:
        if self.line:
            raise Garbage("cut in the midst of a line")
        self.tickets.append(self.current)
        self.current = Ticket()
        return True

    def _picture(self, data: bytes) -> bool:
        if self.line:
            raise Garbage("a picture in the midst of a line")
        across, rows = data[1] + 256 * data[2], data[3] + 256 * data[4]
        if across * 8 > self.dots:
            raise Garbage(f"a picture of {across * 8} dots on paper of {self.dots}")
        ink = Image.frombytes("1", (across * 8, rows), data[5:])
        self.current.pieces.append(PrintedPicture(ink.point(lambda dot: 255 - dot), self.align))
        return True

    def _symbol(self, data: bytes) -> bool:
        """GS ( k for QR codes: cn is 49; functions 65 model, 67 size, 69 level, 80 store, 81 print."""
        match data[0], data[1], data[2:]:
            case (49, 65, rest) if len(rest) == 2 and rest[0] in QR_MODELS and rest[1] == 0:
                return False
            case (49, 67, rest) if len(rest) == 1 and 1 <= rest[0] <= 16:
                self.qr_module = rest[0]
                return False
            case (49, 69, rest) if len(rest) == 1 and rest[0] in QR_LEVELS:
                return False
            case (49, 80, rest) if rest[:1] == b"0" and len(rest) > 1:
                self.qr_text = rest[1:].decode()
                return False
            case (49, 81, b"0") if self.qr_text is not None and not self.line:
                self.current.pieces.append(PrintedCode(self.qr_text, self.qr_module, self.align))
                return True
        raise Garbage(f"GS ( k {data!r}")
