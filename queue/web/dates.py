# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days and times as people read them, in German and English."""

import datetime as dt
from zoneinfo import ZoneInfo

WEEKDAYS = {
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "de": [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}


def weekday(date: dt.date, language: str) -> str:
    """Montag."""
    return WEEKDAYS[language][date.weekday()]


def short_day(date: dt.date, language: str) -> str:
    """23. November, for lists whose year is plain."""
    month = MONTHS[language][date.month - 1]
    return f"{date.day}. {month}" if language == "de" else f"{date.day} {month}"


def long_day(date: dt.date, language: str) -> str:
    """Montag, 23. November 2026."""
    return f"{weekday(date, language)}, {short_day(date, language)} {date.year}"


def wall_time(at: dt.datetime, zone: ZoneInfo, language: str, *, seconds: bool = False) -> str:
    """09:20 Uhr."""
    shown = f"{at.astimezone(zone):%H:%M:%S}" if seconds else f"{at.astimezone(zone):%H:%M}"
    return f"{shown} Uhr" if language == "de" else shown


def moment(at: dt.datetime, zone: ZoneInfo, language: str) -> str:
    """Montag, 23. November 2026, 09:20 Uhr."""
    return f"{long_day(at.astimezone(zone).date(), language)}, {wall_time(at, zone, language)}"
