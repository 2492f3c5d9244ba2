# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The forecasting process: takes scenes on standard input, answers on standard output, and nothing else.

A server starts one (`python -m aufruf.planning.waits.worker PARENT FOLDER`) and is its only user; it ends
with that server, however that ends. What Numba has compiled is kept for the next start: beside the code where
that may be written, else in FOLDER, else in a folder that goes with the process.
"""

import ctypes
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import BinaryIO

from aufruf.planning.waits import talking
from aufruf.planning.waits.scene import Coming, Expected, Kind, Rule, Scene, Server, Ticket, Today, Type

NICE = 10  # whoever calls and books goes first
SET_PARENT_DEATH_SIGNAL = 1  # of prctl(2)


def main(arguments: Sequence[str]) -> int:
    """Answer until the server is gone."""
    parent, folder = int(arguments[0]), Path(arguments[1])
    end_with(parent)
    answers = own_output()
    with suppress(OSError):
        os.nice(NICE)
    with ExitStack() as living:
        keep_compiled(folder, living)
        try:
            # Not before the folder is named; and a machine on which it does not work says so to the server.
            from aufruf.planning.waits.simulate import outlook  # noqa: PLC0415

            outlook(TRIAL)
        except Exception as error:  # noqa: BLE001 (every kind is told, with its place)
            say(answers, talking.Failed(place_of(error)))
            return 1
        say(answers, talking.Ready())
        while (scene := heard(sys.stdin.buffer)) is not None:
            try:
                said: talking.Said = talking.Foreseen(outlook(scene))
            except Exception as error:  # noqa: BLE001 (the same; the next scene may do)
                said = talking.Failed(place_of(error))
            say(answers, said)
    return 0


def end_with(parent: int) -> None:
    """End when the server does, also when it is killed; interrupts are meant for the server."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(OSError, AttributeError):  # elsewhere than on Linux the end of the input has to do
        ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit(0)  # it was gone before


def own_output() -> BinaryIO:
    """Standard output for answers alone: what a library prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return answers


def keep_compiled(folder: Path, living: ExitStack) -> None:
    """Choose where compiled code is kept, unless somebody has."""
    if "NUMBA_CACHE_DIR" in os.environ or may_write(Path(__file__).parent / "__pycache__"):
        return
    if may_write(folder):
        os.environ["NUMBA_CACHE_DIR"] = str(folder)
    else:
        own = living.enter_context(tempfile.TemporaryDirectory(prefix="aufruf-numba-"))
        os.environ["NUMBA_CACHE_DIR"] = own


def may_write(folder: Path) -> bool:
    """Whether there is such a folder, or can be, in which this process may write."""
    with suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder.is_dir() and os.access(folder, os.W_OK)


def heard(questions: BinaryIO) -> Scene | None:
    """The next scene; None once nobody asks any more."""
    head = questions.read(talking.LENGTH.size)
    if len(head) < talking.LENGTH.size:
        return None
    length = talking.length_of(head)
    body = questions.read(length)
    return talking.read_scene(body) if len(body) == length else None


def say(answers: BinaryIO, said: talking.Said) -> None:
    """Answer; to nobody, if the server has gone meanwhile."""
    with suppress(BrokenPipeError):
        answers.write(talking.framed(said))
        answers.flush()


def place_of(error: Exception) -> str:
    """The kind of an error and where it happened. Its words may hold anything."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"


_RULE = Rule(credit=(0.0, 60.0, 120.0), rate=(1.0, 3.0, 5.0), early=5.0, grace=10.0)
TRIAL = Scene(  # something of everything, so that all of it is compiled before somebody waits for an answer
    now=540.0,
    ends=720.0,
    rule=_RULE,
    types=(Type(log_mean=2.3, log_sd=0.5), Type(log_mean=1.6, log_sd=0.5)),
    servers=(
        Server(can=(True, True), begins=540.0, ends=720.0, breaks=((600.0, 15.0),), serves=0, since=535.0),
        Server(can=(True, False), begins=555.0, ends=720.0),
    ),
    waiting=(
        Ticket(type=0, kind=Kind.WALK_IN, arrived=530.0),
        Ticket(type=1, kind=Kind.APPOINTMENT, arrived=530.0, booked=545.0),
        Ticket(type=1, kind=Kind.PRIORITY, arrived=531.0, not_before=541.0, server=0),
    ),
    expected=(Expected(type=0, booked=560.0, shows=0.8),),
    coming=Coming(quarters=(1.0,) * 96, mix=(0.5, 0.5), priority_share=0.1, until=700.0),
    today=Today(served=3, slower=0.1, came=4, came_expected=5.0),
    late_mean=-5.0,
    late_sd=6.0,
    patience=120.0,
    no_answer=0.05,
    between=0.5,
    questions=(Ticket(type=0, kind=Kind.WALK_IN, arrived=540.0),),
    futures=2,
)

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
