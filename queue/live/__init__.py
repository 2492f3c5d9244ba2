# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""After the commit: wake-ups between processes, and who follows which office."""
