# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The edge of the web: whatever is sent, the answer says what was wrong, and nothing breaks."""

import httpx


async def test_the_server_is_alive(client: httpx.AsyncClient) -> None:
    assert (await client.get("/health/live")).status_code == 200
