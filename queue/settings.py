# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""All settings, read from the environment once."""

import ipaddress
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

THIS_MACHINE = "127.0.0.0/8, ::1"
MINIMUM_KEY_LENGTH = 22  # characters: 128 bits in base64
Networks = tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]


class BadSetting(ValueError):
    """A setting makes no sense; the message says which and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What can be set from outside; docs/operations.md explains each."""

    data_dir: Path
    database_url: str
    secret_key: str
    emergency: Path | None = None  # where today's emergency lists are; None: among the data
    base_url: str = ""
    realtime_url: str = ""  # redis:// or rediss://, for wake-ups between processes; empty: by the database
    stun_urls: tuple[str, ...] = ()  # by these two browsers find a way to each other, if somebody is helped
    turn_urls: tuple[str, ...] = ()
    turn_secret: str = ""  # what the TURN server knows, too
    rate_limit: bool = True
    trusted_proxies: Networks = ()
    metrics_from: Networks = ()
    forecasts: bool = True  # how long people wait is foreseen, in a process of its own
    rehearsal: bool = False
    clock_start: datetime | None = None

    @property
    def emergency_dir(self) -> Path:
        """Where today's emergency lists are, for the hour in which nothing else works."""
        return self.emergency or self.data_dir / "emergency"


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Check and read the environment. Raises BadSetting; makes the data directory and a key if missing."""
    data_dir = Path(environment.get("AUFRUF_DATA_DIR") or "data").absolute()
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting(f"AUFRUF_DATA_DIR: {data_dir} cannot be made: {error.strerror}") from error
    rehearsal = _switch(environment, "AUFRUF_REHEARSAL", on="1", off="0", default=False)
    rate_limit = _switch(environment, "AUFRUF_RATE_LIMIT", on="on", off="off", default=True)
    if not rate_limit and not rehearsal:
        raise BadSetting("AUFRUF_RATE_LIMIT: may be off only in a rehearsal (AUFRUF_REHEARSAL=1)")
    return Settings(
        data_dir=data_dir,
        database_url=_database_url(environment, data_dir),
        secret_key=_secret_key(environment, data_dir),
        emergency=_folder(environment, "AUFRUF_EMERGENCY_DIR"),
        base_url=(environment.get("AUFRUF_BASE_URL") or "").rstrip("/"),
        realtime_url=_realtime_url(environment.get("AUFRUF_REALTIME_URL", "")),
        stun_urls=_servers(environment, "AUFRUF_STUN_URL", schemes=("stun", "stuns")),
        turn_urls=_servers(environment, "AUFRUF_TURN_URL", schemes=("turn", "turns")),
        turn_secret=environment.get("AUFRUF_TURN_SECRET", "").strip(),
        rate_limit=rate_limit,
        trusted_proxies=_networks(environment, "AUFRUF_TRUSTED_PROXIES", default=""),
        metrics_from=_networks(environment, "AUFRUF_METRICS_FROM", default=THIS_MACHINE),
        forecasts=_switch(environment, "AUFRUF_FORECASTS", on="on", off="off", default=True),
        rehearsal=rehearsal,
        clock_start=_instant(environment.get("AUFRUF_CLOCK_START", "")) if rehearsal else None,
    )


def _folder(environment: Mapping[str, str], name: str) -> Path | None:
    text = environment.get(name, "").strip()
    if text and not Path(text).is_absolute():
        raise BadSetting(f"{name}: is a whole path that begins with /")
    return Path(text) if text else None


def _switch(environment: Mapping[str, str], name: str, *, on: str, off: str, default: bool) -> bool:
    value = environment.get(name) or (on if default else off)
    if value not in (on, off):
        raise BadSetting(f"{name}: is {on} or {off}")
    return value == on


def _database_url(environment: Mapping[str, str], data_dir: Path) -> str:
    url = environment.get("AUFRUF_DATABASE_URL") or f"sqlite+aiosqlite:///{data_dir / 'aufruf.db'}"
    if not url.startswith(("sqlite+aiosqlite:///", "postgresql+asyncpg://")):
        raise BadSetting("AUFRUF_DATABASE_URL: begins with sqlite+aiosqlite:/// or postgresql+asyncpg://")
    return url


def _realtime_url(url: str) -> str:
    if url and not url.startswith(("redis://", "rediss://", "valkey://")):
        raise BadSetting("AUFRUF_REALTIME_URL: begins with redis://, rediss:// or valkey://")
    return f"redis://{url.removeprefix('valkey://')}" if url.startswith("valkey://") else url


def _servers(environment: Mapping[str, str], name: str, *, schemes: tuple[str, str]) -> tuple[str, ...]:
    servers = tuple(part.strip() for part in environment.get(name, "").split(",") if part.strip())
    fitting = re.compile(rf"({'|'.join(schemes)}):[^\s/?#@]+(\?transport=(udp|tcp))?", re.ASCII)
    if not all(fitting.fullmatch(server) for server in servers):
        raise BadSetting(f"{name}: is {schemes[0]}:host:port or {schemes[1]}:host:port, several with commas")
    return servers


def _secret_key(environment: Mapping[str, str], data_dir: Path) -> str:
    key = environment.get("AUFRUF_SECRET_KEY", "")
    if not key:
        return _kept_key(data_dir / "secret.key")
    if len(key) < MINIMUM_KEY_LENGTH:
        raise BadSetting(f"AUFRUF_SECRET_KEY: needs {MINIMUM_KEY_LENGTH} characters or more (128 bits)")
    return key


def _kept_key(file: Path) -> str:
    """One machine needs no set-up: a key is drawn once and kept where only its owner reads it."""
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
            new.write(secrets.token_urlsafe(32))
    except FileExistsError:
        pass
    return file.read_text()


def _networks(environment: Mapping[str, str], name: str, *, default: str) -> Networks:
    text = environment.get(name, default)
    try:
        return tuple(ipaddress.ip_network(part.strip()) for part in text.split(",") if part.strip())
    except ValueError as error:
        raise BadSetting(f"{name}: {error}") from error


def _instant(text: str) -> datetime | None:
    if not text:
        return None
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadSetting("AUFRUF_CLOCK_START: is an instant such as 2026-11-23T09:00:00+01:00") from error
    if instant.tzinfo is None:
        raise BadSetting("AUFRUF_CLOCK_START: needs an offset, such as +01:00")
    return instant
