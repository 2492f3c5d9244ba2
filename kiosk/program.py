# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aufruf-kiosk`: the program on the terminal. docs/kiosk.md says how it is installed."""

import argparse
import asyncio
import logging
import os
import re
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

from aufruf_kiosk.ledger.ledger import LedgerInUse, LedgerTrouble
from aufruf_kiosk.printing.options import add_printer_options, print_test_page, printer_from
from aufruf_kiosk.running import Options, run, set_up
from aufruf_kiosk.server.token_file import NAME, TokenNotSafe
from aufruf_kiosk.serving.looks import LooksMissing

DONE, REFUSED = 0, 1  # bad input is 2, as argparse has it
HERE = "127.0.0.1"
PORT = 8081
LARGEST_PORT = 65535
SERVER = re.compile(r"https?://[^/?#\s@]+/?")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until told to stop."""
    parser = make_parser()
    said = parser.parse_args(arguments)
    options = _options(parser, said)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s", force=True)
    logging.getLogger("aufruf_kiosk").setLevel(logging.INFO)
    for talkative in ("httpx", "httpcore", "websockets", "uvicorn"):  # addresses hold tokens
        logging.getLogger(talkative).setLevel(logging.ERROR)
    try:
        if said.test_print:
            return _print_test_page(options)
        if said.set_up:
            return asyncio.run(set_up(options))
        with _listening(said.port) as listening:
            return asyncio.run(run(options, listening))
    except KeyboardInterrupt:
        return DONE
    except (LedgerInUse, LedgerTrouble, TokenNotSafe, LooksMissing, OSError) as error:
        sys.stderr.write(f"aufruf-kiosk: {_sentence(error, options, port=said.port)}\n")
        return REFUSED


def _print_test_page(options: Options) -> int:
    if options.printer is None:
        return REFUSED
    advice = asyncio.run(print_test_page(options.printer))
    sys.stderr.write(f"{advice}\n" if advice else "")
    return DONE if advice is None else REFUSED


def _sentence(error: Exception, options: Options, *, port: int) -> str:
    match error:
        case LedgerInUse():
            return f"In {options.folder} arbeitet schon ein anderes Programm."
        case LedgerTrouble():
            return f"Das Buch in {options.folder} lässt sich nicht öffnen ({error}). Ist die Platte voll?"
        case TokenNotSafe():
            return f"Andere können {error} lesen. Bitte: chmod 600 {error}"
        case OSError():
            return f"{error.strerror or error}: {error.filename or f'{HERE}:{port}'}"
        case _:
            return str(error)


def make_parser() -> argparse.ArgumentParser:
    """What may be said on the command line."""
    parser = argparse.ArgumentParser(
        prog="aufruf-kiosk", description="Der Kiosk auf dem Terminal: Seite, Buch und Drucker."
    )
    parser.add_argument("--server", required=True, type=_server, metavar="URL", help="die Adresse von Aufruf")
    add_printer_options(parser)
    parser.add_argument("--port", type=int, default=PORT, help="der Seite auf 127.0.0.1")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="wo Buch und Token liegen")
    parser.add_argument("--token-file", type=Path, metavar="FILE", help="statt DIR/token")
    parser.add_argument("--set-up", action="store_true", help="anmelden, den Katalog holen, enden")
    return parser


def _options(parser: argparse.ArgumentParser, said: argparse.Namespace) -> Options:
    """What was said, checked as a whole."""
    if not 0 <= said.port <= LARGEST_PORT:
        parser.error(f"--port: {said.port} ist kein Port")
    try:
        printer = printer_from(said)
    except ValueError as error:
        parser.error(str(error))
    if said.test_print and printer is None:
        parser.error("--test-print: welcher --printer?")
    name = "" if printer is None else f"{printer.host}:{printer.port}"
    folder = said.data_dir or _usual_folder()
    return Options(
        server=said.server,
        printer=printer,
        printer_name=name,
        folder=folder,
        token_file=said.token_file or folder / NAME,
    )


def _server(text: str) -> str:
    if SERVER.fullmatch(text) is None:
        raise argparse.ArgumentTypeError(f"{text} ist keine Adresse wie https://aufruf.example")
    return text.rstrip("/")


def _usual_folder() -> Path:
    home = os.environ.get("HOME")
    return Path(home) / ".local" / "share" / "aufruf-kiosk" if home else Path("data-kiosk")


def _listening(port: int) -> socket.socket:
    """The page's own door, on this machine alone."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HERE, port))
        listening.listen()
    except OSError:
        listening.close()
        raise
    return listening


if __name__ == "__main__":
    sys.exit(main())
