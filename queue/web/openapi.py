# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The OpenAPI document, made to say the truth: what is refused, how, and who must say who they are.

The framework knows the paths and the answers. What it leaves out or gets wrong is set right here, for all
calls alike: bodies refuse unknown fields, refusals are problem details, patterns are those of ECMAScript.
"""

from collections.abc import Iterator
from typing import Any

import msgspec
from litestar import Request
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.routes import HTTPRoute

from aufruf.web.callers import CSRF_HEADER, SAFE, SESSION_COOKIE
from aufruf.web.devices import DEVICE_COOKIE
from aufruf.web.errors import TITLES
from aufruf.web.wire import Sent

Json = dict[str, Any]
API = "/api/"
PROBLEM: Json = {
    "title": "Problem",
    "description": "A refusal (RFC 9457). `code` is stable, `detail` is a sentence in German or English.",
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "code": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "detail"],
                "properties": {"pointer": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
        "alternatives": {"type": "array", "items": {"type": "string", "format": "date-time"}},
        "state": {"type": "string"},
        "request_id": {"type": "string"},
    },
}
SCHEMES: Json = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "A person's, a device's or a citizen's token.",
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": SESSION_COOKIE,
        "description": f"A browser that is logged in; what changes something also sends {CSRF_HEADER}.",
    },
    "device": {
        "type": "apiKey",
        "in": "cookie",
        "name": DEVICE_COOKIE,
        "description": "A browser that was paired; what changes something also sends Origin.",
    },
}
BODY = (413, 415)
CHANGES = (403, 409, 429)
KNOWN_PEOPLE = (401, 403)
WAIT = (429, 503)  # those say for how long


class TruePlugin(JsonRenderPlugin):
    """Gives the document at /schema/openapi.json, and nothing else: no page that fetches from elsewhere."""

    _document: bytes = b""

    def render(self, request: Request[Any, Any, Any], openapi_schema: Json) -> bytes:
        """The document, made once."""
        if not self._document:
            self._document = msgspec.json.encode(truthful(openapi_schema, request.app.routes))
        return self._document


def openapi_config(version: str) -> OpenAPIConfig:
    """What the application is told of its document."""
    return OpenAPIConfig(title="Aufruf", version=version, path="/schema", render_plugins=[TruePlugin()])


def truthful(document: Json, routes: list[Any]) -> Json:
    """The framework's document with what it leaves out."""
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for name, schema in _sent_schemas():
        if name in schemas:
            schemas[name] = schema
    schemas["Problem"] = PROBLEM
    components["securitySchemes"] = SCHEMES
    for route in routes:
        if isinstance(route, HTTPRoute) and route.path_format.startswith(API):
            for method, (handler, _) in route.route_handler_map.items():
                operation = document["paths"].get(route.path_format, {}).get(str(method).lower())
                if operation is not None:
                    _complete(operation, str(method), handler)
    said: Json = _for_ecma(document)
    return said


def _complete(operation: Json, method: str, handler: HTTPRouteHandler) -> None:
    asked_for = set(handler.parsed_fn_signature.parameters)
    statuses = {404, 422, 500, 503}
    if "requestBody" in operation:
        statuses.update(BODY)
    if method not in SAFE:
        statuses.update(CHANGES)
    if "caller" in asked_for:
        statuses.update(KNOWN_PEOPLE)
        operation["security"] = [{"bearer": []}, {"session": []}]
    elif asked_for & {"kiosk", "touched"}:
        statuses.update(KNOWN_PEOPLE)
        operation["security"] = [{"bearer": []}, {"device": []}]
    elif asked_for & {"tokens", "request"}:
        statuses.add(401)
        operation["security"] = [{}, {"bearer": []}]
    else:
        operation["security"] = [{}]
    operation["responses"].pop("400", None)  # those are 422 here
    for status in sorted(statuses):
        operation["responses"].setdefault(str(status), _refusal(status))


def _refusal(status: int) -> Json:
    refusal: Json = {
        "description": TITLES[status],
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    if status in WAIT:
        refusal["headers"] = {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds."}}
    return refusal


def _sent_schemas() -> Iterator[tuple[str, Json]]:
    """What may be sent, as msgspec itself checks it."""
    for kind in _descendants(Sent):
        _, found = msgspec.json.schema_components([kind], ref_template="#/components/schemas/{name}")
        yield from found.items()


def _descendants(kind: type[Sent]) -> Iterator[type[Sent]]:
    for child in kind.__subclasses__():
        yield child
        yield from _descendants(child)


def _for_ecma(part: Any) -> Any:
    r"""Patterns as JSON Schema has them: they end with $, where Python needs \Z to mean the very end."""
    match part:
        case dict():
            return {
                key: value.removesuffix(r"\Z") + "$"
                if key == "pattern" and isinstance(value, str) and value.endswith(r"\Z")
                else _for_ecma(value)
                for key, value in part.items()
            }
        case list():
            return [_for_ecma(each) for each in part]
        case _:
            return part
