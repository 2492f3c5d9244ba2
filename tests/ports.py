# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A port of this machine on which nobody listens just now, and the wait until somebody does."""

import socket
import time

UP_WITHIN = 20  # seconds


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def until_listening(port: int, who: str) -> None:
    """Wait for a program that was just started. Raises TimeoutError."""
    deadline = time.monotonic() + UP_WITHIN
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise TimeoutError(f"{who} does not come up")
