# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Seeds that only a measurement may see: whatever tunes a number must not import this, nor name them."""

#: Offices of AUFRUF-PLAN-1.
PLAN_OFFICES = (101, 102, 103)
#: Their days that are measured, and the days before, from which an office learns.
PLAN_DAYS = range(7001, 7041)
PLAN_TRAINING_DAYS = range(6001, 6041)
#: Days of AUFRUF-SLOT-1 on which people ask for times one after the other.
SLOT_STREAMS = (500, 501, 502, 503, 504, 505)
