# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Our receipt printer for tests is one: another client understands it, its bytes are those of the manuals."""

import socket
from collections.abc import Iterator
from contextlib import closing

import pytest
from escpos.printer import Network

from tests.escpos_commands import Garbage, parse
from tests.escpos_paper import Paper
from tests.escpos_printer import ReceiptPrinter, receipt_printer


@pytest.fixture
def device() -> Iterator[ReceiptPrinter]:
    with receipt_printer() as printer:
        yield printer


def answers(device: ReceiptPrinter, asked: bytes, count: int) -> bytes:
    with closing(socket.create_connection(("127.0.0.1", device.port), timeout=2)) as line:
        line.sendall(asked)
        return b"".join(line.recv(1) for _ in range(count))


# Hexadecimal values of Epson's TM references: 12 is an answer without anything to report.
@pytest.mark.parametrize(
    ("what_is", "bytes_"),
    [
        ({}, "12 12 12 12"),
        ({"near_end": True}, "12 12 12 1e"),
        ({"paper_out": True}, "1a 32 12 7e"),
        ({"cover_open": True}, "1a 16 12 12"),
        ({"cutter_jammed": True}, "1a 52 1a 12"),
        ({"feeding": True}, "1a 1a 12 12"),
    ],
)
def test_its_answers_are_those_of_the_manuals(
    device: ReceiptPrinter, what_is: dict[str, bool], bytes_: str
) -> None:
    for name, value in what_is.items():
        setattr(device.is_, name, value)
    asked = b"\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04"
    assert answers(device, asked, 4).hex(" ") == bytes_


@pytest.mark.parametrize(("near_end", "byte"), [(False, b"\x00"), (True, b"\x03")])
def test_gs_r_is_answered_after_what_came_before(device: ReceiptPrinter, near_end: bool, byte: bytes) -> None:  # noqa: FBT001
    device.is_.near_end = near_end
    assert answers(device, b"\x1b@A017\n\x1dV\x01\x1dr\x01", 1) == byte
    assert device.tickets[0].text == "A017"


@pytest.mark.parametrize(
    ("what_is", "online", "paper"),
    [
        ({}, True, 2),
        ({"near_end": True}, True, 1),
        ({"paper_out": True}, False, 0),
        ({"cover_open": True}, False, 2),
    ],
)
def test_a_client_that_is_not_ours_understands_it(
    device: ReceiptPrinter,
    what_is: dict[str, bool],
    online: bool,  # noqa: FBT001
    paper: int,
) -> None:
    for name, value in what_is.items():
        setattr(device.is_, name, value)
    with closing(Network("127.0.0.1", device.port, timeout=2)) as client:
        client.open()
        assert client.is_online() is online
        assert client.paper_status() == paper


def test_a_client_that_is_not_ours_prints_on_it(device: ReceiptPrinter) -> None:
    with closing(Network("127.0.0.1", device.port, timeout=2)) as client:
        client.open()
        client.hw("INIT")
        client.set(align="center", bold=True)
        client.textln("Grüße aus Köln")
        client.qr("https://termine.example", native=True)
        client.cut()
        (ticket,) = device.wait_for(1)
    assert [(line.text, line.bold, line.align) for line in ticket.lines] == [
        ("Grüße aus Köln", True, "centre")
    ]
    assert ticket.codes == ["https://termine.example"]


@pytest.mark.parametrize(
    "garbage",
    [
        b"\x00",
        b"\x07",
        b"\x1bp\x00\x19\xfa",  # a cash drawer
        b"\x10\x14\x01\x00\x01",
        b"\x10\x04\x09",
        b"\x1dV\x07",
        b"\x1d(A\x02\x00\x00\x02",
        b"\x1dv0\x00\x01\x00\x03\x00\x10\x04\x01",  # a picture that holds a question
    ],
)
def test_what_it_does_not_understand_it_does_not_take(garbage: bytes) -> None:
    with pytest.raises(Garbage):
        parse(garbage)


@pytest.mark.parametrize(
    "nonsense",
    [
        b"\x1bt\x63",
        b"\x1d!\x88",
        b"\x1ba\x05",
        b"A\x1ba\x01",
        b"A\x1dV\x00",
        b"A" * 49 + b"\n",
        b"\x1d(k\x03\x001Q0",
    ],
)
def test_what_makes_no_sense_where_it_stands_is_garbage_too(nonsense: bytes) -> None:
    paper, rest = Paper(columns=48, dots=576), bytearray(nonsense)
    with pytest.raises(Garbage):  # noqa: PT012, the commands before it are understood
        while rest and (found := parse(rest)):
            del rest[: found[1]]
            paper.obey(found[0])


def test_garbage_fails_the_test_that_sent_it() -> None:
    with pytest.raises(AssertionError, match="0x00"), receipt_printer() as printer:  # noqa: PT012
        with socket.create_connection(("127.0.0.1", printer.port), timeout=2) as line:
            line.sendall(b"\x00")
        printer.wait_until(lambda: bool(printer.complaints))
