# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A mark for German texts that are translated where somebody reads them."""


def words(german: str) -> str:
    """The text as it is: `tools/texts.py` finds it by this mark and puts it into the catalogues."""
    return german
