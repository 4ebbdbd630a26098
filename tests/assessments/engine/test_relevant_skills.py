"""Which skills matter for a few roles."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assessments.engine.profiles import RoleProfiles
from assessments.engine.relevant_skills import WEIGHTY, skills_that_matter

LEVELS = st.lists(st.lists(st.integers(0, 4), min_size=20, max_size=20), min_size=1, max_size=6)


def profiles(levels: list[list[int]]) -> RoleProfiles:
    array = np.array(levels, dtype=float)
    return RoleProfiles(
        tuple(f"r{n}" for n in range(len(array))),
        tuple(f"s{n}" for n in range(array.shape[1])),
        (),
        array,
        np.where(array > 0, 3.0, 0.0),
        np.zeros((len(array), 0)),
        np.full(array.shape[1], 0.8),
    )


@given(LEVELS)
def test_nothing_that_no_role_asks_for(levels: list[list[int]]) -> None:
    kept = skills_that_matter(profiles(levels), range(len(levels)))
    asked = np.flatnonzero(np.array(levels).sum(axis=0))
    assert kept <= {int(column) for column in asked}


@given(LEVELS)
def test_most_of_what_the_roles_ask_for(levels: list[list[int]]) -> None:
    found = profiles(levels)
    kept = sorted(skills_that_matter(found, range(len(levels))))
    weight = (found.levels * found.weights).sum(axis=0)
    assert weight[kept].sum() >= WEIGHTY * weight.sum() - 1e-9


def test_a_skill_that_tells_two_roles_apart_is_kept() -> None:
    alike = [4] * 18
    kept = skills_that_matter(profiles([[*alike, 1, 0], [*alike, 0, 0]]), [0, 1])
    assert 18 in kept
    assert 19 not in kept
