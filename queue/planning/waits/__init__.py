# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rest of a day, played forward: how long whoever waits will wait."""
