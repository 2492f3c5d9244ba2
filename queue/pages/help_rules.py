# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""For supervisors: who is asked for help for how long, how helpers are named, and how many help there."""

import re
from typing import Annotated, Any

from litestar import Response, get, post
from litestar.datastructures import FormMultiDict
from litestar.params import QueryParameter
from litestar.response import Redirect

from aufruf.actions.help_choices import set_rules
from aufruf.db.transaction import Database
from aufruf.domain.access import person_anywhere, person_with
from aufruf.domain.errors import NotValid
from aufruf.domain.help_rules import LIMITS, LONGEST_NAME, NEVER_KEPT, TOO_SOON, HelpRules, Naming
from aufruf.domain.roles import Right
from aufruf.domain.words import words
from aufruf.pages.forms import an_id, line, read_form
from aufruf.reads.help_choices import help_of_office
from aufruf.reads.offices import offices_with
from aufruf.web.rendering import AnyRequest, Frame
from aufruf.web.wire import ID
from aufruf.web.wiring import Given

OfficeWanted = Annotated[str | None, QueryParameter(pattern=ID)]
SAVED = "saved"
WRONG_NUMBER = words("Bitte geben Sie eine ganze Zahl von %(least)s bis %(most)s ein.")
WRONG_NAME = words("Bitte geben Sie einen kürzeren Namen ein.")
SAID = {
    TOO_SOON: words(
        "Nach so kurzer Zeit kann noch niemand geantwortet haben: zusammen mindestens 10 Sekunden."
    ),
    NEVER_KEPT: words("Das ist länger, als überhaupt jemand gefragt wird. Bitte versprechen Sie weniger."),
}


@get("/help/rules")
async def show(
    request: AnyRequest, frame: Given[Frame], db: Given[Database], office: OfficeWanted = None
) -> Response[str] | Redirect:
    """The rules of an office; without one, the offices that somebody leads."""
    if office is not None:
        return await _page(frame, db, office, saved=SAVED in request.query_params)
    person = person_anywhere(frame.caller, Right.SUPERVISE)
    async with db.reading() as reading:
        offices = await offices_with(reading, person, Right.SUPERVISE)
    if len(offices) == 1:
        return Redirect(f"/help/rules?office={offices[0].id}", status_code=303)
    return frame.show("help_rules.html", seen=None, offices=offices, errors={}, typed={}, saved=False)


@post("/help/rules")
async def change(request: AnyRequest, frame: Given[Frame], db: Given[Database]) -> Response[str] | Redirect:
    """Choose them anew."""
    form = await read_form(request)
    office = an_id(line(form, "office"))
    typed = {name: line(form, name) for name in (*LIMITS, "naming", "service_name")}
    errors = {name: _number_wanted(frame, name) for name in LIMITS if not _is_number(typed[name])}
    try:
        async with db.transaction() as tx:
            person_with(frame.caller, Right.SUPERVISE, await tx.office(office))
            if not errors:
                await set_rules(tx, office=office, rules=_rules_in(form))
    except NotValid as refusal:
        errors = {
            pointer.removeprefix("/"): _said(frame, pointer.removeprefix("/"), wrong)
            for pointer, wrong in refusal.errors
        }
    if errors:
        return await _page(frame, db, office, errors=errors, typed=typed)
    return Redirect(f"/help/rules?office={office}&{SAVED}=1", status_code=303)


def _rules_in(form: FormMultiDict) -> HelpRules:
    numbers = {name: int(line(form, name)) for name in LIMITS}
    try:
        naming = Naming(line(form, "naming"))
    except ValueError:
        raise NotValid(("/naming", "service or person")) from None
    return HelpRules(**numbers, naming=naming, service_name=line(form, "service_name"))


def _is_number(text: str) -> bool:
    return re.fullmatch("[0-9]{1,6}", text) is not None


def _number_wanted(frame: Frame, name: str) -> str:
    least, most = LIMITS[name]
    return frame.text(WRONG_NUMBER) % {"least": least, "most": most}


def _said(frame: Frame, name: str, wrong: str) -> str:
    if wrong in SAID:
        return frame.text(SAID[wrong])
    return _number_wanted(frame, name) if name in LIMITS else frame.text(WRONG_NAME)


async def _page(
    frame: Frame,
    db: Database,
    office: str,
    *,
    errors: dict[str, str] | None = None,
    typed: dict[str, Any] | None = None,
    saved: bool = False,
) -> Response[str]:
    async with db.reading(snapshot=True) as reading:
        seen = await help_of_office(reading, office)
        person_with(frame.caller, Right.SUPERVISE, seen.office)
    rules = seen.office.help
    held = {name: getattr(rules, name) for name in (*LIMITS, "naming", "service_name")}
    return frame.show(
        "help_rules.html",
        status=422 if errors else 200,
        seen=seen,
        offices=(),
        errors=errors or {},
        typed=typed or held,
        limits=LIMITS,
        longest_name=LONGEST_NAME,
        saved=saved,
    )
