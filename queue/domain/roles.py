# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may what: the roles of people and the kinds of devices."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from enum import StrEnum


class Role(StrEnum):
    """What somebody may do, for the offices named with it."""

    CLERK = "clerk"
    RECEPTION = "reception"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    HELPER = "helper"


class DeviceKind(StrEnum):
    """What was let in."""

    KIOSK = "kiosk"
    DISPLAY = "display"
    TERMINAL = "terminal"
    PRINTER = "printer"  # part of a kiosk, which speaks for it


class Right(StrEnum):
    """A kind of deed."""

    SERVE = "serve"  # counter and queue
    RECEIVE = "receive"  # book, check in and transfer for others
    SUPERVISE = "supervise"  # shifts, closures, plans, devices, figures
    ADMINISTER = "administer"  # everything of the tenant, users too
    HELP = "help"  # help requests


RIGHTS: Mapping[Role, AbstractSet[Right]] = {
    Role.CLERK: {Right.SERVE},
    Role.RECEPTION: {Right.SERVE, Right.RECEIVE},
    Role.SUPERVISOR: {Right.SERVE, Right.RECEIVE, Right.SUPERVISE, Right.HELP},
    Role.ADMINISTRATOR: {Right.SERVE, Right.RECEIVE, Right.SUPERVISE, Right.ADMINISTER, Right.HELP},
    Role.HELPER: {Right.HELP},
}
