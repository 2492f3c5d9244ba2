# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The slot engine with an error in it: copies of its modules, in which some words are others."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import aufruf.planning.slots.capacity

HOME = "aufruf.planning.slots"
MODULES = ("teams", "counts", "lanes", "ejection", "upper", "capacity")
Changes = Mapping[str, tuple[str, str]]  # module: these words → those

#: W2 adds up anew what it found; without this an error in the search shows.
TRUSTING = {
    "teams": (
        "if not team.serves(its_need) or mask & ~team.available or mask & before[-1]:",
        "if its_need < 0:",
    )
}
ERRORS: Mapping[str, Changes] = {
    "two bookings that overlap leave together": {"capacity": ("if not taken & mask:", "if taken >= 0:")},
    "who takes over need not be skilled": {
        "capacity": (
            "for other in self._roster.serving(self._bookings[index].need):",
            "for other in self._roster.teams:",
        ),
        "teams": ("for team in self.serving(need) if not window", "for team in self.teams if not window"),
    },
    "who is asked need not be skilled": {
        "teams": ("return self.skills is None or not need & ~self.skills", "return need >= 0")
    },
    "a run is taken for one minute longer": {
        "lanes": ("rest = length - (1 << power)", "rest = max(0, length - 1 - (1 << power))")
    },
    "a minute too much is asked for": {"lanes": ("found &= found >> rest", "found &= found >> rest + 1")},
    "runs go on from one lane into the next": {"lanes": ("- self._begin + 1\n", "- self._begin\n")},
    "H counts who is absent": {"upper": ("team.present & ~team.full", "0xFFFFF & ~team.full")},
    "H looks only for those who have room": {"upper": ("while grown:", "while not grown:")},
    "H forgets what is booked": {"upper": ("team.present & ~team.full", "team.present")},
    "W2 does not see the new appointment in the way": TRUSTING
    | {"ejection": ("if self.masks[booking] & self.masks[self.new] else", "if self.new < 0 else")},
    "W2 asks people who are absent": TRUSTING
    | {"ejection": ("for team in teams if not mask & ~team.available)", "for team in teams)")},
    "who has moved is not told": {"capacity": ("moved=tuple(moved)", "moved=tuple(moved[1:])")},
    "what somebody has promised leaves them free": {"teams": ("team.room = room ^ mask", "team.room = room")},
}


@contextmanager
def planted(changes: Changes) -> Iterator[ModuleType]:
    """The engine with these words changed, each of which must be there exactly once."""
    folder, name = Path(aufruf.planning.slots.capacity.__file__).parent, "planted_slots"
    made = [f"{name}.{module}" for module in MODULES]
    try:
        for module, full_name in zip(MODULES, made, strict=True):
            source = (folder / f"{module}.py").read_text(encoding="utf-8")
            if module in changes:
                before, after = changes[module]
                assert source.count(before) == 1, (module, before)
                source = source.replace(before, after)
            copy = sys.modules[full_name] = ModuleType(full_name)
            exec(compile(source.replace(HOME, name), full_name, "exec"), copy.__dict__)  # noqa: S102
        yield sys.modules[made[-1]]
    finally:
        for full_name in made:
            sys.modules.pop(full_name, None)
