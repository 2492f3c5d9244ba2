# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything Aufruf refuses to do, and why.

    AufrufError
    ├── NotPossible              the state of the world forbids it           (409)
    │   ├── WrongState           the move is not allowed from this state
    │   ├── SlotTaken            somebody else has this time; others are named
    │   ├── NoCapacityLeft       nobody can serve this today; other times are named
    │   ├── HoldExpired          the reservation has lapsed
    │   ├── CounterBusy          somebody is at this counter already
    │   ├── CounterClosed        nobody has opened this counter
    │   ├── CounterTaken         a colleague sits at this counter
    │   ├── SelfService          citizens serve themselves there: nobody sits at a terminal
    │   ├── AlreadyAtCounter     this person has another counter open
    │   ├── AlreadyCheckedIn     this appointment has a ticket already
    │   ├── AlreadyAccepted      somebody else helps there already
    │   ├── TooEarly             check-in is not open yet
    │   ├── TooLate              check-in is over
    │   ├── OfficeClosed         the office is closed now
    │   ├── NameTaken            somebody else logs in with this name
    │   ├── NoPlanFound          the time was over, or the process ended, before there was a plan
    │   ├── PlanImpossible       the day's rules clash: there is nothing to accept
    │   ├── PlanOutdated         the day has changed since the plan was made; what is named
    │   └── AppointmentsTouched  a plan would leave appointments to nobody; they are named
    ├── NotValid                 what was sent makes no sense                (422)
    │   ├── OffGrid, OutsideOpening, OutsideBookingWindow, InThePast
    │   ├── RangeTooLong, NotCombinable, QuantityTooLarge, NotServedThere
    │   └── IdempotencyKeyReused
    ├── NotAuthenticated         we do not know who this is                  (401)
    ├── NotAllowed               known, but not for this                     (403)
    ├── NotFound                 there is no such thing, or not for you      (404)
    ├── TooMany                  too often in too short a time               (429)
    └── Unavailable              the database does not answer just now       (503)

The docstring is the sentence in English, `code` is stable and is what gets translated,
`facts` are the further members of the answer.
"""

from datetime import datetime
from typing import ClassVar


class AufrufError(Exception):
    """Aufruf could not do this."""

    code: ClassVar[str] = "internal"

    def __init__(self, **facts: object) -> None:
        super().__init__(self.__doc__)
        self.facts = facts


class NotPossible(AufrufError):
    """This is not possible right now."""

    code = "not_possible"


class WrongState(NotPossible):
    """This is no longer possible: things have moved on in the meantime."""

    code = "wrong_state"

    def __init__(self, *, state: str) -> None:
        super().__init__(state=state)


class SlotTaken(NotPossible):
    """This time has just been taken. Please choose another."""

    code = "slot_taken"

    def __init__(self, *, alternatives: tuple[datetime, ...] = ()) -> None:
        super().__init__(alternatives=alternatives)


class NoCapacityLeft(NotPossible):
    """We could not serve you before closing time today. Please choose an appointment."""

    code = "no_capacity_left"

    def __init__(self, *, alternatives: tuple[datetime, ...] = ()) -> None:
        super().__init__(alternatives=alternatives)


class HoldExpired(NotPossible):
    """The reservation has expired. Please choose a time again."""

    code = "hold_expired"


class CounterBusy(NotPossible):
    """Somebody is at this counter already. Please finish with them first."""

    code = "counter_busy"


class CounterClosed(NotPossible):
    """This counter is closed. Please open it first."""

    code = "counter_closed"


class CounterTaken(NotPossible):
    """A colleague is at this counter."""

    code = "counter_taken"


class SelfService(NotPossible):
    """Citizens serve themselves at this terminal. Please open another counter."""

    code = "self_service"


class AlreadyAtCounter(NotPossible):
    """You have opened another counter. Please close it first."""

    code = "already_at_counter"


class AlreadyCheckedIn(NotPossible):
    """You have checked in already. Your ticket is valid."""

    code = "already_checked_in"


class AlreadyAccepted(NotPossible):
    """Somebody has accepted this request for help already."""

    code = "already_accepted"


class TooEarly(NotPossible):
    """It is too early to check in. Please come back closer to your appointment."""

    code = "too_early"


class TooLate(NotPossible):
    """It is too late for this appointment. Please ask at reception or book again."""

    code = "too_late"


class OfficeClosed(NotPossible):
    """The office is closed at this time."""

    code = "office_closed"

    def __init__(self, *, reason: str = "") -> None:
        """Take why, where it was closed all of a sudden."""
        super().__init__(**({"reason": reason} if reason else {}))


class NameTaken(NotPossible):
    """Somebody else has this name already. Please choose another."""

    code = "name_taken"


class NoPlanFound(NotPossible):
    """No plan was found in time. Please try again, or plan this day by hand."""

    code = "no_plan_found"

    def __init__(self, *, why: str) -> None:
        """Take "time" (the search was ended), or "failed" (its process was)."""
        super().__init__(why=why)


class PlanImpossible(NotPossible):
    """Not all rules can be kept on this day, so there is no plan to accept."""

    code = "plan_impossible"


class PlanOutdated(NotPossible):
    """The day has changed since this plan was made. Please have a new one made."""

    code = "plan_outdated"

    def __init__(self, *, changed: tuple[dict[str, str | None], ...]) -> None:
        super().__init__(changed=changed)


class AppointmentsTouched(NotPossible):
    """With this plan, appointments could no longer be served."""

    code = "appointments_touched"

    def __init__(self, *, touched: tuple[str, ...]) -> None:
        super().__init__(touched=touched)


class NotValid(AufrufError):
    """Please check what you entered."""

    code = "not_valid"

    def __init__(self, *errors: tuple[str, str]) -> None:
        """Take (JSON pointer, what is wrong there) pairs."""
        super().__init__()
        self.errors = errors


class OffGrid(NotValid):
    """Appointments do not begin at this minute. Please choose an offered time."""

    code = "off_grid"


class OutsideOpening(NotValid):
    """The office does not give appointments at this time."""

    code = "outside_opening"


class OutsideBookingWindow(NotValid):
    """This day cannot be booked yet, or no longer."""

    code = "outside_booking_window"


class InThePast(NotValid):
    """This time is in the past."""

    code = "in_the_past"


class RangeTooLong(NotValid):
    """Please ask for 92 days at most."""

    code = "range_too_long"


class NotCombinable(NotValid):
    """These services cannot be combined in one appointment."""

    code = "not_combinable"


class QuantityTooLarge(NotValid):
    """This is more than can be done in one appointment."""

    code = "quantity_too_large"


class NotServedThere(NotValid):
    """Nobody at this counter can serve this. Please choose another counter."""

    code = "not_served_there"


class IdempotencyKeyReused(NotValid):
    """This Idempotency-Key was used with another body."""

    code = "idempotency_key_reused"


class NotAuthenticated(AufrufError):
    """Please log in."""

    code = "not_authenticated"


class NotAllowed(AufrufError):
    """You may not do this here."""

    code = "not_allowed"


class NotFound(AufrufError):
    """We could not find this."""

    code = "not_found"


class TooMany(AufrufError):
    """Too many attempts. Please wait a little."""

    code = "too_many"

    def __init__(self, *, retry_after_seconds: int) -> None:
        super().__init__()
        self.retry_after_seconds = retry_after_seconds


class Unavailable(AufrufError):
    """This cannot be reached just now. Please try again in a moment."""

    code = "unavailable"
