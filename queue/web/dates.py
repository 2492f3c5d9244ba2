# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days and times as people read them in their language (CLDR). Digits are the same in all of them."""

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton

from aufruf.web.translation import locale_of


@lru_cache(maxsize=4096)
def weekday(date: dt.date, language: str) -> str:
    """Montag."""
    return format_date(date, "EEEE", locale=locale_of(language))


@lru_cache(maxsize=4096)
def short_day(date: dt.date, language: str) -> str:
    """23. November, for lists whose year is plain."""
    return format_skeleton("MMMMd", dt.datetime.combine(date, dt.time()), locale=locale_of(language))


@lru_cache(maxsize=4096)
def long_day(date: dt.date, language: str) -> str:
    """Montag, 23. November 2026."""
    return format_date(date, "full", locale=locale_of(language))


def wall_time(at: dt.datetime, zone: ZoneInfo, language: str, *, seconds: bool = False) -> str:
    """09:20 Uhr."""
    shown = f"{at.astimezone(zone):%H:%M:%S}" if seconds else f"{at.astimezone(zone):%H:%M}"
    return f"{shown} Uhr" if locale_of(language).language == "de" else shown


def moment(at: dt.datetime, zone: ZoneInfo, language: str) -> str:
    """Montag, 23. November 2026, 09:20 Uhr."""
    day, time = long_day(at.astimezone(zone).date(), language), wall_time(at, zone, language)
    return str(locale_of(language).datetime_formats["medium"]).format(time, day)
