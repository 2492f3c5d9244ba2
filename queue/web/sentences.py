# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each refusal in the user's language. English is the docstring in domain/errors.py."""

GERMAN = {
    "not_possible": "Das ist gerade nicht möglich.",
    "wrong_state": "Das geht nicht mehr: Inzwischen hat sich etwas geändert.",
    "slot_taken": "Dieser Termin wurde gerade vergeben. Bitte wählen Sie einen anderen.",
    "no_capacity_left": "Heute kommen Sie vor der Schließung nicht mehr dran. Bitte wählen Sie einen Termin.",
    "hold_expired": "Die Reservierung ist abgelaufen. Bitte wählen Sie erneut.",
    "counter_busy": "An diesem Schalter ist schon jemand. Bitte erst abschließen.",
    "counter_closed": "Dieser Schalter ist geschlossen. Bitte erst öffnen.",
    "counter_taken": "An diesem Schalter sitzt schon jemand anderes.",
    "already_at_counter": "Sie haben schon einen anderen Schalter geöffnet. Bitte erst schließen.",
    "already_checked_in": "Sie sind schon angemeldet. Ihre Wartemarke gilt.",
    "already_accepted": "Diesen Hilferuf hat schon jemand angenommen.",
    "too_early": "Für die Anmeldung ist es noch zu früh. Bitte kommen Sie kurz vor Ihrem Termin.",
    "too_late": "Für diesen Termin ist es zu spät. Bitte fragen Sie am Empfang oder buchen Sie neu.",
    "office_closed": "Der Standort ist zu dieser Zeit geschlossen.",
    "name_taken": "Diesen Namen hat schon jemand anderes. Bitte wählen Sie einen anderen.",
    "no_plan_found": "Kein Plan wurde rechtzeitig fertig. Bitte erneut versuchen oder von Hand planen.",
    "plan_impossible": "Nicht alle Regeln lassen sich hier einhalten: Es gibt keinen Plan zum Annehmen.",
    "plan_outdated": "Seit diesem Plan hat sich der Tag geändert. Bitte einen neuen berechnen lassen.",
    "appointments_touched": "Mit diesem Plan könnten Termine nicht mehr bedient werden.",
    "not_valid": "Bitte prüfen Sie Ihre Eingabe.",
    "off_grid": "Zu dieser Minute beginnt kein Termin. Bitte wählen Sie eine angebotene Zeit.",
    "outside_opening": "Zu dieser Zeit gibt der Standort keine Termine.",
    "outside_booking_window": "Dieser Tag ist noch nicht oder nicht mehr buchbar.",
    "in_the_past": "Diese Zeit liegt in der Vergangenheit.",
    "range_too_long": "Bitte fragen Sie höchstens 92 Tage ab.",
    "not_combinable": "Diese Anliegen lassen sich nicht in einem Termin verbinden.",
    "quantity_too_large": "Das ist mehr, als in einem Termin möglich ist.",
    "idempotency_key_reused": "Dieser Idempotency-Key wurde schon mit anderem Inhalt benutzt.",
    "not_authenticated": "Bitte melden Sie sich an.",
    "not_allowed": "Das dürfen Sie hier nicht.",
    "not_found": "Das haben wir nicht gefunden.",
    "too_many": "Zu viele Versuche. Bitte warten Sie ein wenig.",
    "unavailable": "Das ist gerade nicht zu erreichen. Bitte versuchen Sie es gleich noch einmal.",
    "too_large": "Das ist zu groß.",
    "malformed": "Das ist kein gültiges JSON.",
    "not_json": "Bitte als application/json senden.",
    "method_not_allowed": "Diese Methode gibt es hier nicht.",
    "internal": "Bei uns ist etwas schiefgegangen. Bitte versuchen Sie es noch einmal.",
}
ENGLISH = {
    "too_large": "This is too large.",
    "malformed": "This is not valid JSON.",
    "not_json": "Please send application/json.",
    "method_not_allowed": "This method does not exist here.",
    "internal": "Something went wrong on our side. Please try again.",
    "not_found": "We could not find this.",
    "not_valid": "Please check what you entered.",
}


def sentence(code: str, english: str | None, *, language: str) -> str:
    """The sentence for a code, in German unless English is wanted."""
    if language == "en":
        return english or ENGLISH[code]
    return GERMAN[code]
