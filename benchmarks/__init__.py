# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measured comparisons, side by side in one run; never part of the tests."""
