# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What all faces share: callers, sessions, limits, refusals as statuses, language."""
