# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why an office has to close all of a sudden. What is chosen here is read by citizens in their language."""

from aufruf.domain.words import words

LONGEST_REASON = 200  # characters, also of one that somebody writes
REASONS = (
    words("Technische Störung"),
    words("Stromausfall"),
    words("Zu wenige Mitarbeitende wegen Krankheit"),
    words("Wasserschaden"),
    words("Das Gebäude muss geräumt werden"),
    words("Ein Notfall im Haus"),
)
