# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""QR codes, drawn as SVG."""

import io

import qrcode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.svg import SvgPathImage


def qr_svg(text: str) -> bytes:
    """A QR code that says this, as an SVG document with a quiet zone."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=4, image_factory=SvgPathImage)
    code.add_data(text)
    drawn = io.BytesIO()
    code.make_image().save(drawn)
    return drawn.getvalue()
