# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Thin: rows in, domain values out. Nothing here decides anything."""
