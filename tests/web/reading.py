# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a test reads on a page, and how it sends a form: as a browser without JavaScript does."""

import html
import re

import httpx

from tests.web.served import PASSWORD

PAGE = {"Accept": "text/html", "Accept-Language": "de"}


def words(response: httpx.Response) -> str:
    """What can be read on a page, without its tags."""
    body = re.sub(r"<(script|style|head|dialog)\b.*?</\1>", " ", response.text, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def field(response: httpx.Response, name: str) -> str:
    """The value of the first field of this name."""
    found = re.search(rf'name="{name}" value="([^"]*)"', response.text)
    assert found, f"no field {name!r}"
    return html.unescape(found[1])


def link(response: httpx.Response, part: str) -> str:
    """The first address on the page that holds this part."""
    found = re.search(rf'(?:href|action|src)="([^"]*{part}[^"]*)"', response.text)
    assert found, f"no address with {part!r}"
    return html.unescape(found[1])


async def open_page(client: httpx.AsyncClient, address: str) -> httpx.Response:
    """Go to a page, wherever it leads."""
    return await client.get(address, headers=PAGE, follow_redirects=True)


async def send(client: httpx.AsyncClient, address: str, **fields: str) -> httpx.Response:
    """Send a form and see the page that it leads to."""
    return await client.post(address, data=fields, headers=PAGE, follow_redirects=True)


async def log_in(client: httpx.AsyncClient, name: str) -> str:
    """Log in; the secret that the pages' forms carry from now on."""
    page = await send(client, "/login", name=name, password=PASSWORD)
    assert page.status_code == 200
    return field(page, "csrf_token")
