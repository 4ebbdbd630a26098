"""Catalogues as arrays, and people, for the engine's properties."""

from dataclasses import replace

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from assessments.engine.method import METHOD_1, METHODS
from assessments.engine.profiles import Floats, RoleProfiles

quick = settings(max_examples=80, deadline=None, derandomize=True, database=None)

LEVELS = st.integers(0, 400).map(lambda hundredths: hundredths / 100)
IMPORTANCES = st.integers(100, 500).map(lambda hundredths: hundredths / 100)
SPREADS = st.integers(10, 300).map(lambda hundredths: hundredths / 100)
RATINGS = st.none() | st.integers(0, 4)


def profiles_from(
    levels: list[list[float]], weights: list[list[float]], activities: list[list[float]]
) -> RoleProfiles:
    """As compile_profiles would make them: no weight where nothing is asked."""
    asked = np.array(levels, dtype=float)
    return RoleProfiles(
        role_slugs=tuple(f"role-{row}" for row in range(len(levels))),
        skill_slugs=tuple(f"skill-{column}" for column in range(len(levels[0]))),
        activity_slugs=tuple(f"activity-{column}" for column in range(len(activities[0]))),
        levels=asked,
        weights=np.where(asked > 0, np.array(weights, dtype=float), 0.0),
        activity_weights=np.array(activities, dtype=float),
        spreads=np.full(len(levels[0]), METHOD_1.spread),
    )


def array(ratings: list[int | None]) -> Floats:
    """Ratings as the engine takes them."""
    return np.array([np.nan if value is None else value for value in ratings])


@st.composite
def people(draw: st.DrawFn) -> tuple[RoleProfiles, Floats]:
    """A small catalogue, some with spreads measured, scored by any method, and somebody's ratings.

    Some of these are unknown.
    """
    roles, skills = draw(st.integers(1, 5)), draw(st.integers(1, 8))

    def matrix(values: st.SearchStrategy[float]) -> list[list[float]]:
        row = st.lists(values, min_size=skills, max_size=skills)
        return draw(st.lists(row, min_size=roles, max_size=roles))

    profiles = profiles_from(
        matrix(LEVELS), matrix(IMPORTANCES), matrix(st.just(0.0) | IMPORTANCES)
    )
    spreads = st.just([METHOD_1.spread] * skills) | st.lists(
        SPREADS, min_size=skills, max_size=skills
    )
    method = draw(st.sampled_from(list(METHODS.values())))
    grades = draw(st.lists(st.integers(0, 2), min_size=roles, max_size=roles))
    profiles = replace(
        profiles,
        spreads=np.array(draw(spreads)),
        method=method,
        ladders=tuple(
            (row, below)
            for grade, row in sorted(zip(grades, range(roles), strict=True))
            for below in range(roles)
            if draw(st.booleans()) and grades[below] < grade
        ),
        above=tuple(row for row in range(roles) if grades[row] == 2),
        ordinary=tuple(row for row in range(roles) if grades[row] == 1),
    )
    return profiles, array(draw(st.lists(RATINGS, min_size=skills, max_size=skills)))
