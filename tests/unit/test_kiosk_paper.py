# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a ticket looks like on paper, as a receipt printer understands it, in each language and width."""

import datetime as dt
from pathlib import Path

import pytest
import qrcode
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops
from qrcode.constants import ERROR_CORRECT_M

from aufruf_kiosk.printing import fonts
from aufruf_kiosk.printing.asking import SlipPaper, TicketPaper
from aufruf_kiosk.printing.paper import PaperKind, paper_kind, slip_bytes, specimen_bytes, ticket_bytes
from aufruf_kiosk.printing.picture import draw, harmless
from aufruf_kiosk.printing.sheets import Line, Sheet
from aufruf_kiosk.texts import LANGUAGES
from tests.escpos_commands import parse
from tests.escpos_paper import Paper, PrintedPicture, Ticket

MORNING = dt.datetime(2026, 11, 27, 10, 25)  # noqa: DTZ001, as on the office's wall
PAGE = "https://termine.musterstadt.example/visits/3kf9dkfj39dkfj3k9d"
WIDE, NARROW = paper_kind(), paper_kind(millimetres=58)
EPSON = paper_kind(profile="TM-T20II")
PLAIN = paper_kind(profile="NT-5890K", millimetres=58)  # draws no codes, has no knife
DRAWN = paper_kind(pictures=True)
KINDS = [WIDE, NARROW, EPSON, DRAWN]
WAITS = {
    "de": "Voraussichtlich 10 bis 20 Minuten.",
    "en": "Probably 10 to 20 minutes.",
    "tr": "Yaklaşık 10 ile 20 dakika arasında, değişebilir.",
    "uk": "Очікуваний час – від 10 до 20 хвилин, її довжина змінюється.",
    "ar": "من المتوقع أن تنتظر من 10 إلى 20 دقيقة.",
}
LONG = "Kraftfahrzeugzulassungsangelegenheitensprechstunde mit Bürgermeisterinnenbegleitung"


def a_ticket(language: str = "de", **said: object) -> TicketPaper:
    facts: dict[str, object] = {
        "number": "A017",
        "office": "Bürgerbüro Musterstadt-Mitte",
        "services": ("Personalausweis beantragen", "Führungszeugnis"),
        "taken_at": MORNING,
        "ahead": 3,
        "wait": WAITS.get(language),
        "qr": PAGE,
        "language": language,
    }
    return TicketPaper(**{**facts, **said})  # type: ignore[arg-type]


def on_paper(content: bytes, kind: PaperKind) -> Paper:
    """What a printer makes of these bytes. It takes no byte that it does not understand, no line too long."""
    paper, rest = Paper(columns=kind.columns, dots=kind.dots), bytearray(content)
    while rest:
        found = parse(rest)
        assert found is not None, f"unfinished: {bytes(rest)!r}"
        del rest[: found[1]]
        paper.obey(found[0])
    return paper


def printed(ticket: TicketPaper, kind: PaperKind = WIDE) -> Ticket:
    paper = on_paper(ticket_bytes(ticket, kind=kind), kind)
    (one,) = paper.tickets
    assert not paper.current.pieces
    return one


def picture_of(ticket: TicketPaper, kind: PaperKind = WIDE) -> Image.Image:
    picture = printed(ticket, kind).picture
    assert picture is not None
    return picture


def ink(picture: Image.Image) -> tuple[int, int, int, int]:
    """Where something is printed: left, top, right, bottom."""
    box = ImageChops.invert(picture.convert("L")).getbbox()
    assert box is not None
    return box


def line_of(text: str, *, language: str = "ar", direction: str = "rtl", centred: bool = False) -> Image.Image:
    line = Line(text=text, centred=centred)
    return draw(Sheet(language=language, direction=direction, pieces=(line,)), dots=576)


def strokes(picture: Image.Image) -> list[int]:
    """How wide each stretch of ink is, from left to right."""
    columns = [
        ImageChops.invert(picture.convert("L")).crop((x, 0, x + 1, picture.height)) for x in range(576)
    ]
    widths, before = [], False
    for column in columns:
        has = column.getbbox() is not None
        if has and not before:
            widths.append(0)
        if has:
            widths[-1] += 1
        before = has
    return widths


# Every language, on every paper


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS, ids=["80 mm", "58 mm", "Epson", "drawn"])
def test_every_language_gives_one_ticket_that_a_printer_understands(language: str, kind: PaperKind) -> None:
    ticket = printed(a_ticket(language), kind)
    if ticket.picture is None:
        assert "A017" in [line.text for line in ticket.lines]
        assert ticket.codes == [PAGE]
    else:
        assert not ticket.lines
        assert ticket.picture.width == kind.dots


@pytest.mark.parametrize("kind", KINDS, ids=["80 mm", "58 mm", "Epson", "drawn"])
@pytest.mark.parametrize("number", ["K1", "A017", "A1000", "ABC12345"])
def test_long_names_fit_and_a_number_stays_whole(kind: PaperKind, number: str) -> None:
    ticket = printed(a_ticket(number=number, office=LONG, services=(LONG,) * 4), kind)
    if ticket.lines:
        assert number in [line.text for line in ticket.lines]
        assert LONG.rsplit(maxsplit=1)[-1] in ticket.text.replace("\n", "")


def test_umlauts_are_letters_of_the_printer_and_the_code_is_its_own() -> None:
    ticket = printed(a_ticket(office="Bürgerbüro Süß Äpfel Öl Übermut 5 €"))
    assert ticket.lines[0].text == "Bürgerbüro Süß Äpfel Öl Übermut 5 €"
    assert ticket.picture is None
    assert ticket.codes == [PAGE]


@pytest.mark.parametrize("language", ["tr", "uk"])
def test_other_alphabets_are_drawn_unless_the_printer_is_known_to_have_them(language: str) -> None:
    ticket = a_ticket(language)
    assert printed(ticket, WIDE).picture is not None
    on_epson = printed(ticket, EPSON)
    assert on_epson.picture is None
    assert WAITS[language] in " ".join(line.text for line in on_epson.lines)
    assert "Bürgerbüro" in on_epson.text  # German beside it, from another set of letters


def test_a_printer_whose_letters_come_out_wrong_gets_pictures_only() -> None:
    ticket = printed(a_ticket(), DRAWN)
    assert not ticket.lines
    assert not ticket.codes


def test_where_the_printer_draws_no_codes_it_gets_the_code_as_a_picture_that_says_the_same() -> None:
    paper = on_paper(ticket_bytes(a_ticket(), kind=PLAIN), PLAIN)
    (strip,) = [piece for piece in paper.current.pieces if isinstance(piece, PrintedPicture)]
    assert dots_of(strip.image) == modules_of(PAGE)
    assert not paper.tickets  # it has no knife: no command for one


@pytest.mark.parametrize("kind", [paper_kind(pictures=True), paper_kind(pictures=True, millimetres=58)])
def test_a_code_in_a_drawn_ticket_says_the_page_too(kind: PaperKind) -> None:
    bare = a_ticket(qr=None)
    whole, above = picture_of(a_ticket(), kind), picture_of(bare, kind)
    code = whole.crop((0, above.height, kind.dots, whole.height))
    rows = [code.crop((0, y, kind.dots, y + 1)) for y in range(code.height)]
    blank = next(
        y
        for y in range(len(rows))
        if y > ink(code)[1] and ImageChops.invert(rows[y].convert("L")).getbbox() is None
    )
    assert dots_of(code.crop((0, 0, kind.dots, blank))) == modules_of(PAGE)


def dots_of(picture: Image.Image) -> list[list[bool]]:
    """The modules of the code in this picture, each read in its middle."""
    left, top, right, bottom = ink(picture)
    assert right - left == bottom - top
    count = len(modules_of(PAGE))
    size = (right - left) / count
    assert size >= 4  # half a millimetre
    middles = [int((place + 0.5) * size) for place in range(count)]
    return [[picture.getpixel((left + x, top + y)) == 0 for x in middles] for y in middles]


def modules_of(text: str) -> list[list[bool]]:
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text)
    return [[bool(module) for module in row] for row in code.get_matrix()]


def test_whoever_begins_at_a_terminal_reads_where_the_number_goes_on() -> None:
    assert "Terminal" not in printed(a_ticket()).text
    said = " ".join(printed(a_ticket(terminal_first=True)).text.split())
    assert "zuerst an ein Terminal gerufen, danach an einen Schalter. Ihre Nummer bleibt dieselbe." in said


# Offline


def test_an_offline_ticket_says_that_it_counts_and_has_no_code() -> None:
    ticket = printed(a_ticket(number="K001", qr=None, offline=True, ahead=None, wait=None))
    assert "Ihre Nummer gilt trotzdem." in " ".join(line.text for line in ticket.lines)
    assert ticket.codes == []
    assert "gilt trotzdem" not in printed(a_ticket()).text


@pytest.mark.parametrize(
    ("ahead", "sentence"),
    [
        (0, "Sie sind als Nächstes dran."),
        (1, "1 Person wird vor Ihnen aufgerufen."),
        (3, "3 Personen werden vor Ihnen aufgerufen."),
        (None, None),
    ],
)
def test_it_says_who_is_before(ahead: int | None, sentence: str | None) -> None:
    lines = [line.text for line in printed(a_ticket(ahead=ahead)).lines]
    assert (sentence in lines) if sentence else not any("vor Ihnen" in line for line in lines)


# Arabic


def test_arabic_begins_at_the_right() -> None:
    _, _, right, _ = ink(line_of("انتظر"))
    assert right >= 576 - 8
    left, *_ = ink(line_of("warten", direction="ltr"))
    assert left <= 8


def test_arabic_letters_are_joined() -> None:
    assert len(strokes(line_of("سلم"))) == 1
    assert len(strokes(line_of("س\u200cل\u200cم"))) == 3


def test_arabic_words_run_from_right_to_left() -> None:
    widths = strokes(line_of("ا سسسس"))  # a thin letter, then a wide word
    assert len(widths) == 2
    assert widths[1] < widths[0] / 4


def test_an_arabic_sentence_ends_at_the_left() -> None:
    stop, word = strokes(line_of("سسسس."))
    assert stop < word / 4


def test_numbers_and_german_names_run_from_left_to_right_on_an_arabic_ticket() -> None:
    arabic, german = line_of("A017", centred=True), line_of("A017", direction="ltr", centred=True)
    assert ImageChops.difference(arabic.convert("L"), german.convert("L")).getbbox() is None
    mirrored = line_of("710A", centred=True)
    assert ImageChops.difference(arabic.convert("L"), mirrored.convert("L")).getbbox() is not None


def test_a_number_within_an_arabic_sentence_keeps_its_digits_in_order() -> None:
    _, one, four, _ = strokes(line_of("ا 14 ا"))
    assert one < four


# What could go wrong


def test_without_fonts_an_arabic_ticket_is_german_with_its_number(tmp_path: Path) -> None:
    kind = PaperKind(fonts=tmp_path)
    ticket = printed(a_ticket("ar"), kind)
    assert ticket.picture is None
    assert "Ihre Nummer" in ticket.text
    assert "A017" in ticket.text
    assert "?" not in ticket.text


def test_it_is_said_what_has_to_be_installed(tmp_path: Path) -> None:
    assert fonts.advice() is None
    missing = fonts.advice(folder=tmp_path)
    assert missing is not None
    assert "apt-get install" in missing


def test_a_letter_that_no_font_has_costs_that_letter_only(tmp_path: Path) -> None:
    ticket = printed(a_ticket(office="Bürgerbüro 漢字"))
    assert ticket.lines[0].text == "Bürgerbüro ??"
    assert "A017" in ticket.text


@settings(deadline=None)
@given(name=st.text(max_size=80), service=st.text(max_size=80))
def test_no_name_is_a_command(name: str, service: str) -> None:
    kind = NARROW
    paper = on_paper(ticket_bytes(a_ticket(office=name, services=(service,)), kind=kind), kind)
    assert len(paper.tickets) == 1


def test_a_name_cannot_cut_the_paper_or_open_a_drawer() -> None:
    ticket = printed(a_ticket(office="Büro\x1b@\x1dV\x00 \x1bp\x00 Mitte\n\x10\x04\x01"))
    assert ticket.lines[0].text == "Büro@ V p Mitte"


def test_a_picture_never_holds_what_a_printer_obeys_at_once() -> None:
    rows = (bytes.fromhex("1004 1005 1014 0410 0400 1010 04") * 6).ljust(80, b"\x10")[:72]
    dangerous = Image.frombytes("1", (576, 1), rows).point(lambda dot: 255 - dot)
    content = harmless(dangerous).point(lambda dot: 255 - dot).tobytes()
    for obeyed in (b"\x10\x04", b"\x10\x05", b"\x10\x14"):
        assert obeyed in rows
        assert obeyed not in content
    changed = sum((was ^ is_).bit_count() for was, is_ in zip(rows, content, strict=True))
    assert changed == sum(rows.count(obeyed) for obeyed in (b"\x10\x04", b"\x10\x05", b"\x10\x14"))


# Other papers


@pytest.mark.parametrize("kind", KINDS, ids=["80 mm", "58 mm", "Epson", "drawn"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_slip_has_date_time_code_and_what_the_scanner_reads(kind: PaperKind, language: str) -> None:
    slip = SlipPaper(
        office="Bürgerbüro", services=("Pass",), starts_at=MORNING, code="K7QF-M2XD", language=language
    )
    (ticket,) = on_paper(slip_bytes(slip, kind=kind), kind).tickets
    if ticket.picture is None:
        assert ticket.codes == ["AUFRUF:K7QF-M2XD"]
        assert "K7QF-M2XD" in [line.text for line in ticket.lines]
        assert "10:25" in ticket.text
        assert "2026" in ticket.text


@pytest.mark.parametrize("kind", KINDS, ids=["80 mm", "58 mm", "Epson", "drawn"])
def test_the_test_page_fills_a_line_exactly(kind: PaperKind) -> None:
    paper = on_paper(specimen_bytes(office="Bürgerbüro", printed_at=MORNING, kind=kind), kind)
    page, arabic = paper.tickets
    if kind is not DRAWN:
        assert max(line.columns for line in page.lines) == kind.columns
    assert arabic.picture is not None


@pytest.mark.parametrize(
    ("profile", "millimetres", "dots", "columns"),
    [
        ("default", 80, 576, 48),
        ("default", 58, 384, 32),
        ("TM-T20II", 80, 576, 48),
        ("TM-T88V", 80, 512, 42),  # Epson's other width of 80 mm
        ("NT-5890K", 58, 384, 32),
        ("NT-5890K", 80, 384, 32),
    ],
)
def test_the_width_is_that_of_paper_and_printer(
    profile: str, millimetres: int, dots: int, columns: int
) -> None:
    kind = paper_kind(profile=profile, millimetres=millimetres)
    assert (kind.dots, kind.columns) == (dots, columns)


def test_what_cannot_be_printed_on_is_refused_with_what_can() -> None:
    with pytest.raises(ValueError, match="80 oder 58 mm"):
        paper_kind(millimetres=70)
    with pytest.raises(ValueError, match="TM-T20II"):
        paper_kind(profile="Typewriter")
