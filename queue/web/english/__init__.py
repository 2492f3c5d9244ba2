# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""English for each German text of the pages."""

from aufruf.web.english import booking, everywhere, outlook, planning, supervising, visiting, working

ENGLISH = {
    **everywhere.TEXTS,
    **booking.TEXTS,
    **visiting.TEXTS,
    **supervising.TEXTS,
    **outlook.TEXTS,
    **planning.TEXTS,
    **working.TEXTS,
}
