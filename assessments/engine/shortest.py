"""The shortest way: which learning steps to take when not all of them can be.

Choosing steps is a knapsack problem in which some items need others. SciPy's ``milp`` (the HiGHS
solver: Huangfu and Hall, 2018, doi:10.1007/s12532-017-0130-5) solves it to a gap of zero, and what
it says is checked again in whole numbers: readiness in tenths of a point, as shown, and hours.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from assessments.engine.plan import PlanStep
from roles.document.types import Skill

Ints = NDArray[np.int64]


class SolverError(RuntimeError):
    """The solver found no answer, or one that does not stand up to checking."""


@dataclass(frozen=True)
class Option:
    """A learning step that may be chosen.

    ``hours`` are whole and at least 1, ``points`` what it adds to readiness in percentage points
    with one decimal, at least 0. ``needs`` are keys of options that it cannot do without. A
    ``done`` option costs nothing more and its points are there already.
    """

    key: str
    hours: int
    points: float
    needs: frozenset[str] = frozenset()
    done: bool = False


@dataclass(frozen=True)
class Shortest:
    """The steps to take, ``keys`` in the order of the options, none of them done yet.

    ``hours`` is what they cost in all; ``start`` and ``readiness`` are per cent as shown (one
    decimal) before and after them, done steps counted. ``reachable`` is False when all steps
    together do not reach the target; then they are all chosen.
    """

    keys: tuple[str, ...]
    hours: int
    start: float
    readiness: float
    reachable: bool = True


def options_of(steps: Sequence[PlanStep], skills: Mapping[str, Skill]) -> list[Option]:
    """The learning steps of a plan as options, each with what a plan puts before it for a reason.

    A step to a level needs the lower steps of its own skill, and the steps up to the same level
    of every skill that its skill builds on, directly or through others.
    """
    above = {step.skill: _builds_on(step.skill, skills) for step in steps}
    return [
        Option(
            key=step.key,
            hours=step.hours,
            points=step.points,
            needs=frozenset(
                other.key
                for other in steps
                if (other.skill == step.skill and other.level < step.level)
                or (other.skill in above[step.skill] and other.level <= step.level)
            ),
            done=step.done,
        )
        for step in steps
    ]


def fewest_hours(options: Sequence[Option], *, readiness: float, target: float) -> Shortest:
    """The options that reach ``target`` in the fewest hours; of these, the most readiness.

    ``readiness`` (0-100 %, as shown) does not count done options, ``target`` is 0-100 %. A target
    that is reached already needs nothing. Raises ValueError for a target outside 0-100 or an
    option that needs one not given, SolverError when the solver fails.
    """
    if not 0 <= target <= 100:
        raise ValueError("target must be between 0 and 100")
    problem = _Problem(options, readiness)
    missing = math.ceil(round(target * 10, 6)) - problem.start
    if missing <= 0:
        return problem.answer(problem.nothing)
    if missing > problem.points.sum():
        return problem.answer(problem.nothing + 1, reachable=False)
    fewest = problem.solve(problem.hours, least_points=missing) @ problem.hours
    chosen = problem.solve(-problem.points, least_points=missing, most_hours=int(fewest))
    return problem.answer(chosen)


def most_readiness(options: Sequence[Option], *, readiness: float, hours: int) -> Shortest:
    """The options that add most to readiness within ``hours``; of these, the fewest hours.

    ``readiness`` as in ``fewest_hours``; ``hours`` are those still to come, whole. Raises
    ValueError for negative hours or an option that needs one not given, SolverError when the
    solver fails.
    """
    if hours < 0:
        raise ValueError("hours must not be negative")
    problem = _Problem(options, readiness)
    if hours == 0 or not problem.open:
        return problem.answer(problem.nothing)
    most = problem.solve(-problem.points, most_hours=hours) @ problem.points
    chosen = problem.solve(problem.hours, least_points=int(most), most_hours=hours)
    return problem.answer(chosen)


class _Problem:
    """The open options as arrays; a choice is an array of 0 and 1, shape (K,)."""

    def __init__(self, options: Sequence[Option], readiness: float) -> None:
        self.open = [option for option in options if not option.done]
        self.hours: Ints = np.array([option.hours for option in self.open], dtype=np.int64)
        self.points: Ints = np.array([_tenths(option.points) for option in self.open], np.int64)
        self.start = _tenths(readiness) + sum(_tenths(item.points) for item in options if item.done)
        self.nothing: Ints = np.zeros(len(self.open), dtype=np.int64)
        self.later, self.before = self._pairs({item.key for item in options if item.done})

    def _pairs(self, done: Collection[str]) -> tuple[Ints, Ints]:
        """Places of options and of what each still needs, shape (P,) both."""
        place = {option.key: row for row, option in enumerate(self.open)}
        missing = {need for option in self.open for need in option.needs} - {*place, *done}
        if missing:
            raise ValueError(f"needed but not given: {', '.join(sorted(missing))}")
        pairs = [
            (place[option.key], place[need])
            for option in self.open
            for need in sorted(option.needs - set(done))
        ]
        later, before = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
        return later, before

    def solve(self, cost: Ints, *, least_points: int = 0, most_hours: int | None = None) -> Ints:
        """The choice of lowest ``cost`` that keeps to the limits and to what options need."""
        budget = int(self.hours.sum()) if most_hours is None else most_hours
        limits = [
            LinearConstraint(self.points, lb=least_points),
            LinearConstraint(self.hours, ub=budget),
        ]
        if self.later.size:
            limits.append(LinearConstraint(self._order(), ub=0))
        found = milp(
            cost,
            integrality=np.ones_like(cost),
            bounds=Bounds(0, 1),
            constraints=limits,
            options={"mip_rel_gap": 0},
        )
        if not found.success:
            raise SolverError(f"No shortest way found: {found.message}")
        return self._checked(np.rint(found.x).astype(np.int64), least_points, budget)

    def _order(self) -> csr_array:
        """A row for each need: the later option minus the one before, at most 0."""
        rows = np.arange(self.later.size)
        signs = np.repeat([1, -1], rows.size)
        places = np.concatenate([self.later, self.before])
        shape = (rows.size, len(self.open))
        return csr_array((signs, (np.tile(rows, 2), places)), shape=shape)

    def _checked(self, chosen: Ints, least_points: int, budget: int) -> Ints:
        """``chosen`` if it keeps to every limit in whole numbers; raises SolverError if not."""
        if (
            not np.isin(chosen, (0, 1)).all()
            or chosen @ self.points < least_points
            or chosen @ self.hours > budget
            or (chosen[self.later] > chosen[self.before]).any()
        ):
            raise SolverError("The solver's answer breaks a limit once rounded.")
        return chosen

    def answer(self, chosen: Ints, *, reachable: bool = True) -> Shortest:
        """What a choice comes to."""
        return Shortest(
            keys=tuple(
                option.key for option, taken in zip(self.open, chosen, strict=True) if taken
            ),
            hours=int(chosen @ self.hours),
            start=self.start / 10,
            readiness=(self.start + int(chosen @ self.points)) / 10,
            reachable=reachable,
        )


def _tenths(points: float) -> int:
    return round(points * 10)


def _builds_on(skill: str, skills: Mapping[str, Skill]) -> set[str]:
    """Every skill that ``skill`` builds on, directly or through others."""
    found: set[str] = set()
    waiting = [skill]
    while waiting:
        slug = waiting.pop()
        before = set(skills[slug].prerequisites if slug in skills else ()) - found
        found |= before
        waiting += before
    return found
