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
#: Offices of AUFRUF-WAIT-1: of 30 staff, and of 4, 5 and 6.
WAIT_LARGE = (201, 202, 203, 204)
WAIT_SMALL = {211: 4, 212: 5, 213: 6}
#: Their days: to learn from, to recalibrate on, to measure.
WAIT_TRAINING, WAIT_CALIBRATION, WAIT_TEST = range(8001, 8021), range(8101, 8161), range(8201, 8401)
