# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long things take in an office: each set of services that somebody comes with is a type of its own."""

import math
from dataclasses import dataclass, field

from aufruf.domain.catalogue import Office
from aufruf.planning.learning.learned import Duration, Learned
from aufruf.planning.waits.scene import Type

Items = tuple[tuple[str, int], ...]
WIDE = 0.6  # ln-minutes: the spread of what was never measured
UNKNOWN = 10  # minutes of a service that is in no catalogue any more


@dataclass(slots=True)
class Types:
    """The types of a scene, numbered as they are first met."""

    office: Office
    learned: Learned
    kinds: list[Type] = field(default_factory=list)
    services: list[frozenset[str]] = field(default_factory=list)
    _known: dict[Items, int] = field(default_factory=dict)

    def number(self, items: Items) -> int:
        """The number of the type of whoever comes with these services."""
        key = tuple(sorted(items))
        if key not in self._known:
            self._known[key] = len(self.kinds)
            self.kinds.append(self.length(key))
            self.services.append(frozenset(service for service, _ in key))
        return self._known[key]

    def length(self, items: Items) -> Type:
        """One after the other: the mean and the variance of a sum, as a log-normal."""
        parts = [(self._of(service), quantity) for service, quantity in items]
        mean = sum(quantity * part.mean for part, quantity in parts)
        variance = sum(quantity * part.mean**2 * (math.exp(part.log_sd**2) - 1) for part, quantity in parts)
        if mean <= 0:
            return Type(log_mean=math.log(UNKNOWN), log_sd=WIDE)
        log_variance = math.log1p(variance / mean**2)
        return Type(log_mean=math.log(mean) - log_variance / 2, log_sd=math.sqrt(log_variance))

    def _of(self, service: str) -> Duration:
        measured = self.learned.durations.get(service)
        if measured is not None:
            return measured
        offered = self.office.services.get(service)
        minutes = UNKNOWN if offered is None else offered.minutes
        return Duration(log_mean=math.log(minutes) - WIDE**2 / 2, log_sd=WIDE)
