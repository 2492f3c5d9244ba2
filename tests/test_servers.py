# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
import sys

import httpx
import pytest

from tests import servers
from tests.servers import ServerFailed, running_server

STAND_IN = """
import http.server, os, signal, sys
if os.environ.get("AUFRUF_STUBBORN"):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)

class Alive(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        print("asked", self.path, flush=True)
        self.send_response(200)
        self.end_headers()

http.server.HTTPServer(("127.0.0.1", int(sys.argv[4])), Alive).serve_forever()
"""
PROGRAM = (sys.executable, "-c", STAND_IN)


def test_a_server_runs_until_its_block_ends() -> None:
    with running_server({}, program=PROGRAM) as server:
        assert httpx.get(f"{server.url}/here", trust_env=False).status_code == 200
        assert "asked /here" in server.log

    with pytest.raises(httpx.ConnectError):
        httpx.get(server.url, trust_env=False)
    assert not server.folder.exists()


def test_a_server_that_does_not_come_up_is_told_with_its_log() -> None:
    with (
        pytest.raises(ServerFailed, match="no such address"),
        running_server({}, program=(sys.executable, "-c", "raise SystemExit('no such address')")),
    ):
        pytest.fail("it is said to run")


def test_a_server_that_does_not_go_is_killed_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers, "STOPPED_WITHIN", 0.3)

    with (
        pytest.raises(ServerFailed, match="SIGTERM"),
        running_server({"AUFRUF_STUBBORN": "1"}, program=PROGRAM) as server,
    ):
        pass

    assert server.process.poll() is not None


def test_only_the_test_says_which_settings_the_server_sees(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUFRUF_STUBBORN", "1")

    with running_server({}, program=PROGRAM):
        pass
