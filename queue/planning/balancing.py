# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked of the process that makes plans, and what it answers. Light: the server imports this."""

from dataclasses import dataclass

from aufruf.planning.balance import Answer, Impossible, Moment, NothingFound, Problem, Proposal

SECONDS = 15.0  # that a search may take, if not said otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A day that wants a plan; with `moment` one that has begun, of which only breaks may be moved."""

    problem: Problem
    seconds: float = SECONDS
    moment: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One of the answers that there are: msgspec tells them apart by their place."""

    proposal: Proposal | None = None
    impossible: Impossible | None = None
    nothing_found: NothingFound | None = None


def reply_of(answer: Answer) -> Reply:
    """An answer of the solver, ready to travel."""
    match answer:
        case Proposal():
            return Reply(proposal=answer)
        case Impossible():
            return Reply(impossible=answer)
        case NothingFound():
            return Reply(nothing_found=answer)
