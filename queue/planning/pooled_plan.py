# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Find a day's plan with HiGHS. Import it only in a worker, a command, a test or a benchmark: it is heavy."""

from collections.abc import Sequence

from aufruf.planning.balance import Answer, Duty, Effect, Moment, Problem


def propose(problem: Problem, *, seconds: float | None = None) -> Answer:
    """The best shifts and breaks for a day, as far as they may be changed.

    Without `seconds` it takes 10 at most where only breaks may move, and 15 where shifts may.
    """
    raise NotImplementedError


def replan(problem: Problem, moment: Moment, *, seconds: float = 10.0) -> Answer:
    """The best breaks for the rest of a day that has begun."""
    raise NotImplementedError


def effect_of(problem: Problem, duties: Sequence[Duty | None]) -> Effect:
    """What is expected if these duties are kept, whatever rules they break."""
    raise NotImplementedError
