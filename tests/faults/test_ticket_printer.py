# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A receipt printer over TCP that does what receipt printers do: run out, jam, vanish, keep silent."""

import argparse
import asyncio
import datetime as dt
import socket
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from aufruf_kiosk.printing.asking import PrinterState, PrinterTrouble, SlipPaper, TicketPaper
from aufruf_kiosk.printing.options import add_printer_options, print_test_page, printer_from
from aufruf_kiosk.printing.paper import paper_kind, ticket_bytes
from aufruf_kiosk.printing.printer import WHOLE, EscPosPrinter
from tests.escpos_printer import ReceiptPrinter, receipt_printer

MORNING = dt.datetime(2026, 11, 27, 10, 25)  # noqa: DTZ001, as on the office's wall
TICKET = TicketPaper(
    number="A017",
    office="Bürgerbüro Mitte",
    services=("Personalausweis beantragen",),
    taken_at=MORNING,
    ahead=3,
    wait="Voraussichtlich 10 bis 20 Minuten.",
    qr="https://termine.example/visits/3kf9dkfj",
)
ROOM = 0.5  # seconds that a busy machine may lose


@pytest.fixture
def device() -> Iterator[ReceiptPrinter]:
    with receipt_printer() as printer:
        yield printer


def reached(device: ReceiptPrinter) -> EscPosPrinter:
    return EscPosPrinter("127.0.0.1", device.port)


async def trouble(printer: EscPosPrinter, ticket: TicketPaper = TICKET) -> PrinterState:
    with pytest.raises(PrinterTrouble) as refused:
        await printer.print_ticket(ticket)
    return refused.value.state


async def test_a_ticket_comes_out_whole_and_cut_with_its_number_large_and_its_code(
    device: ReceiptPrinter,
) -> None:
    began = time.monotonic()
    await reached(device).print_ticket(TICKET)
    (ticket,) = device.tickets
    (number,) = [line for line in ticket.lines if line.text == "A017"]
    assert (number.width, number.height, number.align) == (8, 8, "centre")
    assert "Bürgerbüro Mitte" in ticket.text
    assert "27. November 2026, 10:25 Uhr" in ticket.text
    assert ticket.codes == ["https://termine.example/visits/3kf9dkfj"]
    assert device.first_byte_at is not None
    assert device.first_byte_at - began < 1.0


@pytest.mark.parametrize(
    ("what_is", "state"),
    [
        ({}, PrinterState.READY),
        ({"near_end": True}, PrinterState.PAPER_LOW),
        ({"paper_out": True}, PrinterState.PAPER_OUT),
        ({"cover_open": True}, PrinterState.COVER_OPEN),
        ({"cover_open": True, "paper_out": True}, PrinterState.COVER_OPEN),
        ({"cutter_jammed": True}, PrinterState.GONE),
        ({"feeding": True}, PrinterState.READY),
        ({"answers_status": False}, PrinterState.READY),
        ({"hangs": True}, PrinterState.READY),  # not to be told from one that never speaks
    ],
)
async def test_staff_learn_how_the_printer_is(
    device: ReceiptPrinter, what_is: dict[str, bool], state: PrinterState
) -> None:
    for name, value in what_is.items():
        setattr(device.is_, name, value)
    assert await reached(device).state() is state


async def test_a_printer_that_has_spoken_and_is_silent_now_is_gone(device: ReceiptPrinter) -> None:
    printer = reached(device)
    assert await printer.state() is PrinterState.READY
    device.is_.hangs = True
    assert await printer.state() is PrinterState.GONE
    assert await trouble(printer) is PrinterState.GONE
    device.is_.hangs = False
    assert await printer.state() is PrinterState.READY


async def test_where_no_printer_is_it_is_gone_within_a_second() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: refused
        printer = EscPosPrinter("127.0.0.1", taken.getsockname()[1])
        began = time.monotonic()
        assert await printer.state() is PrinterState.GONE
        assert await trouble(printer) is PrinterState.GONE
        assert time.monotonic() - began < 1.0 + ROOM


@pytest.mark.parametrize("stop", ["paper_out", "cover_open", "cutter_jammed"])
async def test_a_stopped_printer_gets_no_byte_of_a_ticket(device: ReceiptPrinter, stop: str) -> None:
    setattr(device.is_, stop, True)
    await trouble(reached(device))
    assert device.first_byte_at is None


async def test_low_paper_still_prints(device: ReceiptPrinter) -> None:
    device.is_.near_end = True
    await reached(device).print_ticket(TICKET)
    assert len(device.tickets) == 1


async def test_paper_that_ends_in_the_middle_is_no_ticket_and_the_same_ticket_comes_from_the_new_roll(
    device: ReceiptPrinter,
) -> None:
    printer = reached(device)
    device.is_.paper_left = 4
    assert await trouble(printer) is PrinterState.PAPER_OUT
    assert device.tickets == []
    await asyncio.to_thread(device.wait_until, lambda: not device.is_connected)
    device.is_.paper_left, device.is_.paper_out = None, False
    await printer.print_ticket(TICKET)
    remains, ticket = device.tickets
    assert not remains.codes  # cut off before: the new ticket does not hang on it
    assert ticket.text.count("A017") == 1
    assert ticket.codes


async def test_a_printer_that_prints_the_rest_from_the_new_roll_gives_the_same_ticket_twice_and_whole(
    device: ReceiptPrinter,
) -> None:
    printer = reached(device)
    device.is_.paper_left, device.is_.remembers = 4, True
    assert await trouble(printer) is PrinterState.PAPER_OUT
    device.is_.paper_left, device.is_.paper_out = None, False
    await printer.print_ticket(TICKET)
    first, nothing, second = await asyncio.to_thread(device.wait_for, 3)
    assert first == second
    assert not nothing.pieces


async def test_a_cover_opened_in_the_middle_is_told_at_once(device: ReceiptPrinter) -> None:
    printer = reached(device)
    device.is_.seconds_per_line = 0.2
    printing = asyncio.create_task(trouble(printer))
    await asyncio.to_thread(device.wait_until, lambda: bool(device.paper.current.lines))
    device.is_.cover_open = True
    opened = time.monotonic()
    assert await printing is PrinterState.COVER_OPEN
    assert time.monotonic() - opened < 1.0


@pytest.mark.parametrize("after", [20, 300, 20_000])
async def test_a_printer_that_goes_in_the_middle_leaves_no_ticket_and_the_next_attempt_prints_it(
    device: ReceiptPrinter, after: int
) -> None:
    kind = paper_kind(pictures=True)  # long enough to be cut anywhere
    printer = EscPosPrinter("127.0.0.1", device.port, kind=kind)
    device.is_.breaks_after = after
    began = time.monotonic()
    assert await trouble(printer) is PrinterState.GONE
    assert time.monotonic() - began < WHOLE + ROOM
    assert device.tickets == []
    device.is_.breaks_after = None
    await printer.print_ticket(TICKET)
    assert device.wait_for(1)[-1].picture is not None


async def test_a_slow_printer_prints_each_ticket_once(device: ReceiptPrinter) -> None:
    printer = reached(device)
    device.is_.seconds_per_line = 0.05
    for number in ("A001", "A002"):
        await printer.print_ticket(replace(TICKET, number=number))
    first, second = await asyncio.to_thread(device.wait_for, 2)
    assert "A001" in first.text
    assert "A002" not in first.text
    assert "A002" in second.text


async def test_a_printer_with_little_memory_is_given_the_time_that_a_picture_needs() -> None:
    with receipt_printer(memory=4096) as device:
        printer = EscPosPrinter("127.0.0.1", device.port, kind=paper_kind(pictures=True))
        assert await printer.state() is PrinterState.READY
        device.is_.bytes_per_second = 22_000
        began = time.monotonic()
        await printer.print_ticket(TICKET)
        assert time.monotonic() - began > WHOLE  # so long as its paper moves
        assert len(device.tickets) == 1


async def test_one_that_takes_nothing_any_more_is_given_up_within_three_seconds() -> None:
    with receipt_printer(memory=4096) as device:
        printer = EscPosPrinter("127.0.0.1", device.port, kind=paper_kind(pictures=True))
        device.is_.bytes_per_second = 1_000_000
        device.is_.paper_left = 2
        began = time.monotonic()
        assert await trouble(printer) is PrinterState.GONE  # it hears no question behind all the dots
        assert time.monotonic() - began < WHOLE + ROOM
        assert await printer.state() is PrinterState.PAPER_OUT


async def test_five_tickets_at_once_do_not_mix(device: ReceiptPrinter) -> None:
    printer = reached(device)
    numbers = [f"A{place:03}" for place in range(1, 6)]
    device.is_.seconds_per_line = 0.005
    states = asyncio.create_task(printer.state())
    await asyncio.gather(*(printer.print_ticket(replace(TICKET, number=number)) for number in numbers))
    assert await states is PrinterState.READY
    assert (
        sorted(line.text for ticket in device.tickets for line in ticket.lines if line.width == 8) == numbers
    )
    assert [len(ticket.codes) for ticket in device.tickets] == [1] * 5


async def test_a_printer_that_answers_no_question_prints_and_counts_as_ready(device: ReceiptPrinter) -> None:
    device.is_.answers_status = device.is_.answers_through = False
    printer = reached(device)
    await printer.print_ticket(TICKET)
    assert len(device.wait_for(1)) == 1
    assert await printer.state() is PrinterState.READY


async def test_a_silent_printer_that_vanishes_in_the_middle_is_noticed_all_the_same(
    device: ReceiptPrinter,
) -> None:
    device.is_.answers_status, device.is_.breaks_after = False, 300
    assert await trouble(reached(device)) is PrinterState.GONE


async def test_a_printer_that_does_not_say_when_it_is_through_is_believed_when_it_is_well(
    device: ReceiptPrinter,
) -> None:
    device.is_.answers_through = False
    printer = reached(device)
    await printer.print_ticket(TICKET)
    assert len(device.tickets) == 1
    device.is_.paper_left = 4
    assert await trouble(printer) is PrinterState.PAPER_OUT


async def test_drawing_a_ticket_does_not_stop_the_program(device: ReceiptPrinter) -> None:
    # Longer than any: on a busy machine a tick comes late by itself, and only what takes far longer shows.
    ticket = replace(TICKET, language="ar", services=("Personalausweis beantragen",) * 400)
    ticket_bytes(ticket, kind=paper_kind())  # fonts are loaded now
    began = time.monotonic()
    ticket_bytes(ticket, kind=paper_kind())
    drawing = time.monotonic() - began
    longest = 0.0

    async def tick() -> None:
        nonlocal longest
        while True:
            before = time.monotonic()
            await asyncio.sleep(0.001)
            longest = max(longest, time.monotonic() - before)

    ticking = asyncio.create_task(tick())
    await asyncio.sleep(0.01)
    await reached(device).print_ticket(ticket)
    ticking.cancel()
    assert device.tickets[0].picture is not None
    assert longest < drawing / 2, drawing


async def test_the_slip_of_an_appointment_holds_what_the_scanner_reads(device: ReceiptPrinter) -> None:
    slip = SlipPaper(office="Bürgerbüro", services=("Reisepass",), starts_at=MORNING, code="K7QF-M2XD")
    await reached(device).print_slip(slip)
    (paper,) = device.tickets
    assert paper.codes == ["AUFRUF:K7QF-M2XD"]
    assert "K7QF-M2XD" in [line.text for line in paper.lines]
    assert "10:25 Uhr" in [line.text for line in paper.lines]


def from_command_line(*words: str) -> EscPosPrinter | None:
    parser = argparse.ArgumentParser()
    add_printer_options(parser)
    return printer_from(parser.parse_args(words))


async def test_the_test_page_shows_letters_a_full_line_and_an_arabic_ticket(device: ReceiptPrinter) -> None:
    printer = from_command_line("--printer", f"127.0.0.1:{device.port}")
    assert printer is not None
    assert await print_test_page(printer, office="Bürgerbüro") is None
    page, arabic = device.tickets
    assert "ÄÖÜ äöü ß" in page.text
    assert max(line.columns for line in page.lines) == 48
    assert page.codes
    assert arabic.picture is not None


@pytest.mark.parametrize(
    ("what_is", "to_do"),
    [
        ({"paper_out": True}, "neue Rolle"),
        ({"cover_open": True}, "Klappe"),
        ({"cutter_jammed": True}, "gestört"),
    ],
)
async def test_whoever_prints_a_test_page_is_told_what_to_do_first(
    device: ReceiptPrinter, what_is: dict[str, bool], to_do: str
) -> None:
    for name, value in what_is.items():
        setattr(device.is_, name, value)
    told = await print_test_page(reached(device), office="Bürgerbüro")
    assert told is not None
    assert to_do in told


@pytest.mark.parametrize(
    ("named", "host", "port"),
    [
        ("printer.local", "printer.local", 9100),
        ("10.0.0.7:9101", "10.0.0.7", 9101),
        ("[::1]:9100", "::1", 9100),
    ],
)
def test_a_printer_is_named_by_host_and_port(named: str, host: str, port: int) -> None:
    printer = from_command_line("--printer", named, "--paper", "58")
    assert printer is not None
    assert (printer.host, printer.port, printer.kind.dots) == (host, port, 384)


def test_without_a_printer_there_is_none() -> None:
    assert from_command_line() is None


@pytest.mark.parametrize(
    "named",
    ["http://printer", "printer:port", ":9100", "printer:99999", "a@printer", "a/b", "a b", "printer:0"],
)
def test_what_names_no_printer_is_refused(named: str) -> None:
    with pytest.raises(ValueError, match="Port"):
        from_command_line("--printer", named)
