# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody wants, or what was done."""

Items = tuple[tuple[str, int], ...]  # (service, quantity)
