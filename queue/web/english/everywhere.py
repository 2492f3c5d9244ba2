# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Start page, log-in, errors, and what is around every page."""

TEXTS = {
    "Zum Inhalt springen": "Skip to content",
    "Hauptmenü": "Main menu",
    "Termin buchen": "Book an appointment",
    "Mein Termin": "My appointment",
    "Arbeitsplatz": "Staff",
    "Abmelden": "Log out",
    "Hinweis": "Notice",
    "Aufruf: Termine, Wartemarken und Aufrufe für Bürgerbüros": (
        "Aufruf: appointments, tickets and calls for citizen offices"
    ),
    "Schnittstelle (OpenAPI)": "Programming interface (OpenAPI)",
    "freiwillig": "optional",
    "Bitte prüfen Sie Ihre Eingabe": "Please check what you entered",
    "Willkommen": "Welcome",
    "Willkommen im Bürgerbüro": "Welcome to the citizen office",
    "Anliegen wählen, Ort und Zeit aussuchen, fertig. Ohne Konto.": (
        "Choose what it is about, then place and time. No account needed."
    ),
    "Mit Ihrem Code ansehen, verschieben oder absagen.": "View, move or cancel it with your code.",
    "Für Mitarbeitende: aufrufen, empfangen, Überblick.": "For staff: calling, reception, overview.",
    "Standorte": "Offices",
    "Wartemarke ziehen (Kiosk)": "Take a ticket (kiosk)",
    "Aufrufmonitor": "Waiting-room display",
    "Schalter und Empfang": "Counters and reception",
    "Warteschlange": "Queue",
    "Noch ist kein Standort eingerichtet. Die Einrichtung beginnt mit „aufruf import“.": (
        "No office has been set up yet. Set-up begins with “aufruf import”."
    ),
    "Und %(count)s weitere Standorte.": "And %(count)s more offices.",
    "Anmeldungen dieser Übung": "Log-ins of this rehearsal",
    "Diese Stadt ist erfunden. Mit diesen Namen können Sie alles ausprobieren.": (
        "This town is invented. With these names you can try everything."
    ),
    "Name": "Name",
    "Passwort": "Password",
    "Wofür": "What for",
    "Anmelden": "Log in",
    "Als %(name)s anmelden": "Log in as %(name)s",
    "Wie schnell die Uhr läuft": "How fast the clock runs",
    "Pause": "pause",
    "wie in Wirklichkeit": "as in real life",
    "Einstellen": "Set",
    "Sachbearbeitung": "clerk",
    "Empfang": "Reception",
    "Leitung": "supervisor",
    "Verwaltung": "administrator",
    "Hilfe an Terminals": "help at terminals",
    "In der Übung stehen die Namen und Passwörter auf der Startseite.": (
        "In this rehearsal names and passwords are on the start page."
    ),
    "Zur Startseite": "To the start page",
    "Zurück": "Back",
    "Fehler": "Error",
    "Vielleicht ist der Link unvollständig oder nicht mehr gültig. "
    "Mit Ihrem sechsstelligen Code finden Sie Ihren Termin wieder.": (
        "The link may be incomplete or no longer valid. Your six-character code finds your appointment."
    ),
    "In etwa %(minutes)s Minuten geht es wieder. Am Empfang hilft man Ihnen sofort.": (
        "Please try again in about %(minutes)s minutes. Reception can help you right away."
    ),
    "Ihre Angaben sind bei uns nicht angekommen. Bitte versuchen Sie es in einer Minute noch einmal.": (
        "What you entered did not reach us. Please try again in a minute."
    ),
}
