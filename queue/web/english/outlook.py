# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The supervisor's outlook on a day."""

TEXTS = {
    "Ausblick": "Outlook",
    "Standort": "Office",
    "Tag": "Day",
    "Anzeigen": "Show",
    "Tag davor": "Day before",
    "Tag danach": "Day after",
    "An diesem Tag ist der Standort geschlossen.": "The office is closed on this day.",
    "Mit Termin erwartet": "Expected with an appointment",
    "Ohne Termin erwartet": "Expected without an appointment",
    "bisher %(count)s": "%(count)s so far",
    "Wartezeit der Nächsten": "Wait of whoever comes next",
    "Minuten": "minutes",
    "Gelernt aus": "Learned from",
    "%(count)s Tag": "%(count)s day",
    "%(count)s Tagen": "%(count)s days",
    "noch keinem Tag": "no day yet",
    "Personen je Viertelstunde": "People in a quarter of an hour",
    "Mitarbeitende im Dienst": "Staff on duty",
    "Wartezeit in Minuten": "Wait in minutes",
    "jetzt": "now",
    "Der Tag in Viertelstunden. Dieselben Zahlen stehen darunter in der Tabelle.": (
        "The day in quarters of an hour. The same numbers are in the table below."
    ),
    "mit Termin erwartet": "expected with an appointment",
    "ohne Termin erwartet": "expected without",
    "gekommen": "came",
    "im Dienst": "on duty",
    "im Vorschlag": "as proposed",
    "Wartezeit: acht von zehn": "wait of eight in ten",
    "wahrscheinliche Wartezeit": "likely wait",
    "Verlauf des Tages als Bild; die Tabelle darunter nennt alle Zahlen.": (
        "The course of the day as a picture; the table below has all its numbers."
    ),
    "Der Tag in Zahlen": "The day in numbers",
    "Ab": "From",
    "Erwartet mit Termin": "Expected with appointment",
    "Erwartet ohne Termin": "Expected without",
    "Gekommen mit Termin": "Came with appointment",
    "Gekommen ohne Termin": "Came without",
    "Im Dienst": "On duty",
    "Im Vorschlag": "As proposed",
    "%(low)s–%(high)s, wohl %(likely)s": "%(low)s–%(high)s, likely %(likely)s",
    "Vorschlag für den Dienst": "Proposed shifts",
    "Stimmten die genannten Wartezeiten?": "Were the waits right that people were told?",
    "Geplante und gemessene Dauer": "Planned and measured durations",
    "Für diesen und die nächsten Tage liegt kein Vorschlag vor.": (
        "There is no proposal for this day or the next ones."
    ),
    "Zu den Vorschlägen": "To the proposals",
    "zu entscheiden": "to be decided",
    "angenommen": "accepted",
    "abgelehnt": "refused",
    "Für diesen Tag ließ sich kein Vorschlag machen. Auf seiner Seite steht, woran es liegt.": (
        "No proposal could be made for this day; its page says why."
    ),
    "Alle zusammen warten im Mittel %(gain)s Minuten kürzer": "On average people wait %(gain)s minutes less",
    "Alle zusammen warten im Mittel %(gain)s Minuten länger": "On average people wait %(gain)s minutes more",
    "(acht von zehn Tagen: %(low)s bis %(high)s Minuten kürzer)": (
        "(eight in ten days: %(low)s to %(high)s minutes less)"
    ),
    "Dienst von heute und Vorschlag": "Today's shifts and the proposal",
    "Bisher": "Until now",
    "Mittlere Wartezeit": "Mean wait",
    "Bedienbare Termine": "Appointments that can be served",
    "Bezahlte Stunden": "Paid hours",
    "Ansehen und entscheiden": "Look at it and decide",
    "Ansehen": "Look at it",
    "In %(count)s von 100 Fällen lag die Wartezeit in der genannten Spanne; gemeint sind 80.": (
        "In %(count)s of 100 cases the wait was within the range that was told; 80 are meant to be."
    ),
    "Nach Wochen": "By week",
    "Woche ab": "Week from",
    "Genannt": "Told",
    "Davon richtig": "Of these right",
    "%(count)s von 100": "%(count)s of 100",
    "Gemessen": "Measured",
    "Vorschlag: %(minutes)s": "Proposed: %(minutes)s",
    "Alle Bearbeitungszeiten": "All service times",
}
