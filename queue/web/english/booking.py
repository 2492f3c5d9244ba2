# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Booking an appointment, and the appointment's own page."""

TEXTS = {
    "Schritte der Buchung": "Steps of booking",
    "Anliegen": "Services",
    "Ort und Zeit": "Place and time",
    "Ihre Angaben": "Your details",
    "Bestätigen": "Confirm",
    "Termin buchen: Anliegen": "Book an appointment: services",
    "Worum geht es?": "What is it about?",
    "Bitte wählen Sie mindestens ein Anliegen.": "Please choose at least one service.",
    "Anliegen suchen": "Search for a service",
    "Suchen": "Search",
    "%(count)s Anliegen gefunden": "%(count)s services found",
    "Anliegen (mehrere sind möglich)": "Services (you may choose several)",
    "%(minutes)s Minuten": "%(minutes)s minutes",
    "Wie oft: %(name)s": "How many: %(name)s",
    "Dazu haben wir nichts gefunden. Versuchen Sie ein anderes Wort, zum Beispiel „Ausweis“ oder „Umzug“.": (
        "We found nothing for this. Please try another word, for instance “Ausweis” (identity card)."
    ),
    "Weiter zu Ort und Zeit": "Continue to place and time",
    "Tag": "Day",
    "Hier ist in den nächsten Wochen leider kein Termin frei. "
    "Bitte wählen Sie einen anderen Standort oder versuchen Sie es später noch einmal.": (
        "No appointment is free here in the coming weeks. Please choose another office or try again later."
    ),
    "Uhrzeiten anzeigen": "Show times",
    "Frühere Tage": "Earlier days",
    "Spätere Tage": "Later days",
    "Uhrzeit am %(day)s": "Time on %(day)s",
    "Termin buchen: Ort und Zeit": "Book an appointment: place and time",
    "Wo und wann?": "Where and when?",
    "Ihr Anliegen": "What it is about",
    "Anliegen ändern": "Change services",
    "Kein Standort bietet das alles zusammen an. Bitte buchen Sie die Anliegen einzeln.": (
        "No office offers all of this together. Please book the services one by one."
    ),
    "Standort": "Office",
    "ab %(day)s, %(time)s": "from %(day)s, %(time)s",
    "zurzeit nichts frei": "nothing free at present",
    "Termine anzeigen": "Show appointments",
    "Weiter zu Ihren Angaben": "Continue to your details",
    "Termin buchen: Ihre Angaben": "Book an appointment: your details",
    "Diese Zeiten sind noch frei": "These times are still free",
    "Ihr Termin": "Your appointment",
    "Wann": "When",
    "Wo": "Where",
    "Andere Zeit wählen": "Choose another time",
    "Vor- und Nachname": "First and last name",
    "E-Mail": "E-mail",
    "Telefon": "Telephone",
    "Nur wenn Sie eine Bestätigung möchten. Es geht auch ohne.": (
        "Only if you would like a confirmation. It works without, too."
    ),
    "Ihre Angaben werden %(days)s Tage nach dem Termin gelöscht.": (
        "Your details are deleted %(days)s days after the appointment."
    ),
    "Für %(minutes)s Minuten reservieren": "Reserve for %(minutes)s minutes",
}
