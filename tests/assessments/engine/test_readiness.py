"""Readiness: how much of what a role asks for somebody has."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.engine.profiles import Floats, RoleProfiles, answers_array, compile_profiles
from assessments.engine.readiness import readiness, readiness_parts
from tests.assessments.engine.strategies import array, people, profiles_from, quick
from tests.roles.factory import small_catalogue

Person = tuple[RoleProfiles, Floats]


def test_a_known_person() -> None:
    """Builder asks python 3 (importance 5) and sql 2 (importance 3): 21 in all."""
    profiles = compile_profiles(small_catalogue())
    ratings = answers_array(profiles.skill_slugs, {"python": 2, "sql": 4, "statistics": 0})
    scores = readiness(profiles, ratings)
    builder, modeller = profiles.role_index("builder"), profiles.role_index("modeller")
    assert scores.low[builder] == scores.high[builder] == pytest.approx(100 * 16 / 21)
    # statistics 0 of 3 (importance 4); modelling 3.5 (importance 5) is unknown
    assert (scores.low[modeller], scores.high[modeller]) == (0, pytest.approx(100 * 17.5 / 29.5))
    python, sql = readiness_parts(profiles, builder, ratings)
    assert (python.skill, python.rating, python.gap) == ("python", 2, 1)
    assert (python.has, python.cost, sql.has, sql.cost) == (47.6, 23.8, 28.6, 0.0)


@pytest.mark.parametrize(("rating", "expected"), [(0, 0.0), (3, 75.0), (4, 100.0), (None, 0.0)])
def test_a_requirement_at_the_highest_level(rating: int | None, expected: float) -> None:
    scores = readiness(profiles_from([[4.0]], [[5.0]], [[0.0]]), array([rating]))
    assert scores.low[0] == expected
    assert scores.high[0] == (100.0 if rating is None else expected)


def test_a_requirement_at_level_0_asks_for_nothing() -> None:
    profiles = profiles_from([[0.0, 2.0]], [[5.0, 1.0]], [[0.0]])
    assert readiness(profiles, array([None, 2])).high[0] == 100
    assert [part.skill for part in readiness_parts(profiles, 0, array([None, 2]))] == ["skill-1"]
    nothing = profiles_from([[0.0]], [[5.0]], [[0.0]])
    assert readiness(nothing, array([0])).low[0] == 100
    assert readiness_parts(nothing, 0, array([0])) == []


@quick
@given(people())
def test_the_parts_add_up_exactly_as_shown(person: Person) -> None:
    profiles, ratings = person
    scores = readiness(profiles, ratings)
    for role in range(len(profiles.role_slugs)):
        parts = readiness_parts(profiles, role, ratings)
        if parts:
            assert round(sum(part.has for part in parts), 1) == round(float(scores.low[role]), 1)
            assert round(sum(part.has + part.cost for part in parts), 6) == 100.0
        for part in parts:
            assert part.has >= 0
            assert part.cost >= 0
            assert part.gap or not part.cost


def test_the_parts_add_up_for_half_a_tenth_too() -> None:
    """Every whole profile of a role whose readiness often ends in exactly 5 hundredths."""
    rng = np.random.default_rng(1)
    for _ in range(2000):
        levels, weights = rng.integers(1, 5, (1, 8)), rng.integers(1, 6, (1, 8))
        profiles = profiles_from(levels.tolist(), weights.tolist(), [[0.0]])
        ratings = rng.integers(0, 5, 8).astype(float)
        shown = round(float(readiness(profiles, ratings).low[0]), 1)
        assert round(sum(p.has for p in readiness_parts(profiles, 0, ratings)), 1) == shown


@quick
@given(people(), st.integers(0, 7))
def test_a_higher_rating_never_lowers_it(person: Person, column: int) -> None:
    profiles, ratings = person
    column %= len(ratings)
    found = []
    for level in range(5):
        ratings[column] = level
        found.append(readiness(profiles, ratings))
    for ends in ([item.low for item in found], [item.high for item in found]):
        assert (np.diff(ends, axis=0) >= -1e-9).all()


@quick
@given(people(), st.data())
def test_the_range_contains_every_completion(person: Person, data: st.DataObject) -> None:
    profiles, ratings = person
    before = readiness(profiles, ratings)
    unknown = np.flatnonzero(np.isnan(ratings))
    ratings[unknown] = [data.draw(st.integers(0, 4)) for _ in unknown]
    after = readiness(profiles, ratings)
    assert (after.low == after.high).all()
    assert (before.low <= after.low + 1e-9).all()
    assert (after.low <= before.high + 1e-9).all()
    assert (before.low >= 0).all()
    assert (before.high <= 100 + 1e-9).all()
