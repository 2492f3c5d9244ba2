# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Refusals become answers: the only place that knows the status numbers (RFC 9457)."""

import re
from typing import Any

import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, SerializationException, ValidationException
from litestar.types import ExceptionHandlersMap

from aufruf import metrics
from aufruf.domain import errors
from aufruf.domain.errors import AufrufError
from aufruf.web.language import language_of
from aufruf.web.sentences import sentence
from aufruf.web.wire import Connection

log = structlog.get_logger("aufruf.web")
AnyRequest = Request[Any, Any, Any]

STATUS: dict[type[AufrufError], int] = {
    errors.NotPossible: 409,
    errors.NotValid: 422,
    errors.NotAuthenticated: 401,
    errors.NotAllowed: 403,
    errors.NotFound: 404,
    errors.TooMany: 429,
    errors.Unavailable: 503,
    AufrufError: 500,
}
TITLES = {
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    409: "Conflict",
    413: "Content Too Large",
    415: "Unsupported Media Type",
    422: "Unprocessable Content",
    429: "Too Many Requests",
    500: "Internal Server Error",
    503: "Service Unavailable",
}
BAD_REQUEST = 400
HUNG_UP = "client disconnected prematurely"  # the framework's words for it
AGAIN_AFTER = 5  # seconds; a restart of the database takes about as long
FIELD = re.compile(r"(?:unknown|missing required) field `(.*?)`")
MISSING = re.compile(r"Missing required query parameter '(\w+)'")
NO_BODY = "'data'"  # what the framework says where it would have found one
CODES = {404: "not_found", 405: "method_not_allowed", 413: "too_large", 415: "not_json"}


def status_of(error: AufrufError) -> int:
    """The status number of a refusal."""
    return next(number for kind, number in STATUS.items() if isinstance(error, kind))


def on_refusal(request: AnyRequest, error: AufrufError) -> Response[bytes]:
    """A refusal from the domain."""
    status = status_of(error)
    facts = dict(error.facts)
    if isinstance(error, errors.NotValid) and error.errors:
        facts["errors"] = [{"pointer": pointer, "detail": detail} for pointer, detail in error.errors]
    elif isinstance(error, errors.NotValid):
        facts["errors"] = []
    headers = {}
    if isinstance(error, errors.TooMany):
        headers["Retry-After"] = str(error.retry_after_seconds)
    if isinstance(error, errors.Unavailable):
        headers["Retry-After"] = str(AGAIN_AFTER)
    if isinstance(error, errors.NotAuthenticated):
        headers["WWW-Authenticate"] = 'Bearer realm="aufruf"'
    return problem(request, status=status, code=error.code, english=str(error), facts=facts, headers=headers)


def on_validation(request: AnyRequest, error: ValidationException) -> Response[bytes]:
    """Something in the request does not have the right shape. An id that cannot be one names nothing."""
    extra = [one for one in error.extra if isinstance(one, dict)] if isinstance(error.extra, list) else []
    if any(one.get("source") == "path" for one in extra):
        return problem(request, status=404, code="not_found")
    if any(_detail(one) == NO_BODY for one in extra):
        return problem(request, status=422, code="malformed", facts={"errors": []})
    found = [{"pointer": _pointer(one), "detail": _detail(one)} for one in extra]
    if missing := MISSING.match(error.detail):  # which the framework says in its sentence alone
        found.append({"pointer": f"/{missing[1].rstrip('_')}", "detail": "is missing"})
    return problem(request, status=422, code="not_valid", facts={"errors": found})


def on_http(request: AnyRequest, error: HTTPException) -> Response[bytes]:
    """What the framework refuses: no such path, no such method, not JSON, too large."""
    if error.status_code == BAD_REQUEST:  # nowhere in the contract: what was sent makes no sense
        code = "malformed" if isinstance(error.__cause__, SerializationException) else "not_valid"
        return problem(request, status=422, code=code, facts={"errors": []})
    if error.detail == HUNG_UP:  # in the middle of what they sent: nobody will read this
        return problem(request, status=422, code="malformed", facts={"errors": []})
    if error.status_code not in CODES:
        return on_surprise(request, error)
    allowed = (error.headers or {}).get("allow")
    return problem(
        request,
        status=error.status_code,
        code=CODES[error.status_code],
        headers={"Allow": allowed} if allowed else {},
    )


def on_bytes(request: AnyRequest, _error: UnicodeDecodeError) -> Response[bytes]:
    """What was sent is no text: only callers send us bytes that need not be."""
    return problem(request, status=422, code="malformed", facts={"errors": []})


def on_depth(request: AnyRequest, error: RecursionError) -> Response[bytes]:
    """JSON nested deeper than anybody means it; any other endless recursion is a defect of ours."""
    if "deserializing" in str(error):
        return problem(request, status=422, code="malformed", facts={"errors": []})
    return on_surprise(request, error)


def on_surprise(request: AnyRequest, error: Exception) -> Response[bytes]:
    """A defect of ours: the log gets all but local variables, the caller a number to quote."""
    request_id = request.scope.get("state", {}).get("request_id", "")
    log.error("unexpected", request_id=request_id, exc_info=error)
    return problem(request, status=500, code="internal", facts={"request_id": request_id})


def problem(
    request: AnyRequest,
    *,
    status: int,
    code: str,
    english: str | None = None,
    facts: dict[str, Any] | None = None,
    headers: dict[str, str] | None = None,
) -> Response[bytes]:
    """An answer in the form of RFC 9457, with our code and a sentence in the user's language."""
    body = problem_body(request, status=status, code=code, english=english)
    return Response(
        msgspec.json.encode(body | (facts or {})),
        status_code=status,
        media_type="application/problem+json",
        headers={"Content-Language": language_of(request), **(headers or {})},
    )


def problem_body(
    connection: Connection, *, status: int, code: str, english: str | None = None
) -> dict[str, Any]:
    """What such an answer says, to requests and to sockets alike; and it is counted."""
    metrics.refused(code)
    return {
        "type": f"urn:aufruf:problem:{code}",
        "title": TITLES[status],
        "status": status,
        "detail": sentence(code, english, language=language_of(connection)),
        "instance": connection.url.path,
        "code": code,
    }


def _detail(one: dict[str, Any]) -> str:
    return str(one.get("message", ""))


def _pointer(one: dict[str, Any]) -> str:
    """`services[0].quantity` as a JSON pointer; a field that is missing or unknown is in the sentence."""
    path = re.sub(r"\[(\w+)\]", r".\1", str(one.get("key", "")))
    parts = [part for part in path.split(".") if part not in ("", "data")]
    if named := FIELD.search(_detail(one)):
        parts.append(named[1])
    parts = [part.rstrip("_") for part in parts]  # "from" is no name for a parameter in Python: it is "from_"
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in parts)


HANDLERS: ExceptionHandlersMap = {
    AufrufError: on_refusal,
    ValidationException: on_validation,
    HTTPException: on_http,
    RecursionError: on_depth,
    UnicodeDecodeError: on_bytes,
    Exception: on_surprise,
}
