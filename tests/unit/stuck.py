# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody who is stuck at a kiosk, without a database."""

from typing import Any

from aufruf.domain.help import HelpRequest
from aufruf.domain.roles import DeviceKind
from tests.builders import MONDAY, at


def request(**changes: Any) -> HelpRequest:
    """Somebody is stuck at the kiosk since 09:30."""
    defaults: dict[str, Any] = {
        "id": "request",
        "office": "mitte",
        "date": MONDAY,
        "device": "kiosk",
        "device_kind": DeviceKind.KIOSK,
        "step": "concern",
        "asked_at": at("09:30"),
    }
    return HelpRequest(**(defaults | changes))
