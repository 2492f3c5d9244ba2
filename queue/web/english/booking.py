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
    "Vormittag": "Morning",
    "Nachmittag": "Afternoon",
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
    "Bitte geben Sie Ihren Namen an (höchstens 200 Zeichen).": (
        "Please enter your name (200 characters at most)."
    ),
    "Diese E-Mail-Adresse ist nicht vollständig. Das Feld kann auch leer bleiben.": (
        "This e-mail address is not complete. You may leave the field empty."
    ),
    "Bitte nur Ziffern, Leerzeichen und + / - ( ). Das Feld kann auch leer bleiben.": (
        "Digits, spaces and + / - ( ) only, please. You may leave the field empty."
    ),
    "Zu diesem Code und Namen haben wir keinen Termin gefunden. Bitte prüfen Sie beides.": (
        "We found no appointment with this code and name. Please check both."
    ),
    "Mit dem Code und dem Namen, auf den gebucht wurde, finden Sie Ihren Termin wieder.": (
        "The code and the name it was booked under find your appointment."
    ),
    "Termin anzeigen": "Show the appointment",
    "Bitte bestätigen Sie Ihren Termin": "Please confirm your appointment",
    "Reserviert bis %(time)s": "Reserved until %(time)s",
    "noch %(minutes)s Min.": "%(minutes)s min left",
    "Ihr Termin ist bestätigt.": "Your appointment is confirmed.",
    "Die Reservierung ist abgelaufen": "The reservation has lapsed",
    "Die Zeit ist wieder frei für andere. Bitte wählen Sie neu.": (
        "The time is free for others again. Please choose once more."
    ),
    "Sie sind angemeldet": "You have checked in",
    "Bitte achten Sie auf den Aufruf Ihrer Wartemarke.": "Please watch for your ticket being called.",
    "Dieser Termin ist verstrichen": "This appointment has passed",
    "Dieser Termin ist abgesagt": "This appointment is cancelled",
    "Neuen Termin buchen": "Book a new appointment",
    "Mitbringen": "Please bring",
    "Ihr Code für die Anmeldung": "Your code for check-in",
    "Geben Sie ihn am Kiosk ein, zeigen Sie den QR-Code oder nennen Sie ihn am Empfang. "
    "Eine E-Mail-Adresse brauchen Sie nicht.": (
        "Enter it at the kiosk, show the QR code or say it at reception. You need no e-mail address."
    ),
    "QR-Code mit Ihrem Code %(code)s": "QR code with your code %(code)s",
    "Anmelden können Sie sich ab %(early)s Minuten vor dem Termin.": (
        "You can check in from %(early)s minutes before the appointment."
    ),
    "Termin bestätigen": "Confirm the appointment",
    "Ich brauche mehr Zeit": "I need more time",
    "Doch nicht": "Never mind",
    "In den Kalender": "Add to calendar",
    "Verschieben": "Move",
    "Absagen": "Cancel",
    "Termin verschieben": "Move the appointment",
    "Bisher": "So far",
    "Ihr bisheriger Termin bleibt, bis Sie einen neuen gewählt haben.": (
        "Your present appointment stays until you have chosen a new one."
    ),
    "Zurück zum Termin": "Back to the appointment",
}
