# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page sends, checked as strictly as the server does: what is stored here must be told there."""

from typing import Annotated

import msgspec

Id = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9._~-]{1,64}\Z")]
Need = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_-]{0,31}\Z")]
Language = Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2}(-[a-z]{2,8})?\Z")]
LINE = r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]*\Z"  # nothing that hides text
KEY = r"[\x21-\x7e]{1,64}"
CODE_LETTERS = frozenset("23456789ABCDEFGHJKMNPQRSTUVWXYZ")  # without look-alikes
CODE_LENGTH = 6
PREFIX = "AUFRUF:"


class TicketWish(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    """What somebody touches."""

    services: Annotated[list[Id], msgspec.Meta(min_length=1, max_length=20)]
    language: Language = "de"
    needs: Annotated[list[Need], msgspec.Meta(max_length=10)] = []


class CheckInWish(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    """A booking code, typed or scanned."""

    code: Annotated[str, msgspec.Meta(pattern=LINE, min_length=1, max_length=64)]


Wish = TicketWish | CheckInWish


def could_be_a_code(text: str) -> bool:
    """Whether it may be a booking code: rubbish and old receipts are told apart without the server."""
    code = "".join(text.strip().upper().removeprefix(PREFIX).split()).replace("-", "")
    return len(code) == CODE_LENGTH and set(code) <= CODE_LETTERS
