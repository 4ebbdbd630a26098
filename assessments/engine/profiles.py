"""A catalogue document compiled to arrays, and a person's answers as arrays beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assessments.engine.method import TODAY, Method
from roles.document.types import Catalogue, Grade, Role

Floats = NDArray[np.float64]
MAX_LEVEL = 4


@dataclass(frozen=True, eq=False)
class RoleProfiles:
    """What R roles ask of S skills, and how much of each A activities are.

    ``levels`` (R, S) 0-4, 0 where a role does not ask for the skill; ``weights`` (R, S)
    importance 1-5, 0 where the role does not ask; ``activity_weights`` (R, A) 1-5, 0 for none;
    ``spreads`` (S,) above 0: how far people's ratings of a skill stray (SD, in levels).
    ``ladders`` are pairs of a role's row and that of a role below it on its ladder, the lower of
    the higher ones first. ``above`` are the rows of roles that nobody begins with, senior, lead and
    head; ``ordinary`` those of the grades below. ``method`` is how people are scored against them.
    """

    role_slugs: tuple[str, ...]
    skill_slugs: tuple[str, ...]
    activity_slugs: tuple[str, ...]
    levels: Floats
    weights: Floats
    activity_weights: Floats
    spreads: Floats
    ladders: tuple[tuple[int, int], ...] = ()
    above: tuple[int, ...] = ()
    ordinary: tuple[int, ...] = ()
    method: Method = TODAY

    def role_index(self, slug: str) -> int:
        """Row of a role; raises ValueError for an unknown slug."""
        return self.role_slugs.index(slug)

    def part(self, roles: NDArray[np.intp], skills: NDArray[np.intp] | None = None) -> RoleProfiles:
        """The profiles of a few roles (rows), and skills (columns), in this order."""
        columns = np.arange(len(self.skill_slugs)) if skills is None else skills
        place = {int(role): at for at, role in enumerate(roles)}
        return replace(
            self,
            role_slugs=tuple(self.role_slugs[role] for role in roles),
            skill_slugs=tuple(self.skill_slugs[skill] for skill in columns),
            levels=self.levels[np.ix_(roles, columns)],
            weights=self.weights[np.ix_(roles, columns)],
            activity_weights=self.activity_weights[roles],
            spreads=self.spreads[columns],
            ladders=tuple(
                (place[role], place[lower])
                for role, lower in self.ladders
                if role in place and lower in place
            ),
            above=tuple(place[role] for role in self.above if role in place),
            ordinary=tuple(place[role] for role in self.ordinary if role in place),
        )


def compile_profiles(catalogue: Catalogue, method: Method = TODAY) -> RoleProfiles:
    """Arrays for every role in ``catalogue``, to score by ``method``.

    A requirement at level 0 counts as not asked for.
    Raises KeyError when a role names a skill or activity that the catalogue lacks.
    """
    skills = {skill.slug: column for column, skill in enumerate(catalogue.skills)}
    activities = {activity.slug: column for column, activity in enumerate(catalogue.activities)}
    levels = np.zeros((len(catalogue.roles), len(skills)))
    weights = np.zeros_like(levels)
    activity_weights = np.zeros((len(catalogue.roles), len(activities)))
    for row, role in enumerate(catalogue.roles):
        for requirement in role.requirements:
            if requirement.level > 0:
                column = skills[requirement.skill]
                levels[row, column] = requirement.level
                weights[row, column] = requirement.importance
        for item in role.activities:
            activity_weights[row, activities[item.activity]] = item.importance
    return RoleProfiles(
        role_slugs=tuple(role.slug for role in catalogue.roles),
        skill_slugs=tuple(skills),
        activity_slugs=tuple(activities),
        levels=levels,
        weights=weights,
        activity_weights=activity_weights,
        spreads=np.array([skill.spread or method.spread for skill in catalogue.skills]),
        ladders=_ladders(catalogue.roles),
        above=_graded(catalogue.roles, Grade.SENIOR, Grade.LEAD, Grade.HEAD),
        ordinary=_graded(catalogue.roles, Grade.ENTRY, Grade.MID),
        method=method,
    )


def _graded(roles: Sequence[Role], *grades: Grade) -> tuple[int, ...]:
    return tuple(row for row, role in enumerate(roles) if role.grade in grades)


def _ladders(roles: Sequence[Role]) -> tuple[tuple[int, int], ...]:
    """Every role (row) with each role below it on its ladder, the lower of the higher ones first.

    Those of one grade stand side by side.
    """
    height = {grade: place for place, grade in enumerate(Grade)}
    found = [
        (height[higher.grade], row, below)
        for row, higher in enumerate(roles)
        for below, lower in enumerate(roles)
        if higher.ladder
        and higher.ladder == lower.ladder
        and height[lower.grade] < height[higher.grade]
    ]
    return tuple((row, below) for _height, row, below in sorted(found))


def answers_array(slugs: tuple[str, ...], answers: Mapping[str, int | None]) -> Floats:
    """Answers in the order of ``slugs``, shape (len(slugs),): 0-4, NaN for "not sure" or none.

    Raises ValueError naming the first unknown slug or value that is not a whole number 0-4.
    """
    known = {slug: place for place, slug in enumerate(slugs)}
    values = np.full(len(slugs), np.nan)
    for slug, value in answers.items():
        if slug not in known:
            raise ValueError(f"unknown: {slug!r:.80}")
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MAX_LEVEL:
            raise ValueError(
                f"{slug}: must be a whole number from 0 to 4 or null, not {value!r:.80}"
            )
        values[known[slug]] = value
    return values
