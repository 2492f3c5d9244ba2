# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A process that makes one plan: `python -m aufruf.planning.balancer`, question on stdin, answer on stdout.

It ends with its answer, so whatever the solver does, the server neither waits nor grows for it. It is modest:
people at the counters go first.
"""

import os
import sys

import msgspec

from aufruf.planning.balancing import Question, reply_of
from aufruf.planning.pooled_plan import propose, replan

MODESTY = 10  # of 19: how far it lets other processes go first


def main() -> None:
    """Answer the question on standard input."""
    os.nice(MODESTY)
    question = msgspec.json.decode(sys.stdin.buffer.read(), type=Question)
    if question.moment is None:
        answer = propose(question.problem, seconds=question.seconds)
    else:
        answer = replan(question.problem, question.moment, seconds=question.seconds)
    sys.stdout.buffer.write(msgspec.json.encode(reply_of(answer)))


if __name__ == "__main__":
    main()
