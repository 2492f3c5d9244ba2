# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a day has no plan, why somebody is left as they are, what has changed meanwhile: in words."""

import datetime as dt

from aufruf.domain.catalogue import Office
from aufruf.domain.day_plan import Kept, Obstacle, Outdated
from aufruf.domain.opening import MIDNIGHT
from aufruf.domain.words import words
from aufruf.web.translation import translate

OBSTACLES: dict[str, str] = {
    "nothing_found": words("In der Nacht wurde kein Plan rechtzeitig fertig."),
    "nobody_works": words("An diesem Tag hat niemand Dienst."),
    "nobody_may_serve": words("%(services)s: Dafür hat niemand die Befähigung."),
    "class_uncovered": words(
        "%(services)s: Von %(begin)s bis %(end)s Uhr ist niemand da, der oder die das bedienen darf."
    ),
    "break_cannot_be_placed": words(
        "%(name)s: Im Dienst von %(begin)s bis %(end)s Uhr ist für die nötigen Pausen kein Platz."
    ),
    "breaks_missing": words(
        "%(name)s: Dem Dienst von %(begin)s bis %(end)s Uhr fehlen Pausen nach § 4 ArbZG, "
        "oder sie liegen zu spät."
    ),
    "shift_cannot_be_placed": words(
        "%(name)s: Zwischen %(begin)s und %(end)s Uhr passt kein erlaubter Dienst."
    ),
    "counters": words(
        "Von %(begin)s bis %(end)s Uhr wären %(wanted)s Personen im Dienst, "
        "es gibt aber nur %(there)s Schalter."
    ),
    "paid_time": words("%(wanted)s Minuten Arbeitszeit wären nötig, %(there)s gibt es."),
    "paid_time_of": words("%(name)s: %(wanted)s Minuten Arbeitszeit wären nötig, %(there)s gibt es."),
}
KEPT: dict[Kept, str] = {
    Kept.AWAY: words("kein Dienst an diesem Tag"),
    Kept.OVER_MIDNIGHT: words("Dienst über Mitternacht: bleibt, wie er ist"),
    Kept.SEVERAL_SHIFTS: words("mehrere Dienste: bleiben, wie sie sind"),
    Kept.CLOCK_CHANGE: words("Dienst während der Zeitumstellung: bleibt, wie er ist"),
}
OUTDATED: dict[str, str] = {
    "opening": words("die Öffnungszeiten"),
    "counters": words("die Zahl der Schalter"),
    "shifts": words("der Dienst von %(name)s"),
    "skills": words("die Befähigungen von %(name)s"),
    "plan": words("der Vorschlag selbst: Es gibt einen neueren"),
    "past": words("was %(name)s ändern müsste, ist schon vorbei"),
}


def obstacle_words(obstacle: Obstacle, office: Office, language: str = "de") -> str:
    """A rule that a day cannot keep, in words."""
    rule = obstacle.rule
    if f"{rule}_of" in OBSTACLES and obstacle.staff is not None:
        rule = f"{rule}_of"
    names = [office.services[each].name for each in obstacle.services if each in office.services]
    return translate(OBSTACLES[rule], language) % {
        "services": ", ".join(names) or ", ".join(obstacle.services),
        "name": name_of(office, obstacle.staff),
        "begin": clock_words(obstacle.local_from),
        "end": clock_words(obstacle.local_to, is_end=True),
        "wanted": obstacle.wanted,
        "there": obstacle.there,
    }


def kept_words(kept: Kept, language: str = "de") -> str:
    """Why a plan leaves somebody as they are, in words."""
    return translate(KEPT[kept], language)


def outdated_words(outdated: Outdated, office: Office, language: str = "de") -> str:
    """What has changed since a plan was made, in words."""
    return translate(OUTDATED[outdated.what], language) % {"name": name_of(office, outdated.staff)}


def name_of(office: Office, staff: str | None) -> str:
    """What somebody of the staff is called; their id where there is no name."""
    found = next((member.name for member in office.staff if member.id == staff), "")
    return found or (staff or "")


def clock_words(time: dt.time | None, *, is_end: bool = False) -> str:
    """A time as it is written; the end of the day is 24:00."""
    if time is None:
        return ""
    return "24:00" if is_end and time == MIDNIGHT else f"{time:%H:%M}"
