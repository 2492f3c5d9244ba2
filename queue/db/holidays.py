# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The public holidays of the German Länder."""

import datetime as dt
from functools import lru_cache

from holidays import country_holidays

LANDS = frozenset(
    ("BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH")
)


@lru_cache(maxsize=1024)
def public_holidays(land: str | None, year: int) -> frozenset[dt.date]:
    """Give the dates of a Land's public holidays; without a Land those of the whole country.

    Two are a matter of the municipality in Bavaria. 15 August is a holiday wherever most people are
    Catholic, Munich among them, so it is given for all of Bavaria: elsewhere a rule of that single day opens
    the office. Augsburg's feast of 8 August is left out: there a closure shuts it.
    """
    if land is not None and land not in LANDS:
        raise ValueError(f"{land!r} is not the code of a Land: {', '.join(sorted(LANDS))}")
    categories = ("public", "catholic") if land == "BY" else ("public",)
    return frozenset(country_holidays("DE", subdiv=land, years=year, categories=categories))
