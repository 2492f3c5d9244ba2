# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""From which address a request comes, and from which page: who is believed, and when."""

import ipaddress
from collections.abc import Sequence
from urllib.parse import urlsplit

from aufruf.domain.errors import NotAllowed
from aufruf.web.wire import Connection

Networks = Sequence[ipaddress.IPv4Network | ipaddress.IPv6Network]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
FORWARDED = frozenset(("x-forwarded-for", "forwarded", "x-real-ip", "via"))  # a proxy says that it is one
NOBODY_IN_BETWEEN = ("same-origin", "none")  # none: typed, or from a bookmark


def address_of(connection: Connection, trusted: Networks) -> str:
    """The address that tries are counted for.

    X-Forwarded-For is believed as far as proxies that we trust wrote it: of its entries the last one
    that is not such a proxy counts, since everything before it anybody may have invented.
    In IPv6 one subscriber has a whole /64, so that counts as one address.
    """
    address = _outermost(connection, trusted)
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def comes_from(connection: Connection, networks: Networks, *, trusted: Networks) -> bool:
    """Whether a request comes from one of these networks, and no proxy that we do not know is in between."""
    forwarded = FORWARDED & set(connection.headers.keys())
    if forwarded and not is_through_proxy(connection, trusted):
        return False
    address = _outermost(connection, trusted)
    return address is not None and any(address in network for network in networks)


def is_through_proxy(connection: Connection, trusted: Networks) -> bool:
    """Whether it is one of our proxies that hands us this request."""
    address = _peer(connection)
    return address is not None and any(address in network for network in trusted)


def _peer(connection: Connection) -> Address | None:
    return _read(connection.client.host if connection.client else "")


def _outermost(connection: Connection, trusted: Networks) -> Address | None:
    address = _peer(connection)
    said = ",".join(connection.headers.getall("x-forwarded-for", [])).split(",")
    while address is not None and said and any(address in network for network in trusted):
        before = _read(said.pop())
        if before is None:
            break
        address = before
    return address


def _read(text: str) -> Address | None:
    try:
        address = ipaddress.ip_address(text.strip())
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def only_from_our_pages(connection: Connection, base_url: str) -> None:
    """Refuse what another site made a browser send. Raises NotAllowed.

    A program that is no browser says neither; it has no cookies that others could use.
    """
    site = connection.headers.get("sec-fetch-site")
    origin = connection.headers.get("origin")
    if site is not None and site not in NOBODY_IN_BETWEEN:
        raise NotAllowed
    if site is None and origin is not None:
        ours = {connection.headers.get("host", ""), urlsplit(base_url).netloc} - {""}
        if urlsplit(origin).netloc not in ours:
            raise NotAllowed
