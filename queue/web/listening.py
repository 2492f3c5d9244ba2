# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How every server of ours listens, and how long it bears with whoever does not take part.

Left to itself the server library waits for ever for the rest of a request, and for the last bytes of a socket
to be read by somebody who does not read, and it answers pings whether or not the answers are read. Here all
of that has an end, so that nobody makes a server grow.
"""

import asyncio
import socket
from typing import Any

import uvicorn
from h11 import IDLE, SEND_BODY
from uvicorn._types import WebSocketDisconnectEvent
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import CloseCode, Frame, Opcode

ASKS_WITHIN = 30.0  # seconds for a whole request, from its first byte (or the connection) on
READS_WITHIN = 20.0  # seconds that sent bytes may stay unread; then the connection is dead
PING_EVERY, PONG_WITHIN = 20.0, 20.0  # seconds
LONGEST_WORD = 1_000_000  # bytes of a socket's message; whoever sends more is cut off
DRAINED_WITHIN = 2.0  # seconds in which they may still send the rest of it
LAST_WORDS = "aufruf.last_words"  # in a socket's scope: what they are told first
PINGED = "aufruf.pinged"  # the same, before it is accepted: seconds between pings, and for an answer
LAST_REQUESTS = 5  # seconds that open connections get at the end
BACKLOG = 2048  # connections that nobody has accepted yet
NO_ANSWER = "does not answer"
LOST: WebSocketDisconnectEvent = {"type": "websocket.disconnect", "code": 1006, "reason": NO_ANSWER}


class Requests(H11Protocol):
    """HTTP with whoever says within a while what they want."""

    _patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody comes."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Somebody goes."""
        self._wait_no_longer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Somebody says something; when it is a whole request, nobody waits for the rest."""
        super().data_received(data)
        is_socket = self.transport.get_protocol() is not self
        if not is_socket and self.conn.their_state in (IDLE, SEND_BODY):
            self._wait()
        else:
            self._wait_no_longer()

    def _wait(self) -> None:
        if self._patience is None:
            self._patience = self.loop.call_later(ASKS_WITHIN, self.transport.abort)

    def _wait_no_longer(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None


class Sockets(WebSocketsSansIOProtocol):
    """Sockets that hear nobody out who does not read: else the answers to their pings would pile up."""

    _is_deaf = False

    def send_receive_event_to_app(self) -> None:
        """They have said something. It is nothing to us, so that nobody looks whether it is text."""
        self.curr_msg_data_type = "bytes"
        super().send_receive_event_to_app()

    def start_keepalive(self) -> None:
        """It is open: look from now on whether they are there, sooner where somebody waits for them."""
        pinged = self.scope.get(PINGED)
        if isinstance(pinged, tuple):
            self.ping_interval, self.ping_timeout = pinged
        super().start_keepalive()

    def keepalive_timeout(self) -> None:
        """They have not answered a ping."""
        self.queue.put_nowait(LOST)
        super().keepalive_timeout()

    def connection_lost(self, exc: Exception | None) -> None:
        """It has ended; by itself, where what was sent was not taken in time.

        The system then says that it timed out, now and then that it was reset: with a ping still unanswered
        that is the same.
        """
        if isinstance(exc, TimeoutError) or (exc is not None and self.pending_ping_payload is not None):
            self.queue.put_nowait(LOST)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """They have said something; nobody listens any more to whoever says too much at once."""
        if self._is_deaf:
            return
        super().data_received(data)

    def handle_parser_exception(self) -> None:
        """They say what nobody understands, or too much at once.

        Whoever hung up while they are still sending would cut them off before they can read why.
        """
        if self.conn.close_sent is None or self.conn.close_sent.code != CloseCode.MESSAGE_TOO_BIG:
            super().handle_parser_exception()
            return
        last_words = self.scope.get(LAST_WORDS)
        if isinstance(last_words, str):
            self.transport.write(Frame(Opcode.TEXT, last_words.encode()).serialize(mask=False))
        self.stop_keepalive()
        self.close_timer = self.loop.call_later(DRAINED_WITHIN, self.transport.close)
        self._is_deaf = self.close_sent = True
        code = self.conn.close_sent.code
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": ""})
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.transport.resume_reading()

    def pause_writing(self) -> None:
        """They do not read."""
        super().pause_writing()
        self.transport.pause_reading()

    def resume_writing(self) -> None:
        """They read again."""
        super().resume_writing()
        if not self.read_paused:
            self.transport.resume_reading()


def server_config(app: Any, **changes: Any) -> uvicorn.Config:
    """How the application is served: for offices, in the demo and in tests alike."""
    ours: dict[str, Any] = {
        "http": Requests,
        "ws": Sockets,
        "ws_per_message_deflate": False,  # more than doubles the memory of a socket
        "ws_max_size": LONGEST_WORD,
        "ws_ping_interval": PING_EVERY,
        "ws_ping_timeout": PONG_WITHIN,
        "access_log": False,  # paths hold tokens
        "log_config": None,
        "proxy_headers": False,  # who may say so is AUFRUF_TRUSTED_PROXIES' business
        "server_header": False,
        "timeout_graceful_shutdown": LAST_REQUESTS,
        # On a busy machine a worker imports for longer than 5 s: killed for that, it would never start.
        "timeout_worker_healthcheck": 60,
    }
    return uvicorn.Config(app, **(ours | changes))


def listen(host: str, port: int) -> socket.socket:
    """A socket that others can connect to. Raises OSError.

    What is set here holds for the connections too: Linux gives it on to each of them.
    """
    family, kind, protocol, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, max(1, round(READS_WITHIN)))
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, round(READS_WITHIN * 1000))
        listening.bind(address)
        listening.listen(BACKLOG)
    except OSError:
        listening.close()
        raise
    listening.set_inheritable(True)
    return listening
