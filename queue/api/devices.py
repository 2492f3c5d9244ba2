# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The devices of an office: which were let in, how they are, what was chosen for them; and letting one go."""

import datetime as dt
from typing import Annotated, Any

import msgspec
from litestar import Router, delete, get, patch
from litestar.params import JSONBody
from msgspec import UNSET, UnsetType

from aufruf.actions.devices import change_device, revoke_device
from aufruf.api.pairing import DeviceName
from aufruf.db import devices
from aufruf.db.transaction import Database, Reading, Transaction
from aufruf.domain.access import Caller, Person, person_anywhere, person_with
from aufruf.domain.catalogue import Office
from aufruf.domain.devices import choices_json, choices_of
from aufruf.domain.errors import NotFound
from aufruf.domain.languages import LANGUAGES
from aufruf.domain.roles import Right
from aufruf.reads.devices import SeenDevice, devices_of
from aufruf.web.wire import LINE, Answer, Id, Language, Page, PathId, Sent, local, optional_local
from aufruf.web.wiring import Given

Line = Annotated[str, msgspec.Meta(pattern=LINE, max_length=200)]


class DeviceAnswer(Answer, frozen=True):
    """A kiosk, display, terminal or printer that was let in, and how it is.

    `state` is ok, never_seen, offline, used_twice, printer_gone, cover_open, paper_out, paper_low,
    sound_blocked or offline_tickets. A printer is `part_of` its kiosk.
    """

    id: str
    kind: str
    name: str
    created_at: dt.datetime
    seen_at: dt.datetime | None
    state: str
    version: str
    letter: str | None
    part_of: str | None
    printer: str | None
    offline_since: dt.datetime | None
    offline_entries: int
    sound: str | None
    speech: bool | None
    choices: dict[str, Any]


class SentChoices(Sent, frozen=True):
    """What is chosen for a device; what is left out stays. Which there are hangs on its kind.

    A display: rooms, languages, lines, gong, speech, speech_languages. A kiosk: languages, and print, which
    is "browser" or "". A terminal: counter.
    """

    rooms: list[Line] | UnsetType = UNSET
    languages: list[Language] | UnsetType = UNSET
    lines: list[Line] | UnsetType = UNSET
    gong: bool | UnsetType = UNSET
    speech: bool | UnsetType = UNSET
    speech_languages: list[Language] | UnsetType = UNSET
    print: str | UnsetType = UNSET
    counter: Id | UnsetType | None = UNSET


class DeviceChanges(Sent, frozen=True):
    """Another name, other choices, or both."""

    name: DeviceName | UnsetType = UNSET
    choices: SentChoices | UnsetType = UNSET


@get("/offices/{office:str}/devices")
async def list_devices(office: PathId, caller: Given[Caller], db: Given[Database]) -> Page[DeviceAnswer]:
    """The devices that were let into an office."""
    async with db.reading() as reading:
        known = await reading.office(office)
        person_with(caller, Right.SUPERVISE, known)
        found = await devices_of(reading, office)
    return Page(items=[_answer(each, known) for each in found])


@patch("/devices/{device:str}")
async def change(
    device: PathId, data: JSONBody[DeviceChanges], caller: Given[Caller], db: Given[Database]
) -> DeviceAnswer:
    """Call a device something else, or choose something else for it."""
    person = person_anywhere(caller, Right.SUPERVISE)
    wanted = {} if data.choices is UNSET else msgspec.to_builtins(data.choices)
    async with db.transaction() as tx:
        office = await _office_of(tx, person, device)
        await change_device(
            tx,
            id_=device,
            office=office,
            name=None if data.name is UNSET else data.name.strip(),
            choices={name: tuple(each) if isinstance(each, list) else each for name, each in wanted.items()},
            languages=LANGUAGES,
        )
    async with db.reading() as reading:
        return await _one(reading, office, device)


@delete("/devices/{device:str}")
async def revoke(device: PathId, caller: Given[Caller], db: Given[Database]) -> None:
    """Let a device in no longer."""
    person = person_anywhere(caller, Right.SUPERVISE)
    async with db.transaction() as tx:
        await revoke_device(tx, id_=device, office=await _office_of(tx, person, device))


async def _one(reading: Reading, office: str, device: str) -> DeviceAnswer:
    for each in await devices_of(reading, office):
        if each.known.device.id == device:
            return _answer(each, await reading.office(office))
    raise NotFound  # revoked in the moment after it was changed


async def _office_of(tx: Transaction, person: Person, device: str) -> str:
    """The office of a device whose supervisor this is. Raises NotFound, NotAllowed."""
    offices = [await tx.office(office) for office in await devices.offices_of(tx.connection, device)]
    if not offices:
        raise NotFound
    # Ids are unique within an office only: of several devices the one they may speak for is meant.
    theirs = next((office for office in offices if person.may(Right.SUPERVISE, office)), offices[0])
    person_with(person, Right.SUPERVISE, theirs)
    return theirs.id


def _answer(seen: SeenDevice, office: Office) -> DeviceAnswer:
    known, health = seen.known, seen.known.health
    return DeviceAnswer(
        id=known.device.id,
        kind=known.device.kind,
        name=known.name,
        created_at=local(known.created_at, office.zone),
        seen_at=optional_local(known.seen_at, office.zone),
        state=seen.state,
        version=health.version,
        letter=known.letter,
        part_of=known.part_of,
        printer=health.own or health.printer,
        offline_since=optional_local(seen.offline_since, office.zone),
        offline_entries=health.offline_entries,
        sound=health.sound,
        speech=health.speech,
        choices=choices_json(choices_of(known.device.kind, known.choices)),
    )


router = Router("", route_handlers=[list_devices, change, revoke], tags=["Devices"])
