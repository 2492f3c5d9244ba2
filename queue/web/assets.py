# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Styles, scripts, fonts and pictures, read once when the server starts.

Each has an address that changes with its content, so a browser may keep it for ever, and a packed form
for browsers that like that. Ours are hashed and packed here; those of others by tools/vendor.py.
"""

import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from litestar import HttpMethod, Response, route
from litestar.datastructures import State
from litestar.exceptions import NotFoundException

from aufruf.web.wire import AnyRequest, PathText

STATIC = Path(__file__).parent / "static"
VENDORED = STATIC / "vendor"
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"  # an address without the version: another file may stand there tomorrow
KINDS = {  # of texts the framework adds that they are UTF-8
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mp3": "audio/mpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".wav": "audio/wav",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
PLAIN = "text/plain"  # licences
PACKED = (".css", ".js", ".json", ".svg")
IN_STYLES = re.compile(r'url\("([\w./-]+)"\)')


class AssetsMissingError(RuntimeError):
    """Styles and fonts for the browser are missing: `make run` or `python tools/vendor.py` fetches them."""

    def __str__(self) -> str:
        """The sentence."""
        return str(self.__doc__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One file, as it is sent."""

    content: bytes
    packed: bytes | None  # by gzip
    kind: str  # its media type
    version: str

    @property
    def tag(self) -> str:
        """What a browser asks again with. It is weak, since packed and unpacked share it."""
        return f'W/"{self.version}"'


Assets = Mapping[str, Asset]  # by name


def load_assets(folders: Sequence[Path], *, vendored: Path = VENDORED) -> Assets:
    """All files of these folders and those of others, by the names that pages use."""
    found = {f"vendor/{name}": asset for name, asset in _of_others(vendored)}
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            if file.is_file() and not file.is_relative_to(vendored):
                name = file.relative_to(folder).as_posix()
                if name in found:
                    raise ValueError(f"two files are called {name}")
                found[name] = _ours(file, found)
    return found


def address(assets: Assets, name: str) -> str:
    """Where a file is, for as long as it stays as it is."""
    return f"/static/{name}?v={assets[name].version}"


@route("/static/{name:path}", http_method=[HttpMethod.GET, HttpMethod.HEAD], include_in_schema=False)
async def send_asset(name: PathText, request: AnyRequest, state: State) -> Response[bytes]:
    """A file, packed if the browser likes that."""
    asset: Asset | None = state.assets.get(name.removeprefix("/"))
    if asset is None:
        raise NotFoundException
    lasting = request.query_params.get("v") == asset.version
    headers = {
        "Cache-Control": FOR_EVER if lasting else ASK_AGAIN,
        "ETag": asset.tag,
        "Vary": "Accept-Encoding",
    }
    if request.headers.get("if-none-match") == asset.tag:
        return Response(b"", status_code=304, headers=headers, media_type=asset.kind)
    if asset.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(asset.packed, headers=headers, media_type=asset.kind)
    return Response(asset.content, headers=headers, media_type=asset.kind)


def _of_others(folder: Path) -> Iterator[tuple[str, Asset]]:
    try:
        digests = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["sha256"]
    except FileNotFoundError:
        raise AssetsMissingError from None
    for name, digest in digests.items():
        file = folder / name
        packed = file.with_name(f"{file.name}.gz")
        asset = Asset(
            content=file.read_bytes(),
            packed=packed.read_bytes() if packed.exists() else None,
            kind=KINDS.get(file.suffix, PLAIN),
            version=digest[:12],
        )
        yield name, asset


def _ours(file: Path, others: Assets) -> Asset:
    content = file.read_bytes()
    if file.suffix == ".css":
        content = IN_STYLES.sub(lambda match: _lasting(match[1], others), content.decode()).encode()
    return Asset(
        content=content,
        packed=gzip.compress(content, mtime=0) if file.suffix in PACKED else None,
        kind=KINDS.get(file.suffix, PLAIN),
        version=hashlib.sha256(content).hexdigest()[:12],
    )


def _lasting(name: str, others: Assets) -> str:
    """A font's or picture's address in a style sheet, with its version."""
    version = f"?v={others[name].version}" if name in others else ""
    return f'url("{name}{version}")'
