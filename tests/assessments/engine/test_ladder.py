"""Nobody sees a senior, lead or head role before the ordinary one they are not ready for."""

from dataclasses import replace
from pathlib import Path

import numpy as np
from hypothesis import given

from assessments.engine.ladder import BEHIND, OWN_READY, READY, known_readiness, ladder_points, rung
from assessments.engine.method import METHOD_1
from assessments.engine.profiles import Floats, RoleProfiles, compile_profiles
from assessments.engine.readiness import readiness
from assessments.engine.recommend import recommend
from roles.formats.folder import read_folder
from tests.assessments.engine.strategies import array, people, quick

Person = tuple[RoleProfiles, Floats]
BUILTIN = read_folder(Path(__file__).parents[3] / "roles" / "content")


@quick
@given(people())
def test_no_role_comes_before_a_lower_one_of_its_ladder_that_is_not_met(person: Person) -> None:
    profiles, ratings = person
    if np.isnan(ratings).all():
        return
    result = recommend(profiles, ratings, array([None]))
    assert (result.ladder <= 0).all()
    np.testing.assert_allclose(result.score, result.fit.shown + result.ladder)
    if not profiles.method.ladders:
        assert not result.ladder.any()
        return
    ready = known_readiness(profiles, ratings[None])[0]
    for role in range(len(profiles.role_slugs)):
        kept_back = rung(profiles, ratings, role)
        assert (kept_back is not None) == (result.ladder[role] < 0)
        if kept_back:
            assert kept_back.ready < kept_back.needed
    for role, lower in profiles.ladders:
        if ready[lower] < READY:
            assert result.score[role] <= result.score[lower] - BEHIND + 1e-9
    for role in profiles.above:
        if profiles.ordinary and ready[role] < OWN_READY:
            assert result.score[role] < max(result.score[one] for one in profiles.ordinary)


@quick
@given(people())
def test_readiness_of_many_is_that_of_each_where_all_is_known(person: Person) -> None:
    profiles, ratings = person
    ratings = np.nan_to_num(ratings)
    asked = (profiles.weights * profiles.levels).sum(axis=1) > 0
    many = known_readiness(profiles, np.stack([ratings, ratings]))
    np.testing.assert_allclose(many[1][asked], readiness(profiles, ratings).low[asked])


def test_the_largest_part_missing_counts_and_no_sum() -> None:
    profiles = _three_rungs()
    score = np.array([[50.0, 60.0, 70.0]])
    # Of the first rung half is missing, of the second a little, of the third more than it may.
    points = ladder_points(profiles, score, np.array([[50.0, 70.0, 40.0]]))
    np.testing.assert_allclose(score + points, [[50.0, 30.0, 29.9]])


def test_points_end_at_nothing_or_just_below_what_comes_before() -> None:
    score = np.array([[0.0, 5.0, 5.0]])
    points = ladder_points(_three_rungs(), score, np.zeros((1, 3)))
    np.testing.assert_allclose(score + points, [[0.0, -0.1, -0.2]])


def test_what_nothing_is_known_of_keeps_nothing_back() -> None:
    profiles = _three_rungs()
    ratings = np.array([1.0, np.nan])
    assert known_readiness(profiles, ratings[None])[0, :2].tolist() == [25.0, 50.0]
    assert np.isnan(known_readiness(profiles, ratings[None])[0, 2])
    assert rung(profiles, np.array([np.nan, 1.0]), 1) is None


def _three_rungs() -> RoleProfiles:
    """An ordinary role, a higher ordinary one, and a senior one of the same ladder."""
    return replace(
        compile_profiles(BUILTIN),
        role_slugs=("junior", "usual", "senior"),
        skill_slugs=("one", "two"),
        levels=np.array([[4.0, 0.0], [2.0, 0.0], [0.0, 3.0]]),
        weights=np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]]),
        activity_weights=np.zeros((3, 0)),
        spreads=np.full(2, 0.8),
        ladders=((1, 0), (2, 0), (2, 1)),
        ordinary=(0, 1),
        above=(2,),
    )


def test_everybody_two_levels_below_a_role_sees_one_to_begin_with_first() -> None:
    profiles = compile_profiles(BUILTIN)
    nothing = np.full(len(profiles.activity_slugs), np.nan)
    for levels in profiles.levels:
        rated = np.clip(np.rint(levels - 2), 0, 4)
        first = int(recommend(profiles, rated, nothing).order[0])
        assert first in profiles.ordinary, profiles.role_slugs[first]


def test_a_role_that_one_is_ready_for_stays_first() -> None:
    profiles = compile_profiles(BUILTIN)
    nothing = np.full(len(profiles.activity_slugs), np.nan)
    for role, levels in enumerate(profiles.levels):
        assert int(recommend(profiles, np.rint(levels), nothing).order[0]) == role


def test_the_first_method_knows_no_ladders() -> None:
    profiles = compile_profiles(BUILTIN, METHOD_1)
    rated = np.clip(profiles.levels[profiles.role_index("head-of-data")] - 2, 0, 4).round()
    result = recommend(profiles, rated, np.full(len(profiles.activity_slugs), np.nan))
    assert not result.ladder.any()
