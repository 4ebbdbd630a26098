"""What would change the recommendation: the fewest hours after which another role comes first.

By fit alone, since learning changes what one can do. Each role's log likelihood in one manner of
rating is a sum over skills, so it is linear in the steps taken; that the wanted role is first in
its best manner, whatever manner suits the others, makes a mixed-integer problem. The others enter
it one by one, only once they are ahead (cutting planes), until none is: the answer is then the
cheapest there is, because every problem on the way asked for less.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack

from assessments.engine import likelihood
from assessments.engine.fit import fit
from assessments.engine.plan import PlanStep
from assessments.engine.profiles import Floats, RoleProfiles
from assessments.engine.shortest import Option, SolverError, options_of
from roles.document.types import Skill

AHEAD = 0.01  # of log likelihood: more than the solver may leak, less than can be seen
TIE = 1e-6  # less is level, and level is not first
MOST_ROUNDS = 200
# Rivals that enter the problem at once, those furthest ahead. With hundreds the solver takes half a
# minute; but what puts a role before the strongest mostly puts it before the others too, and those
# that are still ahead then enter next.
MOST_AT_ONCE = 25


@dataclass(frozen=True)
class Overtaking:
    """The steps to take, ``keys``, and their ``hours``; ``reachable`` False where none suffice.

    ``still_ahead`` are then the roles (rows) before the wanted one with every step taken.
    """

    keys: tuple[str, ...]
    hours: int
    reachable: bool
    still_ahead: tuple[int, ...] = ()


def overtake(
    profiles: RoleProfiles,
    ratings: Floats,
    role: int,
    steps: Sequence[PlanStep],
    skills: Mapping[str, Skill],
) -> Overtaking:
    """The fewest hours after which ``role`` (row) comes first by fit.

    ``ratings`` (S,) 0-4, NaN for unknown, as rated; ``steps`` the learning steps of the role's
    plan, at their cheapest (assessments.engine.plan.learning_steps): done ones count as learnt,
    the others are the choice. What a step needs is as in assessments.engine.shortest. Raises
    SolverError when the solver fails.
    """
    problem = _OvertakeProblem(profiles, ratings, role, steps, options_of(steps, skills))
    everything = np.ones(len(problem.open))
    chosen = problem.solve()
    if chosen is None:
        return Overtaking((), 0, False, problem.ahead(everything))
    taken = [option for option, take in zip(problem.open, chosen, strict=True) if take]
    return Overtaking(
        tuple(option.key for option in taken), sum(option.hours for option in taken), True
    )


class _OvertakeProblem:
    """K open steps as 0 or 1, then one 0 or 1 for each of the M manners, then the likelihood."""

    def __init__(
        self,
        profiles: RoleProfiles,
        ratings: Floats,
        role: int,
        steps: Sequence[PlanStep],
        options: Sequence[Option],
    ) -> None:
        self.profiles, self.role = profiles, role
        columns = {slug: column for column, slug in enumerate(profiles.skill_slugs)}
        self.now = np.array(ratings)
        for step in steps:
            if step.done:
                self.now[columns[step.skill]] = np.fmax(self.now[columns[step.skill]], step.level)
        # A lower step than one that is ticked is behind the person too.
        left = {s.key for s in steps if not self.now[columns[s.skill]] >= s.level}
        self.open = [option for option in options if option.key in left]
        self.steps = [step for step in steps if step.key in left]
        self.skill = np.array([columns[step.skill] for step in self.steps], dtype=np.intp)
        self.level = np.array([step.level for step in self.steps], dtype=np.intp)
        self.base = likelihood.totals(profiles, self.now)
        self.gains = self._gains()

    def _gains(self) -> Floats:
        """What each step adds to every role's log likelihood, by manner, shape (K, R, M).

        The first step of a skill that was not rated adds its whole likelihood: taking it tells.
        """
        tables = likelihood.log_likelihoods(self.profiles, self.skill)
        places = np.arange(len(self.steps))
        gains: Floats = tables[places, self.level]
        rated = ~np.isnan(self.now[self.skill]) | (self.level > 1)
        gains[rated] -= tables[places[rated], self.level[rated] - 1]
        return gains

    def solve(self) -> Floats | None:
        """The cheapest choice that puts the role first, shape (K,); None where there is none."""
        rivals = self._ahead(np.zeros(len(self.open)), MOST_AT_ONCE)
        if not rivals:
            return np.zeros(len(self.open))
        cuts: list[tuple[int, int]] = []
        for _ in range(MOST_ROUNDS):
            new = [rival for rival in rivals if rival not in cuts]
            if not new:
                raise SolverError("A role that was ruled out still comes before.")
            cuts += new
            chosen = self._cheapest(cuts)
            if chosen is None:
                return None
            rivals = self._ahead(chosen, MOST_AT_ONCE)
            if not rivals:
                return self._checked(chosen)
        raise SolverError("No end to the roles that come before.")

    def _ahead(self, chosen: Floats, most: int | None = None) -> list[tuple[int, int]]:
        """Roles before the wanted one after these steps, each with its best manner.

        In the order of rows; where there are more than ``most``, only those furthest ahead.
        """
        totals = self.base + np.tensordot(chosen, self.gains, axes=1)
        best = totals.max(axis=1)
        ahead = np.flatnonzero(best > best[self.role] - TIE)
        if most is not None and ahead.size > most:
            ahead = np.sort(ahead[np.argsort(-best[ahead], kind="stable")[:most]])
        return [(int(row), int(totals[row].argmax())) for row in ahead if row != self.role]

    def ahead(self, chosen: Floats) -> tuple[int, ...]:
        """Rows of the roles before the wanted one after these steps."""
        return tuple(row for row, _ in self._ahead(chosen))

    def _cheapest(self, cuts: list[tuple[int, int]]) -> Floats | None:
        """The cheapest choice that puts the role before the rivals named so far."""
        own_base, own_gains = self.base[self.role], self.gains[:, self.role]
        count, manners = len(self.open), own_base.size
        highest = float((own_base + np.maximum(own_gains, 0).sum(axis=0)).max())
        lowest = own_base + np.minimum(own_gains, 0).sum(axis=0)
        slack = np.diag(highest - lowest)
        # likelihood - gains @ steps + slack * manner <= base + slack: binds in the manner chosen
        own = np.hstack([-own_gains.T, slack, np.ones((manners, 1))])
        rows, columns = np.array(cuts).T
        rivals = np.hstack(
            [
                self.gains[:, rows, columns].T,
                np.zeros((len(cuts), manners)),
                -np.ones((len(cuts), 1)),
            ]
        )
        one = np.concatenate([np.zeros(count), np.ones(manners), [0.0]])
        limits = [
            LinearConstraint(own, ub=own_base + slack.sum(axis=1)),
            LinearConstraint(rivals, ub=-self.base[rows, columns] - AHEAD),
            LinearConstraint(one, lb=1, ub=1),
            *self._order(manners + 1),
        ]
        cost = np.concatenate([[option.hours for option in self.open], np.zeros(manners + 1)])
        found = milp(
            cost,
            integrality=np.append(np.ones(count + manners), 0),
            bounds=Bounds(
                np.append(np.zeros(count + manners), -np.inf),
                np.append(np.ones(count + manners), highest),
            ),
            constraints=limits,
            options={"mip_rel_gap": 0},  # the page says that no other way takes fewer hours
        )
        if found.status == 2:  # infeasible
            return None
        if not found.success:
            raise SolverError(f"No shortest way found: {found.message}")
        steps: Floats = np.rint(found.x[:count])
        return steps

    def _order(self, others: int) -> list[LinearConstraint]:
        """Each step after what it needs."""
        place = {option.key: row for row, option in enumerate(self.open)}
        pairs = [
            (place[option.key], place[need])
            for option in self.open
            for need in sorted(option.needs)
            if need in place
        ]
        if not pairs:
            return []
        rows, (later, before) = np.arange(len(pairs)), np.array(pairs).T
        signs = np.repeat([1, -1], len(pairs))
        shape = (len(pairs), len(self.open))
        order = csr_array((signs, (np.tile(rows, 2), np.concatenate([later, before]))), shape=shape)
        return [LinearConstraint(hstack([order, csr_array((len(pairs), others))]), ub=0)]

    def _checked(self, chosen: Floats) -> Floats:
        """``chosen`` if the ratings it leads to really put the role first."""
        after = np.array(self.now)
        for skill, level, taken in zip(self.skill, self.level, chosen, strict=True):
            if taken:
                after[skill] = np.fmax(after[skill], level)
        scores = fit(self.profiles, after).log_likelihood
        if scores.max() - scores[self.role] > AHEAD:
            raise SolverError("The solver's answer does not put the role first.")
        return chosen
