# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the doctor finds."""

from dataclasses import dataclass
from enum import Enum, auto


class Weight(Enum):
    """How much a finding matters."""

    FINE = auto()
    HINT = auto()  # worth a thought
    MEND = auto()  # something does not work, or soon will not


@dataclass(frozen=True, slots=True)
class Finding:
    """A plain sentence; where something is wrong it says what to do."""

    weight: Weight
    sentence: str


def fine(sentence: str) -> Finding:
    """This is as it should be."""
    return Finding(Weight.FINE, sentence)


def hint(sentence: str) -> Finding:
    """This works, and may not be what was meant."""
    return Finding(Weight.HINT, sentence)


def mend(sentence: str) -> Finding:
    """This has to be mended."""
    return Finding(Weight.MEND, sentence)
