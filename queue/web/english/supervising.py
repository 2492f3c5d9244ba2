# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of those who lead an office."""

TEXTS = {
    "Ablehnen": "Refuse",
    "Annehmen": "Accept",
    "Aus %(count)s Tag.": "From %(count)s day.",
    "Aus %(count)s Tagen.": "From %(count)s days.",
    "Bearbeitungszeiten": "Service times",
    "Bearbeitungszeiten in Minuten": "Service times in minutes",
    "Besuche": "Visits",
    "Dienstleistung": "Service",
    "Durchschnitt": "Mean",
    "Ein angenommener Vorschlag gilt für neue Termine; vereinbarte behalten ihre Länge. Ein abgelehnter "
    "kommt 30 Tage lang nicht wieder.": "An accepted proposal holds for new appointments; those that exist "
    "keep their length. A refused one does not come back for 30 days.",
    "Gemessen wird vom Aufruf bis zur Verabschiedung, bei Besuchen mit einem einzigen Anliegen. Wer bedient "
    "hat, wird nicht festgehalten.": "Measured from the call to the farewell, for visits with one concern "
    "alone. Who served is not recorded.",
    "Geplant": "Planned",
    "Minuten; unter fünf Besuchen wird nichts gezeigt.": "Minutes; below five visits nothing is shown.",
    "Median": "Median",
    "Noch ist kein Tag ausgewertet.": "No day has been evaluated yet.",
    "Sie leiten keinen Standort.": "You do not lead an office.",
    "Vier von fünf unter": "Four of five below",
    "Vorschlag": "Proposal",
    "%(minutes)s Min.": "%(minutes)s min",
}
