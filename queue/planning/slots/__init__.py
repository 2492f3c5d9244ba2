# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which start times the staff of a day can serve: proven, and how many may be hidden."""
