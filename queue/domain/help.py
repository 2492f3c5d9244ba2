# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Help requests: somebody at a kiosk or terminal asks for a person. Help is a queue, too."""

from enum import StrEnum


class HelpState(StrEnum):
    """What has become of a help request."""

    OPEN = "open"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"
