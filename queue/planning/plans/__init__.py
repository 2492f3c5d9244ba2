# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Shifts and breaks for a day: the rules, the model, the search."""
