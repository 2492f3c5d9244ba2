# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this process counts, for Prometheus: how much, how long, how often in vain. Never who.

Labels are patterns of paths, names of jobs, audiences, codes, offices: a fixed and small number of each.
With several workers each counts in files of its own in a common folder (PROMETHEUS_MULTIPROC_DIR, which
`aufruf serve` sets before they start), and whichever is asked adds them up.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client import disable_created_metrics as _without_moments_of_birth
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4 as TEXT
from prometheus_client.multiprocess import MultiProcessCollector

__all__ = ["TEXT"]  # the media type of `everything`

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"))
QUICK = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds
SLOW = (0.01, 0.05, 0.25, 1.0, 5.0, 30.0, 120.0)

_without_moments_of_birth()  # type: ignore[no-untyped-call]
_OURS = CollectorRegistry()

_REQUESTS = Counter(
    "aufruf_requests", "Requests answered", ("method", "route", "status"), registry=_OURS
)  # status: 2xx, 4xx, …
_SECONDS = Histogram(
    "aufruf_request_seconds", "How long an answer took", ("method", "route"), buckets=QUICK, registry=_OURS
)
_REFUSALS = Counter("aufruf_refusals", "What was refused, by its code", ("code",), registry=_OURS)
_SOCKETS = Gauge("aufruf_sockets", "Open sockets", ("audience",), registry=_OURS, multiprocess_mode="livesum")
_DROPPED = Counter("aufruf_sockets_dropped", "Sockets ended by us", ("audience", "why"), registry=_OURS)
_MESSAGES = Counter("aufruf_socket_messages", "Messages sent to sockets", ("audience",), registry=_OURS)
_WAKE_UPS = Counter(
    "aufruf_wake_ups", "Wake-ups between processes: sent, received, lost", ("what",), registry=_OURS
)
_REPAIRS = Counter(
    "aufruf_poll_repairs", "Times when looking found what no wake-up had told yet", registry=_OURS
)
_EVENTS = Counter("aufruf_events", "Events stored", ("kind",), registry=_OURS)
_JOBS = Counter(
    "aufruf_job_runs", "Runs of jobs", ("job", "how"), registry=_OURS
)  # how: done, failed, missed
_JOB_SECONDS = Histogram("aufruf_job_seconds", "How long a job ran", ("job",), buckets=SLOW, registry=_OURS)
_LEADS = Gauge(
    "aufruf_leader", "1 where this server runs the jobs", registry=_OURS, multiprocess_mode="livesum"
)
_NO_DATABASE = Counter(
    "aufruf_database_unavailable", "Times the database did not answer", ("access",), registry=_OURS
)  # read or write
_FORECASTS = Counter(
    "aufruf_forecasts", "Days played forward, by how that went: made, failed", ("how",), registry=_OURS
)
_FORECAST_SECONDS = Histogram(
    "aufruf_forecast_seconds", "How long a forecast took", buckets=QUICK, registry=_OURS
)
_FORECASTERS = Counter(
    "aufruf_forecaster_restarts", "Times the forecasting process was started again", registry=_OURS
)
if FOLDER not in os.environ:
    ProcessCollector(registry=_OURS)  # memory and processor time; with several workers it would tell of one


def request_done(method: str, route: str | None, *, status: int, seconds: float) -> None:
    """A request was answered. `route` is the pattern of its path; None: there is no such path."""
    if method not in METHODS:
        method = "other"
    if route is None:
        route = "none"
    _REQUESTS.labels(method, route, f"{status // 100}xx").inc()
    _SECONDS.labels(method, route).observe(seconds)


def refused(code: str) -> None:
    """Something was refused."""
    _REFUSALS.labels(code).inc()


def socket_opened(audience: str) -> None:
    """One more listens."""
    _SOCKETS.labels(audience).inc()


def socket_closed(audience: str) -> None:
    """One less listens, whoever ended it."""
    _SOCKETS.labels(audience).dec()


def dropped(audience: str, why: str) -> None:
    """A socket was ended by us. `why` is one of a few sentences."""
    _DROPPED.labels(audience, why).inc()


def sent(audience: str, messages: int = 1) -> None:
    """Somebody who listens was told something."""
    _MESSAGES.labels(audience).inc(messages)


def woken(what: str, times: int = 1) -> None:
    """Wake-ups between processes were `sent`, `received` or `lost`."""
    _WAKE_UPS.labels(what).inc(times)


def repaired() -> None:
    """Looking found what no wake-up had told."""
    _REPAIRS.inc()


def happened(kind: str) -> None:
    """An event was stored."""
    _EVENTS.labels(kind).inc()


def job_done(job: str, *, seconds: float, failed: bool) -> None:
    """A job has run."""
    _JOBS.labels(job, "failed" if failed else "done").inc()
    _JOB_SECONDS.labels(job).observe(seconds)


def job_missed(job: str) -> None:
    """A job did not run when it should have: the one before was not done, or the machine stood still."""
    _JOBS.labels(job, "missed").inc()


def leads(*, now: bool) -> None:
    """Whether this process runs the jobs."""
    _LEADS.set(int(now))


def no_database(access: str) -> None:
    """The database did not answer somebody who wanted to `read` or `write`."""
    _NO_DATABASE.labels(access).inc()


def forecast(how: str, *, seconds: float) -> None:
    """A day was played forward (`made`), or could not be (`failed`)."""
    _FORECASTS.labels(how).inc()
    _FORECAST_SECONDS.observe(seconds)


def forecaster_restarted() -> None:
    """The forecasting process is started again: it was killed, or did not answer."""
    _FORECASTERS.inc()


def everything(*, waiting: Mapping[str, int] | None) -> bytes:
    """All that was counted, by all workers, as text for Prometheus; and how many wait in each office now.

    None waiting: it is not known just now, so nothing is said of it.
    """
    registry, folder = _OURS, os.environ.get(FOLDER)
    if folder is not None:
        forget_the_dead(Path(folder))
        registry = CollectorRegistry()
        MultiProcessCollector(registry, path=folder)  # type: ignore[no-untyped-call]
    counted = generate_latest(registry)
    if waiting is None:
        return counted
    return counted + generate_latest(_Waiting(waiting))


class _Waiting:
    """People who wait, counted when somebody asks."""

    def __init__(self, waiting: Mapping[str, int]) -> None:
        self._waiting = waiting

    def collect(self) -> Iterator[Any]:
        family = GaugeMetricFamily("aufruf_people_waiting", "People who wait in an office", labels=["office"])
        for office, people in sorted(self._waiting.items()):
            family.add_metric([office], people)
        yield family


def forget_the_dead(folder: Path) -> None:
    """A worker that was killed has no sockets and leads nobody: drop what it said of the present.

    What it counted stays, so that no sum ever falls.
    """
    for file in folder.glob("gauge_live*_*.db"):
        process = file.stem.rpartition("_")[2]
        if not Path("/proc", process).exists():
            file.unlink(missing_ok=True)
