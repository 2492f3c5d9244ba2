# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Booking codes and opaque ids, from random draws that are given."""

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without 0 O, 1 I L
CODE_LENGTH = 6
QR_PREFIX = "AUFRUF:"


def booking_code(draw: int) -> str:
    """Six characters without look-alikes, for people. `draw` is uniform below CODES."""
    letters = []
    for _ in range(CODE_LENGTH):
        draw, index = divmod(draw, len(ALPHABET))
        letters.append(ALPHABET[index])
    return "".join(letters)


CODES = len(ALPHABET) ** CODE_LENGTH


def read_code(text: str) -> str:
    """What somebody typed or scanned, as a code: spaces, dashes, case and the QR prefix do not matter."""
    return "".join(text.strip().upper().removeprefix(QR_PREFIX).split()).replace("-", "")


def qr_text(code: str) -> str:
    """What the QR code of an appointment says."""
    return QR_PREFIX + code
