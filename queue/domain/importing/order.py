# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""In which order an office's counters stand on lists."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Key = tuple[Any, ...]
Values = Mapping[str, Any]


def in_file_order(wanted: Iterable[Values], have: Mapping[Key, Values]) -> list[Values]:
    """The wanted counters with their positions, by (office, counter); `have` are the stored ones.

    Positions stay while their order is that of the file. Otherwise those of the file stand behind those
    that are kept though gone, so that what was stored, written and read again is the same.
    """
    by_office: dict[str, list[Values]] = defaultdict(list)
    for row in wanted:
        by_office[row["office_id"]].append(row)
    placed: list[Values] = []
    for office, rows in by_office.items():
        stored = {key[1]: row["position"] for key, row in have.items() if key[0] == office}
        placed += _placed(rows, stored)
    return placed


def _placed(rows: Sequence[Values], stored: Mapping[str, int]) -> list[Values]:
    ids = [row["id"] for row in rows]
    known = [counter for counter in ids if counter in stored]
    new = [counter for counter in ids if counter not in stored]
    positions = dict(stored)
    if [*sorted(known, key=lambda counter: (stored[counter], counter)), *new] != ids:
        positions = {counter: position for counter, position in stored.items() if counter not in ids}
        new = ids
    behind = max(positions.values(), default=-1) + 1
    positions |= {counter: behind + place for place, counter in enumerate(new)}
    return [{**row, "position": positions[row["id"]]} for row in rows]
