# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""For helpers: what citizens are told of them, and what they speak."""

from collections.abc import Collection

from litestar import Response, get, post
from litestar.response import Redirect

from aufruf.actions.help_choices import LONGEST_SHOWN, SPOKEN_BESIDES, describe_oneself
from aufruf.db.transaction import Database
from aufruf.domain.access import person_anywhere
from aufruf.domain.errors import NotValid
from aufruf.domain.roles import Right
from aufruf.domain.words import words
from aufruf.pages.forms import line, read_form
from aufruf.reads.help_choices import as_helper
from aufruf.web.language import NAMES
from aufruf.web.rendering import AnyRequest, Frame
from aufruf.web.wiring import Given

SAVED = "saved"
WRONG_NAME = words("Bitte geben Sie höchstens 40 Zeichen ein.")


@get("/help/me")
async def show(request: AnyRequest, frame: Given[Frame], db: Given[Database]) -> Response[str]:
    """What somebody has said of themselves."""
    person = person_anywhere(frame.caller, Right.HELP)
    async with db.reading() as reading:
        helper = await as_helper(reading, person)
    return _page(
        frame,
        shown_as=helper.shown_as,
        spoken=helper.languages,
        errors={},
        saved=SAVED in request.query_params,
    )


@post("/help/me")
async def change(request: AnyRequest, frame: Given[Frame], db: Given[Database]) -> Response[str] | Redirect:
    """Say something else."""
    person = person_anywhere(frame.caller, Right.HELP)
    form = await read_form(request)
    shown_as = line(form, "shown_as")
    spoken = tuple(each for each in map(str, form.getall("languages", [])) if each in SPOKEN_BESIDES)
    try:
        async with db.transaction() as tx:
            await describe_oneself(tx, person=person, shown_as=shown_as, languages=spoken)
    except NotValid:
        errors = {"shown_as": frame.text(WRONG_NAME)}
        return _page(frame, shown_as=shown_as, spoken=spoken, errors=errors, saved=False)
    return Redirect(f"/help/me?{SAVED}=1", status_code=303)


def _page(
    frame: Frame, *, shown_as: str, spoken: Collection[str], errors: dict[str, str], saved: bool
) -> Response[str]:
    return frame.show(
        "help_me.html",
        status=422 if errors else 200,
        shown_as=shown_as,
        spoken=spoken,
        languages={each: NAMES[each] for each in SPOKEN_BESIDES},
        longest=LONGEST_SHOWN,
        errors=errors,
        saved=saved,
    )
