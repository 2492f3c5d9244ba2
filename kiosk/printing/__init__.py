# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tickets on paper: what stands on them, how a printer understands it, and whether it has printed."""
