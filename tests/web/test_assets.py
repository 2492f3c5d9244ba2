# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Styles, scripts and fonts as they are sent: packed, kept for ever, or asked for again."""

import gzip
from pathlib import Path

import httpx
import pytest

from aufruf.app import STATIC
from aufruf.web.assets import AssetsMissingError, address, load_assets
from tests.web.on_sqlite import database_url as database_url
from tests.web.reading import link, open_page

KERN = "vendor/kern/kern.min.css"


async def test_a_style_sheet_is_sent_packed_to_whoever_likes_that(client: httpx.AsyncClient) -> None:
    where = link(await open_page(client, "/"), "kern.min.css")
    packed = await client.get(where, headers={"Accept-Encoding": "gzip, br"})
    plain = await client.get(where, headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text
    assert int(packed.headers["content-length"]) < 12_000
    assert {packed.headers["vary"], plain.headers["vary"]} == {"Accept-Encoding"}
    assert packed.headers["content-type"] == "text/css; charset=utf-8"


async def test_with_its_version_a_file_is_kept_for_ever_and_without_it_asked_for_again(
    client: httpx.AsyncClient,
) -> None:
    where = link(await open_page(client, "/"), "look.css")
    assert "immutable" in (await client.get(where)).headers["cache-control"]
    for other in (where.partition("?")[0], f"{where}0"):
        answer = await client.get(other)
        assert answer.headers["cache-control"] == "no-cache"
        again = await client.get(other, headers={"If-None-Match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


async def test_a_font_in_a_style_sheet_has_its_version_too(client: httpx.AsyncClient) -> None:
    styles = (await client.get(link(await open_page(client, "/"), "look.css"))).text
    font = styles.split('url("')[1].partition('"')[0]
    answer = await client.get(f"/static/{font}")
    assert answer.headers["content-type"] == "font/woff2"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.content.startswith(b"wOF2")


@pytest.mark.parametrize("name", ["gibt-es-nicht.css", "../app.py", "vendor/manifest.json", f"{KERN}.gz", ""])
async def test_nothing_else_is_sent(client: httpx.AsyncClient, name: str) -> None:
    assert (await client.get(f"/static/{name}")).status_code == 404


async def test_whoever_asks_for_the_head_gets_only_that(client: httpx.AsyncClient) -> None:
    answer = await client.head("/static/mark.svg")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")


def test_our_own_files_change_their_address_with_their_content(tmp_path: Path) -> None:
    file = tmp_path / "ours.css"
    seen = set()
    for text in ("p{top:0}", "p{top:1px}"):
        file.write_text(text)
        assets = load_assets([tmp_path])
        assert gzip.decompress(assets["ours.css"].packed or b"").decode() == text
        seen.add(address(assets, "ours.css"))
    assert len(seen) == 2


def test_no_two_files_have_the_same_name() -> None:
    load_assets(STATIC)
    with pytest.raises(ValueError, match="two files are called"):
        load_assets([STATIC[-1], STATIC[-1]])


def test_missing_files_of_others_are_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(AssetsMissingError, match="`make run`"):
        load_assets([], vendored=tmp_path)
