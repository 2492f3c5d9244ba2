# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is said of the printer on the command line of `aufruf-kiosk`, and the test page."""

import argparse
import datetime as dt
import logging
import re

from aufruf_kiosk.printing.asking import PrinterState, PrinterTrouble
from aufruf_kiosk.printing.fonts import advice
from aufruf_kiosk.printing.paper import DOTS, GENERIC, paper_kind
from aufruf_kiosk.printing.printer import PORT, EscPosPrinter

LARGEST_PORT = 65535
PLACE = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::(?P<port>\d{1,5}))?")
log = logging.getLogger("aufruf_kiosk")
WHAT_TO_DO = {
    PrinterState.PAPER_OUT: "Das Papier ist zu Ende: bitte eine neue Rolle einlegen.",
    PrinterState.COVER_OPEN: "Die Klappe des Druckers ist offen: bitte schließen.",
    PrinterState.GONE: "Der Drucker antwortet nicht oder ist gestört: Strom, Netzkabel und Messer prüfen.",
}


def add_printer_options(parser: argparse.ArgumentParser) -> None:
    """Which printer, which paper."""
    parser.add_argument("--printer", metavar="HOST[:PORT]", help="Bondrucker im Netz (ESC/POS, Port 9100)")
    parser.add_argument(
        "--printer-profile",
        metavar="NAME",
        default=GENERIC,
        help="Modell, wie python-escpos es nennt: TM-T20II",
    )
    parser.add_argument(
        "--paper", type=int, choices=sorted(DOTS), default=80, help="Breite des Papiers in mm"
    )
    parser.add_argument(
        "--print-pictures", action="store_true", help="alles als Bild, wenn Buchstaben falsch sind"
    )
    parser.add_argument("--test-print", action="store_true", help="eine Probeseite drucken und enden")


def printer_from(options: argparse.Namespace) -> EscPosPrinter | None:
    """The printer that was named, if any. Raises ValueError with a sentence."""
    if not options.printer:
        return None
    host, port = _place(options.printer)
    kind = paper_kind(
        profile=options.printer_profile, millimetres=options.paper, pictures=options.print_pictures
    )
    if missing := advice():
        log.warning("%s", missing)
    return EscPosPrinter(host, port, kind=kind)


async def print_test_page(printer: EscPosPrinter, *, office: str = "") -> str | None:
    """Print the test page. What has to be done first, if it did not come out."""
    try:
        await printer.print_specimen(office=office, printed_at=dt.datetime.now().astimezone())  # on this wall
    except PrinterTrouble as trouble:
        return WHAT_TO_DO[trouble.state]
    return advice()


def _place(text: str) -> tuple[str, int]:
    named = PLACE.fullmatch(text)
    port = int(named["port"] or PORT) if named else 0
    if named is None or not 0 < port <= LARGEST_PORT:
        raise ValueError(f"Der Drucker „{text}“ ist kein Rechner mit Port, wie drucker.rathaus:9100.")
    return named["host"].strip("[]"), port
