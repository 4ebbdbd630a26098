"""A catalogue document compiled to arrays, and a person's answers as arrays beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessments.engine.method import METHOD_1, Method
from roles.document.types import Catalogue

Floats = NDArray[np.float64]
MAX_LEVEL = 4


@dataclass(frozen=True, eq=False)
class RoleProfiles:
    """What R roles ask of S skills, and how much of each A activities are.

    ``levels`` (R, S) 0-4, 0 where a role does not ask for the skill; ``weights`` (R, S)
    importance 1-5, 0 where the role does not ask; ``activity_weights`` (R, A) 1-5, 0 for none;
    ``spreads`` (S,) above 0: how far people's ratings of a skill stray (SD, in levels).
    ``method`` is how people are scored against them.
    """

    role_slugs: tuple[str, ...]
    skill_slugs: tuple[str, ...]
    activity_slugs: tuple[str, ...]
    levels: Floats
    weights: Floats
    activity_weights: Floats
    spreads: Floats
    method: Method = METHOD_1

    def role_index(self, slug: str) -> int:
        """Row of a role; raises ValueError for an unknown slug."""
        return self.role_slugs.index(slug)


def compile_profiles(catalogue: Catalogue, method: Method = METHOD_1) -> RoleProfiles:
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
        method=method,
    )


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
