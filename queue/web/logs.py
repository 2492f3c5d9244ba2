# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The log: one line of JSON for each thing, and nobody's name, address, code or token in any of them.

Of an exception it says what kind it was and where it happened, not what it said: the words of a
driver or a parser hold the very values that it could not take.
"""

import logging
import sys
import traceback
from types import TracebackType
from typing import Any

import msgspec
import structlog

OURS = {"aufruf": logging.INFO, "uvicorn": logging.INFO}
TALKATIVE = ("apscheduler", "alembic", "asyncio", "sqlalchemy", "websockets")
UNWANTED = ("WebSocket", "without completing handshake")  # paths; and what it calls a refusal with an answer
FRAMES = 12  # the innermost of them tell where it happened
FIRST_FRAMES = 3


def configure() -> None:
    """Let every logger of this process write such lines to standard error."""
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,  # the number of the request, or of the run of a job
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_words,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[_first_line, *shared],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(serializer=_json),
            ],
        )
    )
    handler.addFilter(_holds_no_path)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name, level in OURS.items():
        logging.getLogger(name).setLevel(level)
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)  # of a job jobs.py itself says what there is
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", *TALKATIVE):
        logger = logging.getLogger(name)
        logger.handlers[:] = []
        logger.propagate = True
    logging.captureWarnings(capture=True)


def _json(line: structlog.types.EventDict, **_options: Any) -> str:
    return msgspec.json.encode(line, enc_hook=repr).decode()


def without_words(_logger: Any, _method: str, line: structlog.types.EventDict) -> structlog.types.EventDict:
    """Put the kinds and places of an exception, and of what led to it, in the place of the exception."""
    given = line.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    line.pop("stack_info", None)
    if isinstance(error, BaseException):
        line["error"] = list(_kinds(error))
    return line


def _kinds(error: BaseException) -> list[dict[str, Any]]:
    found, seen = [], set[int]()
    now: BaseException | None = error
    while now is not None and id(now) not in seen:
        seen.add(id(now))
        found.append(
            {"kind": f"{type(now).__module__}.{type(now).__qualname__}", "at": _places(now.__traceback__)}
        )
        if isinstance(now, BaseExceptionGroup):
            for part in now.exceptions:
                found.extend(_kinds(part))
        now = now.__cause__ or (None if now.__suppress_context__ else now.__context__)
    return found


def _places(trace: TracebackType | None) -> list[str]:
    places = [
        f"{frame.f_globals.get('__name__', '?')}:{line} {frame.f_code.co_name}"
        for frame, line in traceback.walk_tb(trace)
    ]
    if len(places) <= FRAMES:
        return places
    return [*places[:FIRST_FRAMES], "…", *places[FIRST_FRAMES - FRAMES :]]


def _first_line(_logger: Any, _method: str, line: structlog.types.EventDict) -> structlog.types.EventDict:
    # asyncio writes the exception that nobody awaited into its message, below the first line.
    line["event"] = str(line.get("event", "")).partition("\n")[0]
    return line


def _holds_no_path(record: logging.LogRecord) -> bool:
    """The server would say the path of every request and WebSocket, which may hold a token."""
    if record.name == "uvicorn.access":
        return False
    return not (record.name.startswith("uvicorn") and any(words in str(record.msg) for words in UNWANTED))
