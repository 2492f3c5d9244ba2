# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is printed of an answer: the numbers on paper are those on the screen, in the same words."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from aufruf_kiosk.ledger.entries import Entry
from aufruf_kiosk.printing.asking import SlipPaper, TicketPaper
from aufruf_kiosk.serving import standing
from aufruf_kiosk.texts import LANGUAGES, Speech, speech

EXACT, STEP = 15, 5  # minutes: the same as in static/waits.js


def ticket_paper(
    entry: Entry, answer: Mapping[str, Any], state: standing.State | None, *, server: str, now: dt.datetime
) -> TicketPaper:
    """A ticket. Its code is a whole address: a phone knows nothing of the server but that."""
    language = _language(entry.wish.get("language"), state)
    is_offline = bool(answer.get("offline"))
    services = list(entry.wish.get("services", ()))
    return TicketPaper(
        number=answer["number"],
        office=_office(state),
        services=standing.names_of(state, services),
        taken_at=_on_the_wall(now, state),
        ahead=answer.get("ahead"),
        wait=_wait(speech(language), answer.get("wait"), is_unknown_check_in=_is_unknown(entry, is_offline)),
        qr=urljoin(server, page) if (page := answer.get("status_url")) else None,
        language=language,
        offline=is_offline,
        terminal_first=standing.begins_at_terminal(state, services),
    )


def slip_paper(answer: Mapping[str, Any], wish: Mapping[str, Any], state: standing.State | None) -> SlipPaper:
    """The slip of an appointment."""
    return SlipPaper(
        office=_office(state),
        services=standing.names_of(state, [str(each) for each in wish.get("services", ())]),
        starts_at=_on_the_wall(dt.datetime.fromisoformat(answer["start"]), state),
        code=answer["booking_code"],
        language=_language(wish.get("language"), state),
    )


def _wait(said: Speech, wait: Mapping[str, int] | None, *, is_unknown_check_in: bool) -> str | None:
    if is_unknown_check_in:
        return said.text(
            "Ihr Termin wird geprüft, sobald das Netz wieder da ist. "
            "Werden Sie nicht aufgerufen, fragen Sie bitte am Empfang."
        )
    if wait is None:
        return None
    low = wait["low"] if wait["low"] <= EXACT else wait["low"] // STEP * STEP
    top = max(wait["low"], wait["high"])
    high = top if top <= EXACT else -(-top // STEP) * STEP
    if high <= 1:
        return said.text("Kaum Wartezeit")
    if low == high:
        return said.text("etwa %(minutes)s Minuten Wartezeit", minutes=high)
    return said.text("%(low)s bis %(high)s Minuten Wartezeit", low=low, high=high)


def _is_unknown(entry: Entry, is_offline: bool) -> bool:  # noqa: FBT001 (there is one thing to say)
    return is_offline and entry.kind == "check_in"


def _language(wanted: object, state: standing.State | None) -> str:
    if isinstance(wanted, str) and wanted in LANGUAGES:
        return wanted
    offered = (state or {}).get("languages") or ["de"]
    return offered[0] if offered[0] in LANGUAGES else "de"


def _office(state: standing.State | None) -> str:
    return str((state or {}).get("office", {}).get("name", ""))


def _on_the_wall(at: dt.datetime, state: standing.State | None) -> dt.datetime:
    return at if state is None else at.astimezone(standing.zone_of(state))
