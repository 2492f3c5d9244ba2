# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A real TURN server of the test's own: coturn, as docs/help.md says, on this machine alone."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.faults.programs import program
from tests.ports import free_port, until_listening
from tests.throwaway import throwaway_folder

HERE = "127.0.0.1"
# Beside what docs/help.md says: on this machine alone and without TLS, with its files and its peers here.
SETTINGS = """
listening-ip={here}
listening-port={port}
realm=hilfe.example
use-auth-secret
static-auth-secret={secret}
no-cli
no-multicast-peers
no-tls
no-dtls
no-stdout-log
log-file=/dev/null
pidfile={folder}/pid
userdb={folder}/users
relay-ip={here}
allow-loopback-peers
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnServer:
    port: int

    @property
    def url(self) -> str:
        """Where browsers find it that may send nothing but TCP."""
        return f"turn:{HERE}:{self.port}?transport=tcp"


@contextmanager
def turn_server(secret: str) -> Iterator[TurnServer]:
    """It serves whoever has a name and password made with this secret, until the block ends."""
    port = free_port()
    with throwaway_folder("turn") as folder:
        settings = folder / "turnserver.conf"
        settings.write_text(SETTINGS.format(here=HERE, port=port, secret=secret, folder=folder))
        process = subprocess.Popen(
            [program("turnserver", "coturn"), "-c", str(settings)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            cwd=folder,
        )
        try:
            until_listening(port, "coturn")
            yield TurnServer(port=port)
        finally:
            process.kill()
            process.wait()
