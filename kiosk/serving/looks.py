# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Styles, scripts and fonts of the page. They lie on this machine, so they are there without a network too.

Those that all faces of Aufruf share came with the same package: they are found beside this one, which imports
nothing of it.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from aufruf_kiosk import STATIC, TEMPLATES

AnyRequest = Request[Any, Any, Any]
KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mp3": "audio/mpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".wav": "audio/wav",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
SHARED = ("look.css", "vendor/kern/kern.min.css")  # without these a page is bare


class LooksMissing(Exception):
    """The styles of the page are missing: Aufruf is not installed as a whole."""

    def __str__(self) -> str:
        """The sentence."""
        return str(self.__doc__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One file."""

    content: bytes
    kind: str
    version: str


def load_looks(folders: tuple[Path, ...] | None = None) -> Mapping[str, Look]:
    """All files, by the names that the page uses. Raises LooksMissing."""
    found = {}
    for folder in (*_shared_folders(), STATIC) if folders is None else folders:
        for file in sorted(folder.rglob("*")):
            if file.is_file() and file.suffix in KINDS:
                found[file.relative_to(folder).as_posix()] = _look(file)
    if not all(name in found for name in SHARED):
        raise LooksMissing
    return found


def address(looks: Mapping[str, Look], name: str) -> str:
    """Where a file is."""
    return f"/static/{name}?v={looks[name].version}"


def make_pages(looks: Mapping[str, Look]) -> Environment:
    """The templates, which find these files."""
    pages = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    pages.globals["asset"] = partial(address, looks)
    return pages


@get("/static/{name:path}")
async def send_look(name: FromPath[str], request: AnyRequest, state: State) -> Response[bytes]:
    """A style, script or font."""
    look: Look | None = state.looks.get(name.removeprefix("/"))
    if look is None:
        raise NotFoundException
    headers = {"Cache-Control": "no-cache", "ETag": f'"{look.version}"'}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(b"", status_code=HTTPStatus.NOT_MODIFIED, headers=headers, media_type=look.kind)
    return Response(look.content, headers=headers, media_type=look.kind)


def _shared_folders() -> tuple[Path, ...]:
    package = find_spec("aufruf")  # found, not imported
    places = () if package is None else package.submodule_search_locations or ()
    return tuple(Path(place) / "web" / "static" for place in places)


def _look(file: Path) -> Look:
    content = file.read_bytes()
    return Look(content=content, kind=KINDS[file.suffix], version=hashlib.sha256(content).hexdigest()[:12])
