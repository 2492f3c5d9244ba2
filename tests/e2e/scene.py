# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""An office in the middle of its day, brought about over HTTP as people bring it about: with forms.

The small town of the tests and the demo town can both be made such a scene.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from tests.web.at_kiosk import draw, touch
from tests.web.reading import PAGE, field, link, open_page, send

VISITORS = ("citizen", "kiosk", "display", "reception", "clerk", "supervisor", "helper")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A served office: where it is, who looks at it (with which cookies), and what there is to see."""

    url: str
    visitors: Mapping[str, Mapping[str, str]]
    places: Mapping[str, str]

    def address(self, path: str) -> str:
        """A path of the table of pages, with this scene's own names in it."""
        return self.url + path.format(**self.places)

    def cookies(self, visitor: str) -> list[Any]:
        """The cookies of a visitor, as the browser takes them."""
        return [{"name": n, "value": v, "url": self.url} for n, v in self.visitors[visitor].items()]


async def set_scene(
    url: str,
    *,
    office: str,
    display: str,
    service: str,
    tokens: Mapping[str, str],
    logins: Mapping[str, tuple[str, str]],
    counters: Mapping[str, str],
) -> Scene:
    """Book, come, wait, call: so that every page has something to show.

    `tokens` pair devices, `logins` are names and passwords, `counters` say who works where.
    """
    people = {name: httpx.AsyncClient(base_url=url, trust_env=False, timeout=30) for name in VISITORS}
    try:
        for name, token in tokens.items():
            await send(people[name], "/pairing", token=token)
        for name, (login, password) in logins.items():
            page = await send(people[name], "/login", name=login, password=password)
            people[name].headers["X-CSRF-Token"] = field(page, "csrf_token")
        booked = await _booked(people["citizen"], office=office, service=service)
        await _close(people["supervisor"], people["citizen"], office=office, service=service)
        places = {"office": office, "display": display, "service": service, **booked}
        for nth in ("first", "second"):  # one to be called, one to wait
            people["kiosk"].params = {"office": office}  # in the demo town nobody pairs a device
            places[f"{nth}_visit"] = (await draw(people["kiosk"], service))["phone"]
        await _stuck(people["kiosk"])
        walk_in = await send(people["reception"], f"/console/{office}/walk-ins", service=service)
        places["reception_ticket"] = walk_in.url.path
        for name, counter in counters.items():
            places[f"{name}_desk"] = desk = f"/console/{office}/counters/{counter}"
            await send(people[name], "/demo/take-over", office=office, counter=counter)
            await _done(people[name], f"{desk}/open")
        called = places["first_visit"].split("/")[2]
        await _done(people["reception"], f"{places['reception_desk']}/visits/{called}/call")
        return Scene(
            url=url,
            visitors={name: dict(person.cookies) for name, person in people.items()},
            places=places,
        )
    finally:
        for person in people.values():
            await person.aclose()


async def _booked(citizen: httpx.AsyncClient, *, office: str, service: str) -> dict[str, str]:
    """Appointments in each state that a citizen can see, and the start of one that is still free."""
    times = await open_page(citizen, f"/book/time?service={service}:1&office={office}")
    start = field(times, "start")
    details = f"/book/details?service={service}:1&office={office}"
    found = {"start": start.replace("+", "%2B")}
    for state, deeds in {"cancelled": ("confirm", "cancel"), "confirmed": ("confirm",), "held": ()}.items():
        page = await send(citizen, details, start=_last_start(times), name="Erika Beispiel")
        for deed in deeds:
            page = await send(citizen, link(page, f"/{deed}"))
        found[state] = page.url.path
    return found


async def _stuck(kiosk: httpx.AsyncClient) -> None:
    """Three times at the same step, and then they found their way alone: so that figures show something."""
    for _ in range(3):
        request = (await touch(kiosk, "help-requests", step="concern")).json()
        gone = await touch(kiosk, f"help-requests/{request['id']}/withdraw")
        assert gone.status_code == httpx.codes.OK, gone.text


async def _close(
    supervisor: httpx.AsyncClient, citizen: httpx.AsyncClient, *, office: str, service: str
) -> None:
    """A day far ahead, for which somebody has booked: so that something is to be rebooked."""
    soon = field(await open_page(citizen, f"/book/time?service={service}:1&office={office}"), "date")
    since = dt.date.fromisoformat(soon) + dt.timedelta(days=50)
    times = await open_page(citizen, f"/book/time?service={service}:1&office={office}&since={since}")
    day, details = field(times, "date"), f"/book/details?service={service}:1&office={office}"
    person = {"name": "Alexandra Musterfrau-Beispielhausen", "phone": "030 123456"}
    page = await send(citizen, details, start=field(times, "start"), **person)
    await send(citizen, link(page, "/confirm"))
    closed = {"from": day, "to": day, "reason": "Umzug"}
    answer = await supervisor.post(f"/api/v1/offices/{office}/closures", json=closed)
    assert answer.json()["touched"], answer.text


def _last_start(times: httpx.Response) -> str:
    """The last time of that day, which no citizen of the demo town wants first; two can have it."""
    *_, last = times.text.split('name="start" value="')
    return last.partition('"')[0]


async def _done(person: httpx.AsyncClient, address: str) -> None:
    answer = await person.post(address, headers=PAGE)
    assert answer.status_code == httpx.codes.SEE_OTHER, answer.text
