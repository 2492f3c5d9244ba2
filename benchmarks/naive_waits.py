# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The yardstick for forecasts: all that is told of waits elsewhere, together, in one quantile regression.

Queue lengths, work ahead, who has waited longest (HOL), the last wait that ended (LES), the hour, the staff:
more than any of them alone, and fitted on the same days as the forecast.
"""

from collections.abc import Mapping

import highspy
import numpy as np

from aufruf.planning.waits.scene import Kind
from benchmarks.office_world import CLOSES, Numbers
from benchmarks.wait_days import Lived
from benchmarks.wait_sight import Sight, name_of

CAP = 200.0  # minutes: nobody would say more
LARGEST = 30.0  # coefficient of a feature of spread 1, in minutes


def features(lived: Lived, sight: Sight, who: int, mean: Mapping[str, float]) -> list[float]:
    """What is seen when somebody (a row of the day) takes a ticket."""
    office, day, scene = lived.office, lived.day, sight.scene
    now, class_ = scene.now, office.class_of[day.service[who]]
    able = lived.believed[:, class_]
    ahead = [ticket for j, ticket in zip(sight.people, scene.waiting, strict=True) if j != who]
    alike = [ticket for ticket in ahead if office.class_of[ticket.type] == class_]
    staff, able_staff = max(1, len(sight.on)), max(1, sum(bool(able[i]) for i in sight.on))
    flexible = sum(1.0 / lived.believed[i].sum() for i in sight.on if able[i])
    soon = [each for each in scene.expected if each.booked <= now + 30]
    soon_alike = [each for each in soon if office.class_of[each.type] == class_]
    work = sum(mean[name_of(ticket.type)] for ticket in ahead)
    own_work = sum(mean[name_of(ticket.type)] for ticket in alike)
    wait = _last_wait(lived, now, class_)
    longest = max((now - ticket.arrived for ticket in alike if ticket.kind == Kind.WALK_IN), default=0.0)
    oldest = max((now - ticket.arrived for ticket in ahead if ticket.kind == Kind.WALK_IN), default=0.0)
    hour = now / CLOSES
    later = sum(
        bool(able[i]) and office.custom.begins[i] <= now + 60 < office.custom.ends[i]
        for i in range(office.people)
    )
    plain = [
        (work + mean[name_of(int(day.service[who]))]) / staff,
        own_work / able_staff,
        own_work / max(0.25, flexible),
        own_work / max(0.5, later),
        sum(mean[name_of(each.type)] for each in soon_alike) / able_staff,
        sum(mean[name_of(each.type)] for each in soon) / staff,
        wait,
        longest,
        oldest,
        float(len(ahead)),
        float(len(alike)),
    ]
    plain = [min(CAP, each) for each in plain]
    return [
        1.0,
        *plain,
        *(each**0.5 for each in plain[:9]),
        hour,
        hour**2,
        plain[1] * hour,
        plain[7] * hour,
        (plain[1] * plain[7]) ** 0.5,
        float(staff),
        float(able_staff),
    ]


def _last_wait(lived: Lived, now: float, class_: int) -> float:
    """How long the last walk-in for such a service waited who has been called."""
    day, called = lived.day, lived.played.called
    rows = np.nonzero((called <= now) & (day.booked_at < 0) & (lived.office.class_of[day.service] == class_))[
        0
    ]
    if not len(rows):
        return 0.0
    last = rows[np.argmax(called[rows])]
    return float(called[last] - day.arrives[last])


def fit(rows: Numbers, waits: Numbers, level: float) -> Numbers:
    """The coefficients by which this share of the waits lies below: a linear program (Koenker, Bassett)."""
    count, width = rows.shape
    scale = np.maximum(rows.std(axis=0), 1e-9)
    scale[0] = 1.0
    scaled = rows / scale
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = width + 2 * count, count
    lp.col_cost_ = np.r_[np.zeros(width), np.full(count, level), np.full(count, 1 - level)]
    lp.col_lower_ = np.r_[np.full(width, -LARGEST), np.zeros(2 * count)]
    lp.col_upper_ = np.r_[np.full(width, LARGEST), np.full(2 * count, np.inf)]
    lp.row_lower_ = lp.row_upper_ = waits
    matrix = lp.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_ = np.arange(count + 1) * (width + 2)
    own = np.arange(count)[:, None]
    columns = np.broadcast_to(np.arange(width), (count, width))
    matrix.index_ = np.hstack([columns, width + own, width + count + own]).ravel()
    matrix.value_ = np.hstack([scaled, np.ones((count, 1)), -np.ones((count, 1))]).ravel()
    solver = highspy.Highs()  # type: ignore[no-untyped-call] # it says no types
    solver.setOptionValue("output_flag", False)
    solver.passModel(lp)
    solver.run()
    found = np.array(solver.getSolution().col_value[:width])
    return np.asarray(found / scale)
