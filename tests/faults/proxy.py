# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A real nginx with the very file that docs/deploy shows, in front of servers of a test."""

import ssl
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.faults.programs import program
from tests.ports import free_port
from tests.throwaway import throwaway_folder

SITE = Path(__file__).parents[2] / "docs/deploy/nginx.conf"
AROUND = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""
STARTS_WITHIN = 10  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxy:
    """Where people come in."""

    url: str
    plain_url: str  # without TLS
    folder: Path
    trust: ssl.SSLContext

    @property
    def logs(self) -> str:
        """All that it has written down."""
        return "".join(log.read_text() for log in sorted(self.folder.glob("*.log")))


def site(folder: Path, *, port: int, plain_port: int, servers: Sequence[int]) -> str:
    """The file as an administrator would set it for this machine; each place must be there to be set."""
    lines = "\n".join(f"    server 127.0.0.1:{each} max_fails=1 fail_timeout=2s;" for each in servers)
    places = {
        "    server 127.0.0.1:8000 max_fails=1 fail_timeout=2s;": lines,
        "listen 80;": f"listen 127.0.0.1:{plain_port};",
        "listen 443 ssl;": f"listen 127.0.0.1:{port} ssl;",
        "termine.example;": "localhost;",
        "https://$host$request_uri": f"https://$host:{port}$request_uri",
        "/etc/ssl/aufruf/": f"{folder}/",
        "/var/log/nginx/": f"{folder}/",
    }
    text = SITE.read_text()
    for place, own in places.items():
        assert place in text, place
        text = text.replace(place, own)
    return text


@contextmanager
def proxy_to(port: int, servers: Sequence[int]) -> Iterator[Proxy]:
    """nginx on this port with a certificate of its own, until the block ends."""
    nginx, openssl = program("nginx", "nginx-light"), program("openssl", "openssl")
    with throwaway_folder("proxy") as folder:
        folder.chmod(0o755)  # as root its workers are somebody else
        certificate = folder / "fullchain.pem"
        command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
        command += ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
        command += ["-keyout", str(folder / "privkey.pem"), "-out", str(certificate)]
        subprocess.run(command, check=True, capture_output=True)
        plain_port = free_port()
        (folder / "site.conf").write_text(site(folder, port=port, plain_port=plain_port, servers=servers))
        (folder / "nginx.conf").write_text(AROUND.format(folder=folder))
        trust = ssl.create_default_context(cafile=str(certificate))
        with subprocess.Popen([nginx, "-p", str(folder), "-c", str(folder / "nginx.conf")]) as process:
            try:
                url = f"https://localhost:{port}"
                _await_life(url, trust, process)
                yield Proxy(url=url, plain_url=f"http://localhost:{plain_port}", folder=folder, trust=trust)
            finally:
                process.terminate()


def _await_life(url: str, trust: ssl.SSLContext, process: "subprocess.Popen[bytes]") -> None:
    give_up = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < give_up and process.poll() is None:
        try:
            httpx.get(f"{url}/metrics", verify=trust, trust_env=False, timeout=2)
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"nginx does not answer (exit code {process.poll()})")
