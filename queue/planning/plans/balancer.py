# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A process that makes one plan: `python -m aufruf.planning.plans.balancer [FOLDER]`, question on stdin.

The answer is a line of JSON; where the plans are to be played forward, how long people wait is another. It
ends then, so whatever the solver does, the server neither waits nor grows for it. It is modest: people at the
counters go first.
"""

import os
import sys
from contextlib import ExitStack
from pathlib import Path

import msgspec

from aufruf.planning.plans.balance import Proposal
from aufruf.planning.plans.balancing import Question, Reply, Waits, reply_of
from aufruf.planning.plans.pooled_plan import propose, replan
from aufruf.planning.waits.worker import keep_compiled

MODESTY = 10  # of 19: how far it lets other processes go first


def main() -> None:
    """Answer the question on standard input."""
    os.nice(MODESTY)
    question = msgspec.json.decode(sys.stdin.buffer.read(), type=Question)
    if question.moment is None:
        answer = propose(question.problem, seconds=question.seconds)
    else:
        answer = replan(question.problem, question.moment, seconds=question.seconds)
    say(reply_of(answer))
    if isinstance(answer, Proposal) and question.scene is not None:
        with ExitStack() as living:
            if folders := sys.argv[1:]:
                keep_compiled(Path(folders[0]), living)
            # Numba takes its time, so the plan is told first; and it wants to know the folder.
            from aufruf.planning.plans.comparing import compare  # noqa: PLC0415

            until_now = [person.duty for person in question.problem.people]
            say(compare(question.scene, until_now, answer.duties))


def say(answer: Reply | Waits | None) -> None:
    """One line on standard output."""
    sys.stdout.buffer.write(msgspec.json.encode(answer) + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
