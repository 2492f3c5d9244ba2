# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A network of its own for a display, whose cable can be pulled: the kernel then loses every packet.

Nobody is told: both ends still see a link, an address and a route. Other than in tests/cable.py it is the
kernels' own retransmissions and time-outs that are tried, and so it takes root.
"""

import ctypes
import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.faults.programs import only_as_root, program

HERE, THERE = "198.51.100.1", "198.51.100.2"  # addresses that documents use: nobody has them
NOBODY = "02:00:00:00:00:99"  # a card that is not there
CLONE_NEWNET = 0x40000000


@dataclass(frozen=True, slots=True)
class Network:
    """A network namespace and a cable from it to this machine."""

    name: str
    card: str  # this machine's end of the cable

    def pull(self) -> None:
        """From now on every packet goes to a card that is not there, in both directions."""
        _ip("neigh", "replace", THERE, "lladdr", NOBODY, "dev", self.card, "nud", "permanent")
        _ip("-n", self.name, "neigh", "replace", HERE, "lladdr", NOBODY, "dev", "wall", "nud", "permanent")

    def plug(self) -> None:
        """It carries again; both ends ask anew where the other is."""
        _ip("neigh", "del", THERE, "dev", self.card)
        _ip("-n", self.name, "neigh", "del", HERE, "dev", "wall")

    def socket(self) -> socket.socket:
        """A socket there; the process itself stays here."""
        libc = ctypes.CDLL(None, use_errno=True)
        home = os.open("/proc/self/ns/net", os.O_RDONLY)
        there = os.open(f"/run/netns/{self.name}", os.O_RDONLY)
        try:
            if libc.setns(there, CLONE_NEWNET):
                raise OSError(ctypes.get_errno(), "setns")
            try:
                found = socket.socket()
            finally:
                libc.setns(home, CLONE_NEWNET)
        finally:
            os.close(home)
            os.close(there)
        found.setblocking(False)
        return found


@contextmanager
def network() -> Iterator[Network]:
    only_as_root("a network namespace is made")
    name, card = f"aufruf-{os.getpid()}", f"auf{os.getpid()}"
    _ip("netns", "add", name)
    try:
        _ip("link", "add", card, "type", "veth", "peer", "name", "wall", "netns", name)
        _ip("addr", "add", f"{HERE}/30", "dev", card)
        _ip("link", "set", card, "up")
        _ip("-n", name, "addr", "add", f"{THERE}/30", "dev", "wall")
        _ip("-n", name, "link", "set", "wall", "up")
        yield Network(name, card)
    finally:
        _ip("netns", "del", name)  # and with it both ends of the cable


def _ip(*words: str) -> None:
    done = subprocess.run([program("ip", "iproute2"), *words], check=False, capture_output=True, text=True)
    if done.returncode:
        raise OSError(f"ip {' '.join(words)}: {done.stderr}")
