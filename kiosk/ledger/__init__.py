# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a kiosk has done, kept on its own disk: each touch once, by the true time."""
