# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A linear program with whole numbers, written down column by column and row by row, and solved by HiGHS."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

import highspy
import numpy as np

# The class that `highspy.Highs` is derived from: that one prints a banner before it can be told to be quiet.
from highspy._core import _Highs


class Ending(Enum):
    """How a search ended."""

    SOLVED = "solved"
    NO_SOLUTION = "no_solution"
    OUT_OF_TIME = "out_of_time"


@dataclass(frozen=True, slots=True)
class Solution:
    """What was found: no `values` where nothing was; `bound` is below every solution. No cost is negative."""

    ending: Ending
    values: tuple[float, ...] = ()
    cost: float = 0.0
    bound: float = 0.0

    @property
    def gap(self) -> float:
        """By which share of its cost a better one could be better; no cost is below zero."""
        return (self.cost - max(self.bound, 0.0)) / self.cost if self.values and self.cost > 0 else 0.0


@dataclass(slots=True)
class Program:
    """Minimise the cost of the columns, so that each row lies between its limits."""

    _costs: list[float] = field(default_factory=list)
    _most: list[float] = field(default_factory=list)
    _whole: list[bool] = field(default_factory=list)
    _least_of_row: list[float] = field(default_factory=list)
    _most_of_row: list[float] = field(default_factory=list)
    _starts: list[int] = field(default_factory=lambda: [0])
    _columns: list[int] = field(default_factory=list)
    _factors: list[float] = field(default_factory=list)

    def add_column(self, *, cost: float = 0.0, most: float = highspy.kHighsInf, whole: bool = False) -> int:
        """One more number to be chosen, from 0 up to `most`."""
        self._costs.append(cost)
        self._most.append(most)
        self._whole.append(whole)
        return len(self._costs) - 1

    def add_row(
        self,
        terms: Sequence[tuple[int, float]],
        *,
        least: float = -highspy.kHighsInf,
        most: float = highspy.kHighsInf,
    ) -> None:
        """One more sum of columns times factors that lies between two limits."""
        for column, factor in terms:
            self._columns.append(column)
            self._factors.append(factor)
        self._starts.append(len(self._columns))
        self._least_of_row.append(least)
        self._most_of_row.append(most)

    def solve(
        self, *, seconds: float, gap: float = 0.0, begin_with: Mapping[int, float] | None = None
    ) -> Solution:
        """Search for at most so long. `begin_with` says some columns of a solution that is known.

        One thread and a fixed seed: as long as the time is enough, the same question has the same answer.
        """
        solver = _Highs()
        for name, value in {
            "output_flag": False,
            "log_to_console": False,
            "time_limit": max(seconds, 0.01),
            "threads": 1,
            "random_seed": 7,
            "mip_rel_gap": gap,
        }.items():
            solver.setOptionValue(name, value)
        solver.passModel(self._written())
        if begin_with and any(self._whole):
            columns = np.array(list(begin_with), dtype=np.int32)
            values = np.array(list(begin_with.values()), dtype=np.float64)
            solver.setSolution(len(columns), columns, values)
        solver.run()
        return self._read(solver)

    def _read(self, solver: _Highs) -> Solution:
        status = solver.getModelStatus()
        information = solver.getInfo()
        if status in {highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible}:
            return Solution(Ending.NO_SOLUTION)
        solved = status == highspy.HighsModelStatus.kOptimal
        ending = Ending.SOLVED if solved else Ending.OUT_OF_TIME
        found = information.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        if not found:
            return Solution(ending)
        cost = information.objective_function_value
        bound = information.mip_dual_bound if any(self._whole) else cost
        return Solution(ending, tuple(solver.getSolution().col_value), cost, bound)

    def _written(self) -> highspy.HighsLp:
        lp = highspy.HighsLp()
        lp.num_col_ = len(self._costs)
        lp.num_row_ = len(self._least_of_row)
        lp.col_cost_ = np.array(self._costs)
        lp.col_lower_ = np.zeros(len(self._costs))
        lp.col_upper_ = np.array(self._most)
        lp.row_lower_ = np.array(self._least_of_row)
        lp.row_upper_ = np.array(self._most_of_row)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.array(self._starts)
        lp.a_matrix_.index_ = np.array(self._columns)
        lp.a_matrix_.value_ = np.array(self._factors)
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[whole] for whole in self._whole]
        return lp
