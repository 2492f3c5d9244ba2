# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each refusal in the user's language. In English it may say more: domain/errors.py."""

from aufruf.domain.words import words
from aufruf.web.translation import translate

GERMAN = {
    "not_possible": words("Das ist gerade nicht möglich."),
    "wrong_state": words("Das geht nicht mehr: Inzwischen hat sich etwas geändert."),
    "slot_taken": words("Dieser Termin wurde gerade vergeben. Bitte wählen Sie einen anderen."),
    "no_capacity_left": words(
        "Heute kommen Sie vor der Schließung nicht mehr dran. Bitte wählen Sie einen Termin."
    ),
    "hold_expired": words("Die Reservierung ist abgelaufen. Bitte wählen Sie erneut."),
    "counter_busy": words("An diesem Schalter ist schon jemand. Bitte erst abschließen."),
    "counter_closed": words("Dieser Schalter ist geschlossen. Bitte erst öffnen."),
    "counter_taken": words("An diesem Schalter sitzt schon jemand anderes."),
    "self_service": words(
        "Hier bedienen sich Bürgerinnen und Bürger selbst. Bitte öffnen Sie einen anderen Schalter."
    ),
    "already_at_counter": words("Sie haben schon einen anderen Schalter geöffnet. Bitte erst schließen."),
    "already_checked_in": words("Sie sind schon angemeldet. Ihre Wartemarke gilt."),
    "already_accepted": words("Diesen Hilferuf hat schon jemand angenommen."),
    "too_early": words("Für die Anmeldung ist es noch zu früh. Bitte kommen Sie kurz vor Ihrem Termin."),
    "too_late": words("Für diesen Termin ist es zu spät. Bitte fragen Sie am Empfang oder buchen Sie neu."),
    "office_closed": words("Der Standort ist zu dieser Zeit geschlossen."),
    "name_taken": words("Diesen Namen hat schon jemand anderes. Bitte wählen Sie einen anderen."),
    "no_plan_found": words(
        "Kein Plan wurde rechtzeitig fertig. Bitte erneut versuchen oder von Hand planen."
    ),
    "plan_impossible": words(
        "Nicht alle Regeln lassen sich hier einhalten: Es gibt keinen Plan zum Annehmen."
    ),
    "plan_outdated": words("Seit diesem Plan hat sich der Tag geändert. Bitte einen neuen berechnen lassen."),
    "appointments_touched": words("Mit diesem Plan könnten Termine nicht mehr bedient werden."),
    "not_valid": words("Bitte prüfen Sie Ihre Eingabe."),
    "off_grid": words("Zu dieser Minute beginnt kein Termin. Bitte wählen Sie eine angebotene Zeit."),
    "outside_opening": words("Zu dieser Zeit gibt der Standort keine Termine."),
    "outside_booking_window": words("Dieser Tag ist noch nicht oder nicht mehr buchbar."),
    "in_the_past": words("Diese Zeit liegt in der Vergangenheit."),
    "range_too_long": words("Bitte fragen Sie höchstens 92 Tage ab."),
    "not_combinable": words("Diese Anliegen lassen sich nicht in einem Termin verbinden."),
    "quantity_too_large": words("Das ist mehr, als in einem Termin möglich ist."),
    "not_served_there": words(
        "An diesem Schalter kann dieses Anliegen niemand bedienen. Bitte wählen Sie einen anderen Schalter."
    ),
    "idempotency_key_reused": words("Dieser Idempotency-Key wurde schon mit anderem Inhalt benutzt."),
    "not_authenticated": words("Bitte melden Sie sich an."),
    "not_allowed": words("Das dürfen Sie hier nicht."),
    "not_found": words("Das haben wir nicht gefunden."),
    "too_many": words("Zu viele Versuche. Bitte warten Sie ein wenig."),
    "unavailable": words("Das ist gerade nicht zu erreichen. Bitte versuchen Sie es gleich noch einmal."),
    "too_large": words("Das ist zu groß."),
    "malformed": words("Das ist kein gültiges JSON."),
    "not_json": words("Bitte als application/json senden."),
    "method_not_allowed": words("Diese Methode gibt es hier nicht."),
    "internal": words("Bei uns ist etwas schiefgegangen. Bitte versuchen Sie es noch einmal."),
}


def sentence(code: str, english: str | None, *, language: str) -> str:
    """The sentence for a code; in English the one that the refusal itself brought, if it did."""
    if language == "en" and english:
        return english
    return translate(GERMAN[code], language)
