# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the kiosk's page does, by a client that was paired as a browser: a cookie says who it is."""

from typing import Any

import httpx


def where_it_is(client: httpx.AsyncClient) -> dict[str, str]:
    """What a browser says of the page that sends something."""
    return {"Origin": str(client.base_url).rstrip("/")}


async def touch(kiosk: httpx.AsyncClient, path: str, **body: Any) -> httpx.Response:
    """Do something at the kiosk: `tickets`, `check-ins`, `appointments`."""
    return await kiosk.post(f"/api/v1/kiosk/{path}", json=body, headers=where_it_is(kiosk))


async def draw(kiosk: httpx.AsyncClient, service: str = "ausweis", **more: Any) -> dict[str, Any]:
    """Take a ticket; with the path of its page on the phone."""
    answer = await touch(kiosk, "tickets", services=[service], **more)
    assert answer.status_code == httpx.codes.CREATED, answer.text
    ticket = dict(answer.json())
    return ticket | {"phone": f"/visits/{ticket['visit']}/{ticket['token']}"}
