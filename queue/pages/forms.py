# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people type into forms, checked; what is wrong is said beside its field."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from litestar.datastructures import FormMultiDict, UploadFile

from aufruf.domain.errors import NotValid
from aufruf.web.rendering import AnyRequest
from aufruf.web.wire import ID, LINE

EMAIL = r"[^@\s]+@[^@\s]+\.[^@\s]+"
PHONE = r"\+?[0-9][0-9 ()/.-]{3,38}"
LONGEST_CODE = 64  # as it is typed, with blanks and all
Items = tuple[tuple[str, int], ...]


async def read_form(request: AnyRequest) -> FormMultiDict:
    """The fields that were sent; nothing for a body that is no form."""
    if "application/x-www-form-urlencoded" not in request.headers.get("content-type", ""):
        return FormMultiDict({})
    return await request.form()


def line(form: FormMultiDict, name: str) -> str:
    """One line of text, without what surrounds it; an upload is no text."""
    value = form.get(name, "")
    return "" if isinstance(value, UploadFile) else str(value).strip()


def is_line(text: str, *, longest: int) -> bool:
    """Whether this is printable text of reasonable length."""
    return len(text) <= longest and re.fullmatch(LINE, text) is not None


def an_id(text: str) -> str:
    """An id as the contract has them. Raises NotValid."""
    if re.fullmatch(ID, text) is None:
        raise NotValid
    return text


def needs_in(form: FormMultiDict) -> tuple[str, ...]:
    """Whether somebody said that waiting is hard for them."""
    return ("priority",) if "priority" in form else ()


def read_items(wanted: Sequence[str]) -> Items:
    """`["pass:2", "ausweis"]` as services with quantities. Raises NotValid."""
    items = []
    for one in wanted:
        service, _, quantity = one.partition(":")
        if re.fullmatch(r"[0-9]{1,4}", quantity or "1") is None:
            raise NotValid
        items.append((an_id(service), int(quantity or "1")))
    return tuple(items)


def write_items(items: Iterable[tuple[str, int]]) -> list[tuple[str, str]]:
    """The same as parameters of an address, or hidden fields."""
    return [("service", f"{service}:{quantity}") for service, quantity in items]


def read_date(text: str | None) -> dt.date | None:
    """A date, or None for none and for nonsense: the page then shows the first that it has."""
    try:
        return dt.date.fromisoformat(text or "")
    except ValueError:
        return None


def read_instant(text: str) -> dt.datetime:
    """An instant with its offset. Raises NotValid."""
    try:
        instant = dt.datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError as error:
        raise NotValid from error
    if instant.tzinfo is None:
        raise NotValid
    return instant.astimezone(dt.UTC)


def read_quantity(text: str) -> int:
    """How often something is wanted; once, if that is not said. Raises NotValid."""
    if re.fullmatch("[0-9]{1,3}", text.strip() or "1") is None:
        raise NotValid(("/quantity", "is a number"))
    return int(text.strip() or "1")
