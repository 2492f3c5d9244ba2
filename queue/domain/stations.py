# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The stations of a visit: first a self-service terminal, then a counter, in one chain and with one number.

The rule, as it is published (docs/call-order.md): at each station people are called in the same order, and
arrival, and so the score, is that at the house, not that at the station. Nobody queues up twice.
"""

from dataclasses import replace

from aufruf.domain.catalogue import Office, Service, may_combine
from aufruf.domain.counters import for_terminals
from aufruf.domain.visit import Visit, VisitState, move

Items = tuple[tuple[str, int], ...]


def stations(office: Office, items: Items) -> tuple[Items, Items]:
    """What is done at the first station of a visit, and what comes after it: terminals come first."""
    own = for_terminals(office)
    there = tuple(item for item in items if item[0] in own)
    elsewhere = tuple(item for item in items if item[0] not in own)
    return (there, elsewhere) if there and elsewhere else (items, ())


def at_first(office: Office, visit: Visit) -> Visit:
    """A new visit at its first station."""
    now, then = stations(office, visit.services)
    return replace(visit, services=now, then=then)


def goes_on(visit: Visit) -> Visit:
    """Done here, the person waits for the next station, with the number and the arrival that they have."""
    return move(visit, VisitState.WAITING, for_counter=None, services=visit.then, then=())


def terminal_services_beside(office: Office, service: Service) -> list[str]:
    """What somebody who has come for this may do at a terminal first; nothing where this is done there."""
    own = for_terminals(office)
    if service.id in own or not service.walk_ins:
        return []
    return sorted(
        id_ for id_ in own if office.services[id_].walk_ins and may_combine(office.services[id_], service)
    )
