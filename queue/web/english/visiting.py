# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Kiosk, ticket, status on the phone, and the waiting-room display."""

TEXTS = {
    "Code aus sechs Zeichen": "Six-character code",
    "Ich habe einen Termin": "I have an appointment",
    "Ich habe keinen Termin": "I have no appointment",
    "Langes Warten fällt mir schwer (Rollstuhl, Schwangerschaft, kleine Kinder)": (
        "Waiting long is hard for me (wheelchair, pregnancy, small children)"
    ),
    "Ohne Termin können wir gerade niemanden annehmen. Bitte buchen Sie einen Termin.": (
        "We cannot take anybody without an appointment right now. Please book an appointment."
    ),
    "Willkommen! Was möchten Sie tun?": "Welcome! What would you like to do?",
    "Wählen Sie Ihr Anliegen, dann kommt Ihre Wartemarke.": "Choose what it is about to get your ticket.",
    "Zurzeit wartet %(count)s Person.": "%(count)s person is waiting now.",
    "Zurzeit warten %(count)s Personen.": "%(count)s people are waiting now.",
    "%(count)s Person wird vor Ihnen aufgerufen.": "%(count)s person will be called before you.",
    "%(count)s Personen werden vor Ihnen aufgerufen.": "%(count)s people will be called before you.",
    "Drucken": "Print",
    "Fertig": "Done",
    "Brauchen Sie mehr Zeit?": "Do you need more time?",
    "Gleich erscheint wieder der Anfang.": "The first screen will be back in a moment.",
    "Mehr Zeit": "More time",
    "Ihre Wartemarke": "Your ticket",
    "Meine Wartemarke verfolgen": "Follow my ticket",
    "QR-Code: Ihre Wartemarke auf dem Telefon": "QR code: your ticket on the phone",
    "Scannen Sie den Code: Ihr Telefon zeigt, wann Sie dran sind.": (
        "Scan the code: your phone shows when it is your turn."
    ),
    "Sie sind als Nächstes dran.": "You are next.",
    "Bitte warten Sie, bis Ihre Nummer erscheint.": "Please wait until your number appears.",
    "Nummer": "Number",
    "Schalter": "Counters",
    "Stand %(time)s, alle 5 Sekunden neu": "As of %(time)s, renewed every 5 seconds",
    "Davor aufgerufen": "Called before",
    "zu Schalter": "to counter",
    "Ton ist aus: hier tippen": "Sound is off: tap here",
    "Verbindung gestört.": "Connection lost.",
    'Stand <span id="since"></span>. Bitte achten Sie auf Durchsagen.': (
        'As of <span id="since"></span>. Please listen for announcements.'
    ),
    "Gerät koppeln": "Pair a device",
    "Dieses Gerät ist noch nicht gekoppelt": "This device is not paired yet",
    "Auf dem Server ausführen:": "Run on the server:",
    "Die Zeichenfolge aus der letzten Zeile hier eingeben. Das Gerät merkt sie sich.": (
        "Enter the token from the last line here. The device remembers it."
    ),
    "Zeichenfolge": "Token",
    "Koppeln": "Pair",
    "Diese Zeichenfolge kennen wir nicht.": "We do not know this token.",
    "Bitte gehen Sie zu Schalter": "Please go to counter",
    "Bitte melden Sie sich am Schalter oder am Empfang, wenn es weitergehen kann.": (
        "Please tell the counter or reception when you are ready to go on."
    ),
    "Es geht an einem anderen Standort weiter.": "It goes on at another office.",
    "Ich brauche noch %(minutes)s Minuten": "I need %(minutes)s more minutes",
    "Ich kann nicht mehr warten": "I can’t wait any longer",
    "Ihr Besuch ist abgeschlossen. Auf Wiedersehen!": "Your visit is complete. Goodbye!",
    "Ihr Vorgang ruht, zum Beispiel bis ein Formular ausgefüllt ist.": (
        "Your visit is set aside, for instance until a form is filled in."
    ),
    "Ihre Wartemarke ist nicht mehr gültig.": "Your ticket is no longer valid.",
    "Nach fünf Minuten warten Sie von selbst wieder.": "After five minutes you wait again by yourself.",
    "Wenn Sie hier sind, melden Sie sich bitte am Empfang.": "If you are here, please tell reception.",
    "Sie sind an Schalter %(counter)s.": "You are at counter %(counter)s.",
    "Sie sind dran": "It is your turn",
    "Bitte gehen Sie zu Schalter %(counter)s.": "Please go to counter %(counter)s.",
    "%(count)s vor Ihnen": "%(count)s before you",
    "Verbindung gestört": "Connection lost",
    "Neu laden": "Reload",
    "Stand": "As of",
    "Vor %(time)s rufen wir Sie nicht auf.": "We will not call you before %(time)s.",
    "Wie lange das dauert, können wir noch nicht sagen.": "How long this takes, we cannot say yet.",
    "Wir haben Sie aufgerufen, aber nicht angetroffen.": "We called you, but you were not there.",
    "Wir konnten Sie heute leider nicht mehr bedienen.": "Sorry, we could not serve you today.",
    "Zu Ihrer neuen Wartemarke": "To your new ticket",
    "Aktualisieren": "Refresh",
    "Da seit": "Here since",
    "Termin": "Appointment",
    "Wartezeit": "Waiting time",
    "unter 5 Minuten": "less than 5 minutes",
    "bis zu %(minutes)s Minuten": "up to %(minutes)s minutes",
    "etwa %(minutes)s Minuten": "about %(minutes)s minutes",
    "etwa %(low)s–%(high)s Minuten": "about %(low)s–%(high)s minutes",
    "noch nicht bekannt": "not known yet",
    "Es kann sein, dass Sie heute nicht mehr an die Reihe kommen.": "It may not be your turn today any more.",
    "Zuerst gesagt": "Told at first",
    "dran gegen %(time)s": "your turn at about %(time)s",
    "Wer jetzt eine Wartemarke zieht, wartet unter 5 Minuten.": (
        "Who takes a ticket now waits less than 5 minutes."
    ),
    "Wer jetzt eine Wartemarke zieht, wartet bis zu %(high)s Minuten.": (
        "Who takes a ticket now waits up to %(high)s minutes."
    ),
    "Wer jetzt eine Wartemarke zieht, wartet etwa %(high)s Minuten.": (
        "Who takes a ticket now waits about %(high)s minutes."
    ),
    "Wer jetzt eine Wartemarke zieht, wartet etwa %(low)s–%(high)s Minuten.": (
        "Who takes a ticket now waits about %(low)s–%(high)s minutes."
    ),
}
