# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests, by how much of the real thing they use; a package, so that started processes find it."""
