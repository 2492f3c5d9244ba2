# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why an office has to close all of a sudden. What is chosen here is read by citizens in their language."""

LONGEST_REASON = 200  # characters, also of one that somebody writes
REASONS = (
    "Technische Störung",
    "Stromausfall",
    "Zu wenige Mitarbeitende wegen Krankheit",
    "Wasserschaden",
    "Das Gebäude muss geräumt werden",
    "Ein Notfall im Haus",
)
