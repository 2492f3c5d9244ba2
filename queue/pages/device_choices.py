# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""For supervisors: what a device is called, and what is chosen for it."""

from typing import Any

from litestar import Response, get, post
from litestar.datastructures import FormMultiDict
from litestar.response import Redirect

from aufruf.actions.devices import change_device
from aufruf.domain.access import person_with
from aufruf.domain.device_choices import PLACE_TAKEN, rooms_of, terminals_of
from aufruf.domain.devices import BROWSER, LONGEST_LINE, MOST_LINES, choices_of
from aufruf.domain.errors import NotValid
from aufruf.domain.languages import LANGUAGES
from aufruf.domain.roles import DeviceKind, Right
from aufruf.domain.words import words
from aufruf.pages.devices import LONGEST_NAME, SAVED, address, one_of
from aufruf.pages.forms import is_line, line, read_form
from aufruf.web.language import NAMES
from aufruf.web.rendering import AnyRequest, Frame
from aufruf.web.wire import PathId
from aufruf.web.wiring import Given, Wiring

SPOKEN = tuple(each for each in LANGUAGES if "-" not in each)  # easy language is spoken as German
WRONG_NAME = words("Bitte geben Sie einen kürzeren Namen ein.")
WRONG_LINES = words("Bitte geben Sie höchstens fünf Zeilen mit je 200 Zeichen ein.")
WRONG_CHOICE = words("Bitte wählen Sie noch einmal: Am Standort hat sich etwas geändert.")

TAKEN = words(
    "An diesem Platz ist schon ein anderes Terminal. Bitte wählen Sie einen anderen oder melden Sie es ab."
)


@get("/devices/{office:str}/{device:str}")
async def show(office: PathId, device: PathId, frame: Given[Frame], wiring: Given[Wiring]) -> Response[str]:
    """One device, to be changed."""
    return await _page(frame, wiring, office, device)


@post("/devices/{office:str}/{device:str}")
async def change(
    office: PathId, device: PathId, request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str] | Redirect:
    """Call it something else, or choose something else for it."""
    form = await read_form(request)
    async with wiring.db.reading() as reading:
        _, found = await one_of(reading, frame, office, device)
    name, wanted = line(form, "name"), _chosen(form, found.known.device.kind)
    errors = _errors(name, wanted)
    if not errors:
        try:
            async with wiring.db.transaction() as tx:
                person_with(frame.caller, Right.SUPERVISE, await tx.office(office))
                await change_device(
                    tx, id_=device, office=office, name=name, choices=wanted, languages=LANGUAGES
                )
        except NotValid as refusal:
            taken = PLACE_TAKEN in refusal.errors
            errors = {"counter": TAKEN} if taken else {"name": WRONG_CHOICE}
    if errors:
        said = {field: frame.text(text) for field, text in errors.items()}
        return await _page(frame, wiring, office, device, errors=said, typed={"name": name, **wanted})
    return Redirect(f"{address(office)}&{SAVED}=1", status_code=303)


def _chosen(form: FormMultiDict, kind: DeviceKind) -> dict[str, Any]:
    """What the form says, as choices of this kind of device."""

    def ticked(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(str(each) for each in form.getall(name, [])))

    match kind:
        case DeviceKind.DISPLAY:
            lines = (each.strip() for each in str(form.get("lines", "")).splitlines())
            return {
                "rooms": ticked("rooms"),
                "languages": ticked("languages"),
                "lines": tuple(each for each in lines if each),
                "gong": "gong" in form,
                "speech": "speech" in form and bool(ticked("speech_languages")),
                "speech_languages": ticked("speech_languages"),
            }
        case DeviceKind.KIOSK:
            languages = ticked("languages")
            every = set(languages) == set(LANGUAGES)
            return {"languages": () if every else languages, "print": BROWSER if "print" in form else ""}
        case DeviceKind.TERMINAL:
            return {"counter": line(form, "counter") or None}
        case DeviceKind.PRINTER:
            return {}


def _errors(name: str, wanted: dict[str, Any]) -> dict[str, str]:
    errors = {}
    if not is_line(name, longest=LONGEST_NAME):
        errors["name"] = WRONG_NAME
    lines = wanted.get("lines", ())
    if len(lines) > MOST_LINES or not all(is_line(each, longest=LONGEST_LINE) for each in lines):
        errors["lines"] = WRONG_LINES
    return errors


async def _page(
    frame: Frame,
    wiring: Wiring,
    office: str,
    device: str,
    *,
    errors: dict[str, str] | None = None,
    typed: dict[str, Any] | None = None,
) -> Response[str]:
    async with wiring.db.reading() as reading:
        known, found = await one_of(reading, frame, office, device)
        now = reading.now
    return frame.show(
        "device.html",
        status=422 if errors else 200,
        errors=errors or {},
        typed=typed or {"name": found.known.name},
        office=known,
        found=found,
        now=now,
        choices=choices_of(found.known.device.kind, found.known.choices),
        rooms=rooms_of(known),
        terminals=terminals_of(known),
        languages={each: NAMES[each] for each in LANGUAGES},
        spoken={each: NAMES[each] for each in SPOKEN},
    )
