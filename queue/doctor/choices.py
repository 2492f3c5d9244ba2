# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Settings that can be read and are still not what an office should run with."""

import os
import stat
from collections.abc import Iterator

from aufruf.doctor.finding import Finding, fine, hint, mend
from aufruf.settings import Settings

FOR_OTHERS = stat.S_IRWXG | stat.S_IRWXO


async def look(settings: Settings) -> list[Finding]:
    """The secret key, the address that people use, what is on or off."""
    return [*_secret_key(settings), *_address(settings), *_help_from_afar(settings), *_switches(settings)]


def _secret_key(settings: Settings) -> Iterator[Finding]:
    if os.environ.get("AUFRUF_SECRET_KEY"):
        yield fine("The secret key comes from AUFRUF_SECRET_KEY: keep a copy of it with your backups.")
        return
    file = settings.data_dir / "secret.key"
    if file.exists() and file.stat().st_mode & FOR_OTHERS:
        yield mend(f"Others on this machine may read the secret key: chmod 600 {file}")
        return
    yield fine(f"The secret key is kept in {file}: keep a copy with your backups.")


def _address(settings: Settings) -> Iterator[Finding]:
    if not settings.base_url:
        yield hint(
            "AUFRUF_BASE_URL is not set: links and QR codes of the API work only where the server is asked."
        )
    elif not settings.base_url.startswith("https://"):
        yield hint("AUFRUF_BASE_URL does not begin with https://: names and log-ins travel for all to read.")


def _help_from_afar(settings: Settings) -> Iterator[Finding]:
    if settings.turn_urls and not settings.turn_secret:
        yield mend("AUFRUF_TURN_URL is set, AUFRUF_TURN_SECRET is not: the TURN server lets nobody in.")
    elif settings.turn_secret and not settings.turn_urls:
        yield mend("AUFRUF_TURN_SECRET is set, AUFRUF_TURN_URL is not: no browser learns of the TURN server.")


def _switches(settings: Settings) -> Iterator[Finding]:
    if settings.rehearsal:
        yield hint("This is a rehearsal: its clock is not the real time, and every page says so.")
    if not settings.rate_limit:
        yield hint("AUFRUF_RATE_LIMIT is off: codes and passwords may be guessed without end.")
    if not settings.database_url.startswith("sqlite") and not settings.trusted_proxies:
        yield hint(
            "AUFRUF_TRUSTED_PROXIES is not set: behind a proxy all citizens would count as one address."
        )
