# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Refusals that end a page: what happened, in a sentence, and the way back."""

from urllib.parse import quote

import structlog
from litestar import Response
from litestar.exceptions import HTTPException
from litestar.response import Redirect
from litestar.types import ExceptionHandlersMap

from aufruf import metrics
from aufruf.domain.errors import AufrufError, NotAuthenticated, TooMany, Unavailable
from aufruf.web import errors as problems
from aufruf.web.errors import status_of
from aufruf.web.rendering import AnyRequest, bare_frame
from aufruf.web.sentences import sentence

BAD_REQUEST, NO_SENSE, OURS = 400, 422, 500

log = structlog.get_logger("aufruf.pages")


def on_refusal(request: AnyRequest, error: AufrufError) -> Response[str] | Redirect:
    """A refusal from the domain. Whoever must log in first comes back afterwards."""
    if isinstance(error, NotAuthenticated) and request.method == "GET":
        return Redirect(f"/login?next={quote(request.url.path)}", status_code=303)
    minutes = headers = None
    if isinstance(error, TooMany):
        minutes = max(1, round(error.retry_after_seconds / 60))
        headers = {"Retry-After": str(error.retry_after_seconds)}
    elif isinstance(error, Unavailable):
        headers = {"Retry-After": str(problems.AGAIN_AFTER)}
    return _page(
        request,
        status=status_of(error),
        code=error.code,
        english=str(error),
        minutes=minutes,
        headers=headers,
    )


def on_http(request: AnyRequest, error: HTTPException) -> Response[str]:
    """What the framework refuses: a form that is none, too much of it, no such method."""
    status = NO_SENSE if error.status_code == BAD_REQUEST else error.status_code
    if status >= OURS or status not in problems.TITLES:
        return on_surprise(request, error)
    return _page(request, status=status, code=problems.CODES.get(status, "not_valid"))


def on_surprise(request: AnyRequest, error: Exception) -> Response[str]:
    """A defect of ours: the page says so, and a number to quote."""
    request_id = str(request.scope.get("state", {}).get("request_id", ""))
    log.error("unexpected", request_id=request_id, exc_info=error)
    return _page(request, status=500, code="internal", request_id=request_id)


def on_no_such_page(request: AnyRequest, error: HTTPException) -> Response[str] | Response[bytes]:
    """An address that does not exist: a page for people, problem details for programs."""
    for_people = "text/html" in request.headers.get("accept", "")
    if for_people and not request.url.path.startswith("/api/"):
        return on_http(request, error)
    return problems.on_http(request, error)


def _page(
    request: AnyRequest,
    *,
    status: int,
    code: str,
    english: str | None = None,
    minutes: int | None = None,
    request_id: str = "",
    headers: dict[str, str] | None = None,
) -> Response[str]:
    metrics.refused(code)
    frame = bare_frame(request)
    return frame.show(
        "error.html",
        status=status,
        code=code,
        sentence=sentence(code, english, language=frame.language),
        minutes=minutes,
        request_id=request_id,
        back=_way_back(request),
        headers=headers,
    )


def _way_back(request: AnyRequest) -> str | None:
    """The page somebody came from, if it is one of ours."""
    came_from = request.headers.get("referer", "")
    ours = f"{request.url.scheme}://{request.url.netloc}/"
    if not came_from.startswith(ours):
        return None
    path = "/" + came_from.removeprefix(ours)
    return None if path.startswith("//") else path


HANDLERS: ExceptionHandlersMap = {
    AufrufError: on_refusal,
    HTTPException: on_http,
    Exception: on_surprise,
}
