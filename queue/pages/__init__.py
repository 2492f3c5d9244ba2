# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""HTML for citizens and staff. All works without JavaScript; forms call the same actions as the API."""

from pathlib import Path

from litestar import Router
from litestar.di import Provide

from aufruf.pages import (
    alarms,
    appointment,
    at_counter_today,
    booking,
    concerns,
    console,
    console_sockets,
    durations,
    errors,
    kiosk,
    login,
    moving,
    outlook,
    pairing,
    plans,
    rebooking,
    reception,
    start,
    status,
    terminal,
    visit_sockets,
    workplace,
)
from aufruf.pages.errors import on_no_such_page
from aufruf.web.rendering import give_frame

__all__ = ["ERRORS", "STATIC", "TEMPLATES", "on_no_such_page", "router"]

ERRORS = errors.HANDLERS  # for all that is read by people, the display too
TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"

router = Router(
    "",
    route_handlers=[
        start.start,
        start.choose_language,
        login.ask,
        login.enter,
        login.leave,
        concerns.choose_concern,
        booking.choose_time,
        booking.ask_details,
        booking.reserve,
        appointment.ask_code,
        appointment.look_up,
        appointment.show,
        appointment.change,
        appointment.calendar,
        appointment.qr,
        moving.choose_time,
        moving.move,
        pairing.ask,
        pairing.become_device,
        pairing.show_code,
        pairing.collect_here,
        pairing.show_qr,
        pairing.go_on,
        kiosk.show,
        kiosk.show_qr,
        status.show,
        status.late,
        status.leave,
        status.book_instead,
        visit_sockets.follow_status,
        terminal.show,
        terminal.do,
        terminal.follow,
        console.choose_office,
        console.choose_counter,
        console.show_queue,
        reception.walk_in,
        reception.check_in,
        reception.show_ticket,
        rebooking.show,
        rebooking.settle,
        workplace.show,
        workplace.at_counter,
        workplace.call,
        workplace.move,
        workplace.note,
        at_counter_today.show_today,
        at_counter_today.ask_to_take_over,
        alarms.answer,
        plans.show,
        plans.decide,
        durations.show,
        durations.decide,
        outlook.show,
        console_sockets.follow_office,
        console_sockets.follow_queue,
        console_sockets.follow_workplace,
    ],
    dependencies={"frame": Provide(give_frame)},
    include_in_schema=False,
)
