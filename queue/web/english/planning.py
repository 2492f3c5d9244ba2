# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The supervisor's page of a day's plan."""

TEXTS = {
    "Abgelehnt": "Refused",
    "Als Balken": "As bars",
    "Angenommen": "Accepted",
    "Angenommen wird, was in den Feldern steht. Die Pausen gelten dann als angekündigt (§ 4 ArbZG).": (
        "What stands in the fields is what you accept. The breaks are announced then, as the law wants."
    ),
    "Arbeitszeit": "Working time",
    "Bedienbare Termine": "Appointments that can be served",
    "Beginn": "Begin",
    "Bisher": "Until now",
    "Das dauert einige Sekunden. Ein Vorschlag, der noch zu entscheiden ist, wird ersetzt.": (
        "This takes some seconds. A proposal that is still to be decided is replaced."
    ),
    "Die Pausen sind zu kurz: 30 Minuten nach 6 Stunden, 45 nach 9.": (
        "The breaks are too short: 30 minutes after 6 hours, 45 after 9."
    ),
    "Die Zeit reichte nicht für die ganze Suche: Es kann einen besseren Plan geben.": (
        "The time was too short for the whole search: there may be a better plan."
    ),
    "Dienste und Pausen": "Shifts and breaks",
    "Diese Termine könnte dann niemand mehr bedienen:": "Nobody could serve these appointments then:",
    "Eine Pause liegt am Anfang oder Ende des Dienstes.": (
        "A break lies at the begin or the end of the shift."
    ),
    "Ende": "End",
    "Es gibt noch keinen Verlauf: Bekannt sind nur die gebuchten Termine und die Dauern im Katalog. Wie "
    "viele ohne Termin kommen und wie lange jemand wartet, lässt sich noch nicht sagen.": (
        "There is no history yet: only the booked appointments and the durations of the catalogue are known. "
        "How many come without an appointment, and how long people wait, cannot be said yet."
    ),
    "Für diesen Tag gibt es keinen Plan. Diese Regeln widersprechen sich:": (
        "There is no plan for this day. These rules clash:"
    ),
    "Für diesen Tag gibt es noch keinen Vorschlag. Jede Nacht kommen Vorschläge für die nächsten drei "
    "offenen Tage.": (
        "There is no proposal for this day yet. Each night brings proposals for the next three open days."
    ),
    "Gelernt aus %(count)s Tag.": "Learned from %(count)s day.",
    "Gelernt aus %(count)s Tagen.": "Learned from %(count)s days.",
    "Grund der Ablehnung": "Reason for refusing",
    "Grund:": "Reason:",
    "Hier arbeitet noch niemand mit Namen.": "Nobody works here by name yet.",
    "Längste Zeit ohne Pause": "Longest time without a break",
    "Mehr als 6 Stunden am Stück ohne Pause.": "More than 6 hours at a stretch without a break.",
    "Mittlere Wartezeit": "Mean wait",
    "Neu berechnen": "Reckon anew",
    "Nicht erfüllt:": "Not met:",
    "Nur die Pausen verschieben, die Dienste bleiben": "Move the breaks alone, shifts stay",
    "Pausen": "Breaks",
    "Person": "Person",
    "Seit diesem Vorschlag hat sich etwas geändert:": "Something has changed since this proposal:",
    "Sicher ist das nicht: An vier von fünf Tagen liegt der Gewinn zwischen %(low)s und %(high)s Minuten.": (
        "That is not certain: on four days of five the gain is between %(low)s and %(high)s minutes."
    ),
    "Tage": "Days",
    "Vorschlag berechnen": "Make a proposal",
    "Was davon zu erwarten ist": "What to expect of it",
    "Wer kommt, wartet im Mittel %(minutes)s Minuten kürzer.": (
        "Whoever comes waits %(minutes)s minutes less on average."
    ),
    "Wer kommt, wartet im Mittel %(minutes)s Minuten länger.": (
        "Whoever comes waits %(minutes)s minutes longer on average."
    ),
    "Wer wann arbeitet": "Who works when",
    "abgelehnt": "refused",
    "angenommen": "accepted",
    "bisher": "until now",
    "geändert": "changed",
    "kein Dienst": "no shift",
    "unverändert": "unchanged",
    "zu entscheiden": "to be decided",
    "Ändern": "Change",
    "%(minutes)s Min. (an vier von fünf Tagen %(low)s bis %(high)s)": (
        "%(minutes)s min (on four days of five %(low)s to %(high)s)"
    ),
    "%(served)s von %(all)s": "%(served)s of %(all)s",
}
