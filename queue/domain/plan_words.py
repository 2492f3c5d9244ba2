# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a day has no plan, why somebody is left as they are, what has changed meanwhile: in words."""

import datetime as dt

from aufruf.domain.catalogue import Office
from aufruf.domain.day_plan import Kept, Obstacle, Outdated
from aufruf.domain.opening import MIDNIGHT

Words = tuple[str, str]  # German, English

OBSTACLES: dict[str, Words] = {
    "nothing_found": (
        "In der Nacht wurde kein Plan rechtzeitig fertig.",
        "No plan was found in time at night.",
    ),
    "nobody_works": (
        "An diesem Tag hat niemand Dienst.",
        "Nobody has a shift on this day.",
    ),
    "nobody_may_serve": (
        "{services}: Dafür hat niemand die Befähigung.",
        "{services}: nobody has the skill for it.",
    ),
    "class_uncovered": (
        "{services}: Von {begin} bis {end} Uhr ist niemand da, der oder die das bedienen darf.",
        "{services}: from {begin} to {end} nobody is there who may serve it.",
    ),
    "break_cannot_be_placed": (
        "{name}: Im Dienst von {begin} bis {end} Uhr ist für die nötigen Pausen kein Platz.",
        "{name}: there is no room for the breaks that the shift from {begin} to {end} needs.",
    ),
    "breaks_missing": (
        "{name}: Dem Dienst von {begin} bis {end} Uhr fehlen Pausen nach § 4 ArbZG, oder sie liegen zu spät.",
        "{name}: the shift from {begin} to {end} lacks breaks that the law wants, or has them too late.",
    ),
    "shift_cannot_be_placed": (
        "{name}: Zwischen {begin} und {end} Uhr passt kein erlaubter Dienst.",
        "{name}: no allowed shift fits between {begin} and {end}.",
    ),
    "counters": (
        "Von {begin} bis {end} Uhr wären {wanted} Personen im Dienst, es gibt aber nur {there} Schalter.",
        "From {begin} to {end}, {wanted} people would be at work, and there are only {there} counters.",
    ),
    "paid_time": (
        "{wanted} Minuten Arbeitszeit wären nötig, {there} gibt es.",
        "{wanted} minutes of work would be needed, and there are {there}.",
    ),
    "paid_time_of": (
        "{name}: {wanted} Minuten Arbeitszeit wären nötig, {there} gibt es.",
        "{name}: {wanted} minutes of work would be needed, and there are {there}.",
    ),
}
KEPT: dict[Kept, Words] = {
    Kept.AWAY: ("kein Dienst an diesem Tag", "no shift on this day"),
    Kept.OVER_MIDNIGHT: (
        "Dienst über Mitternacht: bleibt, wie er ist",
        "shift over midnight: stays as it is",
    ),
    Kept.SEVERAL_SHIFTS: ("mehrere Dienste: bleiben, wie sie sind", "several shifts: they stay as they are"),
    Kept.CLOCK_CHANGE: (
        "Dienst während der Zeitumstellung: bleibt, wie er ist",
        "shift while the clock changes: stays as it is",
    ),
}
OUTDATED: dict[str, Words] = {
    "opening": ("die Öffnungszeiten", "the opening hours"),
    "counters": ("die Zahl der Schalter", "the number of counters"),
    "shifts": ("der Dienst von {name}", "the shifts of {name}"),
    "skills": ("die Befähigungen von {name}", "the skills of {name}"),
    "plan": ("der Vorschlag selbst: Es gibt einen neueren", "the proposal itself: there is a newer one"),
    "past": ("was {name} ändern müsste, ist schon vorbei", "what {name} would change is over already"),
}


def obstacle_words(obstacle: Obstacle, office: Office, language: str = "de") -> str:
    """A rule that a day cannot keep, in words."""
    rule = obstacle.rule
    if f"{rule}_of" in OBSTACLES and obstacle.staff is not None:
        rule = f"{rule}_of"
    names = [office.services[each].name for each in obstacle.services if each in office.services]
    return _pick(OBSTACLES[rule], language).format(
        services=", ".join(names) or ", ".join(obstacle.services),
        name=name_of(office, obstacle.staff),
        begin=clock_words(obstacle.local_from),
        end=clock_words(obstacle.local_to, is_end=True),
        wanted=obstacle.wanted,
        there=obstacle.there,
    )


def kept_words(kept: Kept, language: str = "de") -> str:
    """Why a plan leaves somebody as they are, in words."""
    return _pick(KEPT[kept], language)


def outdated_words(outdated: Outdated, office: Office, language: str = "de") -> str:
    """What has changed since a plan was made, in words."""
    return _pick(OUTDATED[outdated.what], language).format(name=name_of(office, outdated.staff))


def name_of(office: Office, staff: str | None) -> str:
    """What somebody of the staff is called; their id where there is no name."""
    found = next((member.name for member in office.staff if member.id == staff), "")
    return found or (staff or "")


def clock_words(time: dt.time | None, *, is_end: bool = False) -> str:
    """A time as it is written; the end of the day is 24:00."""
    if time is None:
        return ""
    return "24:00" if is_end and time == MIDNIGHT else f"{time:%H:%M}"


def _pick(words: Words, language: str) -> str:
    german, english = words
    return english if language == "en" else german
