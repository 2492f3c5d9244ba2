# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked of the process that makes plans, and what it answers. Light: the server imports this."""

from dataclasses import dataclass

from aufruf.planning.plans.balance import Answer, Impossible, Moment, NothingFound, Problem, Proposal
from aufruf.planning.waits.scene import Scene

SECONDS = 15.0  # that a search may take, if not said otherwise
COMPARING = 30.0  # seconds beside, for playing the plans forward: what is not done by then stays unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A day that wants a plan; with `moment` one that has begun, of which only breaks may be moved.

    With `scene` both plans are played forward: its servers are those of `problem.people`, in their order.
    """

    problem: Problem
    seconds: float = SECONDS
    moment: Moment | None = None
    scene: Scene | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """The mean wait in minutes of all who come: in the mean of days, and where four days of five lie."""

    before: tuple[float, float, float]
    after: tuple[float, float, float]
    gain: tuple[float, float, float]  # by how much shorter it is, day by day


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One of the answers that there are: msgspec tells them apart by their place."""

    proposal: Proposal | None = None
    impossible: Impossible | None = None
    nothing_found: NothingFound | None = None
    waits: Waits | None = None  # comes later than the rest; None: not known


def reply_of(answer: Answer) -> Reply:
    """An answer of the solver, ready to travel."""
    match answer:
        case Proposal():
            return Reply(proposal=answer)
        case Impossible():
            return Reply(impossible=answer)
        case NothingFound():
            return Reply(nothing_found=answer)
