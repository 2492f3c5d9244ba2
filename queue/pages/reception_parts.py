# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The living parts of reception's page: who waits, who is to come, how long it takes, who works where."""

from markupsafe import Markup

from aufruf.domain.calling import reason_for
from aufruf.live.forecasting import Forecasts
from aufruf.pages.alarm_parts import alarm_part
from aufruf.pages.booking import named
from aufruf.pages.parts import Parts
from aufruf.reads.reception import ReceptionNow
from aufruf.web.rendering import Frame

ANY_COUNTER = ""


def reception_parts(frame: Frame, now: ReceptionNow, forecasts: Forecasts) -> Parts:
    """All parts; all but the alarms are the same for whoever looks, so they are made once."""
    seen, office = now.seen, now.seen.office
    forecast = forecasts.latest(office.id)
    foreseen = "" if forecast is None else f"{forecast.seq} {forecast.moment}"

    def render() -> dict[str, Markup]:
        waits = {id_: None if forecast is None else forecast.for_next(id_) for id_ in office.services}
        everybody = (*seen.queue.waiting, *seen.queue.aside)
        return {
            "queue": frame.part(
                "reception_queue.html",
                queue=seen.queue,
                office=office,
                now=seen.now,
                waits={v.visit.id: forecasts.for_visit(v.visit, now=seen.now) for v in everybody},
                reasons={
                    v.visit.id: reason_for(
                        v.visit, counter=ANY_COUNTER, now=seen.now, order=office.call_order
                    )
                    for v in seen.queue.waiting
                },
            ),
            "waits": frame.part(
                "reception_waits.html",
                services=[each for each in office.services.values() if each.walk_ins],
                waits=waits,
            ),
            "places": frame.part("reception_places.html", counters=seen.counters),
            "today": frame.part(
                "reception_today.html",
                office=office,
                today=[(each, citizen, named(each.services, office)) for each, citizen in now.today],
            ),
            "closed": frame.part("reception_closed.html", office=office, closed=now.closed),
        }

    html = seen.once(f"reception {frame.language} {foreseen}", render)
    if frame.person is not None:
        alarm = alarm_part(frame, seen, frame.person, back=f"/console/{office.id}/reception")
        html = {"alarm": alarm} | html
    return Parts(html=html, day=seen.day, seq=seen.seq)
