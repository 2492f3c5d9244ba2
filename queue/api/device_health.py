# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Devices say how they are: every half minute, and when something changes."""

import datetime as dt
from typing import Annotated, Any, Literal

import msgspec
from litestar import Router, post
from litestar.params import JSONBody

from aufruf.actions.hearing import hear
from aufruf.domain.device_health import Health, PrinterState
from aufruf.domain.devices import choices_json, choices_of
from aufruf.domain.roles import DeviceKind
from aufruf.web.callers import AS_STRANGER
from aufruf.web.kiosks import kiosk_of
from aufruf.web.wire import LINE, Answer, AnyRequest, Id, Sent, local
from aufruf.web.wiring import Given, Wiring

ALL = frozenset(DeviceKind)
Short = Annotated[str, msgspec.Meta(pattern=LINE, max_length=100)]


class PrinterReport(Sent, frozen=True):
    """How a kiosk's printer is."""

    state: PrinterState
    name: Short = ""


class HealthReport(Sent, frozen=True):
    """How a device is. `instance` is drawn once by each program or browser, and stays with it."""

    version: Short
    instance: Id
    printer: PrinterReport | None = None
    offline_entries: Annotated[int, msgspec.Meta(ge=0, le=100_000)] = 0
    offline_since: Annotated[dt.datetime, msgspec.Meta(tz=True)] | None = None
    sound: Literal["on", "blocked", "off"] | None = None
    speech: bool | None = None


class OneDevice(Answer, frozen=True):
    """The device that spoke."""

    id: str
    name: str
    letter: str | None
    kind: str


class PrinterOfDevice(Answer, frozen=True):
    """Its printer. Once it is revoked, the kiosk prints there no longer."""

    id: str
    name: str
    revoked: bool


class HealthAnswer(Answer, frozen=True):
    """What a device should know of itself."""

    device: OneDevice
    printer: PrinterOfDevice | None
    choices: dict[str, Any]
    now: dt.datetime


@post("/devices/health", status_code=200, opt={AS_STRANGER: True})
async def say_health(
    request: AnyRequest, data: JSONBody[HealthReport], wiring: Given[Wiring]
) -> HealthAnswer:
    """Say how this device is. 401: it was let in no longer, or never."""
    device = await kiosk_of(request, wiring, kinds=ALL, demo=False)
    heard = await hear(wiring.db, device, _health(data), instance=data.instance)
    known, printer = heard.known, heard.printer
    return HealthAnswer(
        device=OneDevice(id=device.id, name=known.name, letter=known.letter, kind=device.kind),
        printer=None
        if printer is None
        else PrinterOfDevice(id=printer.device.id, name=printer.name, revoked=printer.revoked_at is not None),
        choices=choices_json(choices_of(device.kind, known.choices)),
        now=local(heard.now, heard.office.zone),
    )


def _health(said: HealthReport) -> Health:
    return Health(
        version=said.version,
        printer=None if said.printer is None else said.printer.state,
        printer_name="" if said.printer is None else said.printer.name,
        offline_entries=said.offline_entries,
        offline_since=said.offline_since,
        sound=said.sound,
        speech=said.speech,
    )


router = Router("", route_handlers=[say_health], tags=["Devices"])
