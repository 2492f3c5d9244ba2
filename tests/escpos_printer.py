# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A receipt printer for tests: it listens on a port, speaks ESC/POS, and keeps what it printed.

It takes only what it knows: bytes that are no command of the list in `escpos_commands.py` are a complaint,
which fails the test at the end of `with receipt_printer() as printer`. Questions (DLE EOT) are answered at
once, whatever is being printed; GS r when everything before it is on paper. The status bytes are Epson's.
"""

import select
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sized
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from tests.escpos_commands import Command, Garbage, parse
from tests.escpos_paper import Paper, Ticket

FIXED = 0b0001_0010  # bits 1 and 4 are always on in an answer to DLE EOT, bits 0 and 7 always off
PATIENCE = 10.0
GULP = 512  # bytes


@dataclass
class Condition:
    """What somebody does to the printer, and how it behaves."""

    near_end: bool = False
    paper_out: bool = False
    cover_open: bool = False
    cutter_jammed: bool = False
    feeding: bool = False  # somebody holds the button
    answers_status: bool = True
    answers_through: bool = True  # GS r
    seconds_per_line: float = 0.0
    paper_left: int | None = None  # lines of paper, and pictures
    opened_after: int | None = None  # the same, until somebody opens the cover
    breaks_after: int | None = None  # bytes, until it is gone with a reset
    hangs: bool = False  # takes connections, does nothing
    bytes_per_second: int | None = (
        None  # with little memory: it takes no more than it prints, and hears no question
    )
    remembers: bool = False  # prints the rest when it can again, although the connection has ended


@dataclass
class ReceiptPrinter:
    """The printer, as a test sees it."""

    paper: Paper
    listener: socket.socket
    is_: Condition = field(default_factory=Condition)
    complaints: list[str] = field(default_factory=list)
    connections: int = 0
    is_connected: bool = False
    received: int = 0  # bytes
    first_byte_at: float | None = None  # time.monotonic(), of the first that is not a question
    _stop: threading.Event = field(default_factory=threading.Event)

    @property
    def port(self) -> int:
        return int(self.listener.getsockname()[1])

    @property
    def tickets(self) -> list[Ticket]:
        """What was cut off, in this order."""
        return list(self.paper.tickets)

    def wait_for(self, count: int) -> list[Ticket]:
        """As many tickets as this, as soon as they are there."""
        self.wait_until(lambda: len(self.paper.tickets) >= count)
        return self.tickets

    def wait_until(self, happened: Callable[[], bool]) -> None:
        ends = time.monotonic() + PATIENCE
        while not happened():
            assert time.monotonic() < ends, f"not within {PATIENCE} s; complaints: {self.complaints}"
            time.sleep(0.01)

    def forget_first_byte(self) -> None:
        self.first_byte_at = None

    def switch_off(self) -> None:
        self._stop.set()
        self.listener.close()

    # What it answers

    @property
    def is_offline(self) -> bool:
        return self.is_.cover_open or self.is_.paper_out or self.is_.cutter_jammed or self.is_.feeding

    def status(self, question: int) -> int:
        """The answer to DLE EOT n."""
        now = self.is_
        match question:
            case 1:
                return FIXED | 0x08 * self.is_offline
            case 2:
                stopped = now.paper_out and not now.cover_open
                error = now.cutter_jammed
                return FIXED | 0x04 * now.cover_open | 0x08 * now.feeding | 0x20 * stopped | 0x40 * error
            case 3:
                return FIXED | 0x08 * now.cutter_jammed
            case 4:
                return FIXED | 0x0C * (now.near_end or now.paper_out) | 0x60 * now.paper_out
        raise Garbage(f"DLE EOT {question}")

    # How it works

    def _serve(self) -> None:
        while not self._stop.is_set():
            try:
                ready, _, _ = select.select([self.listener], [], [], 0.05)
                if not ready:
                    continue
                connection, _ = self.listener.accept()
            except (OSError, ValueError):
                return  # switched off
            self.connections += 1
            self.is_connected = True
            with connection:
                self._talk(connection)
            self.is_connected = False

    def _talk(self, connection: socket.socket) -> None:
        """One connection, until it ends. A printer has one at a time: others have to wait."""
        connection.setblocking(False)
        unread = bytearray()
        waiting: deque[Command] = deque()
        free_at = 0.0
        open_, stopped = True, False
        while not self._stop.is_set() and (open_ or (waiting and (self.is_.remembers or not stopped))):
            stopped = stopped or self.is_offline
            if self.is_.hangs:
                time.sleep(0.01)
                continue
            if self._is_full(waiting):
                if _is_reset(connection):
                    return
                time.sleep(0.01)
                continue
            if open_ and select.select([connection], [], [], 0.002 if waiting else 0.02)[0]:
                try:
                    came = connection.recv(self._gulp())
                except OSError:
                    came, stopped = b"", True
                open_ = bool(came)
                unread += came
                self.received += len(came)
                if self._breaks():
                    _reset(connection)
                    return
                try:
                    self._take(unread, waiting, connection)
                except Garbage as garbage:
                    self.complaints.append(str(garbage))
                    return
            while waiting and not self.is_offline and time.monotonic() >= free_at:
                free_at = time.monotonic() + self._do(waiting.popleft(), connection)

    def _is_full(self, waiting: Sized) -> bool:
        """Whether it has no room for more: one with little memory that has stopped."""
        return bool(waiting) and self.is_.bytes_per_second is not None and self.is_offline

    def _gulp(self) -> int:
        """How much it reads at once; a slow one needs its time for it."""
        if self.is_.bytes_per_second is None:
            return 4096
        time.sleep(GULP / self.is_.bytes_per_second)
        return GULP

    def _breaks(self) -> bool:
        limit = self.is_.breaks_after
        return limit is not None and self.received >= limit

    def _take(self, unread: bytearray, waiting: deque[Command], connection: socket.socket) -> None:
        """Everything that is whole: questions are answered now, the rest has to wait for its turn."""
        while unread and (found := parse(unread)):
            command, length = found
            del unread[:length]
            if command.name == "DLE EOT":
                if self.is_.answers_status:
                    _answer(connection, self.status(command.number))
                continue
            if self.first_byte_at is None:
                self.first_byte_at = time.monotonic()
            waiting.append(command)

    def _do(self, command: Command, connection: socket.socket) -> float:
        """Print it. How long it takes."""
        if command.name == "GS r":
            if self.is_.answers_through:
                _answer(connection, 0x03 * self.is_.near_end)
            return 0.0
        try:
            fed = self.paper.obey(command)
        except Garbage as garbage:
            self.complaints.append(str(garbage))
            return 0.0
        if fed and self.is_.paper_left is not None:
            self.is_.paper_left -= 1
            self.is_.paper_out = self.is_.paper_left <= 0
        if fed and self.is_.opened_after is not None:
            self.is_.opened_after -= 1
            self.is_.cover_open = self.is_.opened_after <= 0
        return self.is_.seconds_per_line if fed else 0.0


@contextmanager
def receipt_printer(
    *, columns: int = 48, dots: int = 576, memory: int | None = None
) -> Iterator[ReceiptPrinter]:
    """A printer that is on. At the end nothing must have come that it did not understand."""
    listener = socket.create_server(("127.0.0.1", 0))
    if memory is not None:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, memory)
    printer = ReceiptPrinter(paper=Paper(columns=columns, dots=dots), listener=listener)
    thread = threading.Thread(target=printer._serve, daemon=True)
    thread.start()
    try:
        yield printer
    finally:
        printer.switch_off()
        thread.join(5)
    assert not printer.complaints, printer.complaints


def _answer(connection: socket.socket, byte: int) -> None:
    with suppress(OSError):
        connection.send(bytes((byte,)))


def _reset(connection: socket.socket) -> None:
    """Gone at once, as when the plug is pulled: no farewell."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def _is_reset(connection: socket.socket) -> bool:
    """Whether the other side has broken off."""
    watched = select.poll()
    watched.register(connection, 0)
    return any(event & (select.POLLERR | select.POLLHUP) for _, event in watched.poll(0))
