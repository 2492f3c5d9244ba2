# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What offices there are and what they offer: public, no login."""

from litestar import Router, get

from aufruf.db.transaction import Database
from aufruf.domain.catalogue import Office, Service
from aufruf.web.wire import Answer, Page, PathId
from aufruf.web.wiring import Given


class OfferedService(Answer):
    """A service as an office offers it."""

    id: str
    name: str
    leika_keys: list[str]
    group: str
    duration_minutes: int
    max_quantity: int
    combinable: list[str]
    appointments: bool
    walk_ins: bool
    documents: str
    online_url: str | None


@get("/offices/{office:str}/services")
async def list_services(office: PathId, db: Given[Database]) -> Page[OfferedService]:
    """The services of an office."""
    async with db.reading() as reading:
        found: Office = await reading.office(office)
    return Page(items=[_offered(service) for service in found.services.values()])


def _offered(service: Service) -> OfferedService:
    return OfferedService(
        id=service.id,
        name=service.name,
        leika_keys=list(service.leika_keys),
        group=service.group,
        duration_minutes=service.minutes,
        max_quantity=service.max_quantity,
        combinable=sorted(service.combinable),
        appointments=service.appointments,
        walk_ins=service.walk_ins,
        documents=service.documents,
        online_url=None,
    )


router = Router("", route_handlers=[list_services], tags=["Public"])
