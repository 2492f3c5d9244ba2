# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an office's own events teach: durations, arrivals, who comes, how right forecasts were."""
