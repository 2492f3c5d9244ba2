# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may look at which screen: a display at its own, the staff at those of their offices."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from aufruf.db import devices
from aufruf.db.transaction import Reading
from aufruf.display.spoken import can_be_said
from aufruf.domain.access import Device, person_with
from aufruf.domain.catalogue import Office
from aufruf.domain.devices import DisplayChoices, display_choices
from aufruf.domain.languages import LANGUAGES
from aufruf.domain.roles import DeviceKind, Right
from aufruf.web.callers import caller_of
from aufruf.web.devices import device_of
from aufruf.web.language import language_of
from aufruf.web.wire import Connection
from aufruf.web.wiring import Wiring


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What somebody looks at: an office, as was chosen for this screen."""

    office: Office
    choices: DisplayChoices
    device: str | None = None  # None: the staff looks, or in the demo anybody
    preview: bool = False  # small, in the console: without a sound


async def screen_shown(connection: Connection, wiring: Wiring, display: str) -> Shown:
    """The screen that is looked at: a display is named by its own id, a preview by the office's.

    Raises NotFound, NotAuthenticated, NotAllowed.
    """
    device = await device_of(connection, wiring)
    caller = await caller_of(connection, wiring.db)
    async with wiring.db.reading() as reading:
        if device is not None and is_this(device, display):
            office = await reading.office(device.office)
            known = await devices.get(reading.connection, device.office, device.id)
            stored = {} if known is None else known.choices
            return Shown(office=office, choices=complete(stored, connection), device=device.id)
        office = await reading.office(display)
        if not wiring.demo_logins:  # in the demo everybody may look
            person_with(caller, Right.SERVE, office)
        stored = await _looked_at(reading, office, connection)
    choices = complete(stored, connection)
    if "preview" not in connection.query_params:
        return Shown(office=office, choices=choices)
    return Shown(office=office, choices=replace(choices, gong=False, speech=False), preview=True)


def is_this(device: Device, display: str) -> bool:
    """Whether somebody is the display of this id."""
    return device.kind is DeviceKind.DISPLAY and device.id == display


def complete(stored: Mapping[str, Any], connection: Connection) -> DisplayChoices:
    """Choices as they were stored, with languages that we have, at least one of them."""
    choices = display_choices(stored)
    known = tuple(each for each in choices.languages if each in LANGUAGES)
    spoken = tuple(each for each in choices.speech_languages if can_be_said(each))
    return replace(choices, languages=known or (language_of(connection),), speech_languages=spoken)


async def _looked_at(reading: Reading, office: Office, connection: Connection) -> Mapping[str, Any]:
    """What the address asks for: as a display that hangs there, or rooms and languages by name."""
    asked = connection.query_params
    if like := asked.get("like"):
        known = await devices.get(reading.connection, office.id, like)
        return {} if known is None else known.choices
    return {name: asked.getall(name, []) for name in ("rooms", "languages")}
