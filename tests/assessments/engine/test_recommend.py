"""Fit, its reasons, interest and the order they make."""

from dataclasses import replace
from math import floor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.engine.fit import fit
from assessments.engine.interest import interest
from assessments.engine.profiles import Floats, RoleProfiles, answers_array, compile_profiles
from assessments.engine.reasons import Reason, reasons, shortfalls
from assessments.engine.recommend import recommend, weights_that_keep_the_first
from roles.document.types import Role
from roles.formats.folder import read_folder
from tests.assessments.engine.strategies import RATINGS, array, people, profiles_from, quick
from tests.roles.factory import small_catalogue

Person = tuple[RoleProfiles, Floats]
BUILTIN = read_folder(Path(__file__).parents[3] / "roles" / "content")


@pytest.mark.parametrize("role", BUILTIN.roles, ids=lambda role: role.slug)
def test_somebody_exactly_like_a_role_is_closest_to_it(role: Role) -> None:
    profiles = compile_profiles(BUILTIN)
    ratings = dict.fromkeys(profiles.skill_slugs, 0)
    ratings |= {item.skill: floor(item.level + 0.5) for item in role.requirements}
    answers = answers_array(profiles.skill_slugs, ratings)
    result = recommend(profiles, answers, answers_array(profiles.activity_slugs, {}))
    assert profiles.role_slugs[int(result.order[0])] == role.slug


def test_nothing_answered() -> None:
    profiles = compile_profiles(small_catalogue())
    result = recommend(profiles, array([None] * 4), array([None] * 2))
    assert result.fit.answered == 0
    assert result.fit.shown.tolist() == [0, 0, 0]
    assert result.order.tolist() == [0, 1, 2]
    assert (result.readiness.low == 0).all()
    assert (result.readiness.high == 100).all()
    assert np.isnan(result.interest).all()
    assert reasons(profiles, array([None] * 4), array([None] * 2), result, 0, 1) == []


def test_one_answer_is_enough() -> None:
    profiles = compile_profiles(small_catalogue())
    result = recommend(profiles, array([None, None, None, 4]), array([None] * 2))
    assert profiles.role_slugs[int(result.order[0])] == "modeller"
    assert (result.fit.answered, result.rank(2)) == (1, 1)


@pytest.mark.parametrize("level", [0, 4])
def test_everything_the_same(level: int) -> None:
    profiles = compile_profiles(BUILTIN)
    result = fit(profiles, np.full(len(profiles.skill_slugs), float(level)))
    assert ((result.shown > 0) & (result.shown <= 100)).all()
    assert (np.abs(result.style) <= 2).all()


def test_a_catalogue_of_one_role() -> None:
    result = recommend(profiles_from([[2.0, 3.0]], [[1, 1]], [[0.0]]), array([2, 3]), array([4]))
    assert result.order.tolist() == [0]
    assert result.readiness.low.tolist() == [100]
    assert np.isnan(result.interest[0]), "it has no activities"


@pytest.mark.parametrize("levels", [[0.0, 4.0], [4.0, 0.0]])
def test_requirements_at_both_ends(levels: list[float]) -> None:
    profiles = profiles_from([levels, levels[::-1]], [[1, 1], [1, 1]], [[0.0], [0.0]])
    result = fit(profiles, np.array(levels))
    assert result.shown[0] > 70
    assert result.shown[1] < 1


def test_interest_is_a_weighted_mean_of_what_was_answered() -> None:
    profiles = profiles_from([[1.0]] * 3, [[1.0]] * 3, [[3.0, 1.0], [0.0, 2.0], [0.0, 0.0]])
    assert interest(profiles, array([4, 0]))[:2].tolist() == [75, 0]
    assert interest(profiles, array([4, None]))[0] == 100
    assert np.isnan(interest(profiles, array([4, None]))[1:]).all()


def test_interest_decides_between_equal_fits() -> None:
    profiles = profiles_from([[2.0]] * 3, [[1.0]] * 3, [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    assert recommend(profiles, array([2]), array([0, 4])).order.tolist() == [2, 1, 0]


INTERESTS = st.lists(RATINGS, min_size=2, max_size=2)
WEIGHTS = st.sampled_from([0.0, 0.25, 0.5, 1.0])


def with_activities(profiles: RoleProfiles) -> RoleProfiles:
    """Two activities: the last role has neither, the first has only one."""
    weights = np.tile([1.0, 3.0], (len(profiles.levels), 1))
    weights[0, 0] = weights[-1] = 0
    return replace(profiles, activity_slugs=("build", "explain"), activity_weights=weights)


def thing(reason: Reason) -> tuple[str | None, str | None, bool, bool, bool]:
    """What a reason is about, whichever of two roles is asked about first."""
    about = reason.about_reach, reason.rung is not None
    return reason.skill, reason.activity, bool(reason.filled), *about


def test_what_one_would_hardly_enjoy_never_speaks_for_the_role_it_is_more_of() -> None:
    profiles = profiles_from([[2], [2], [2]], [[1], [1], [1]], [[3, 1], [1, 3], [0, 0]])
    ratings, interests = array([2]), array([1, 1])
    result = recommend(profiles, ratings, interests, weight=0.5)
    found = reasons(profiles, ratings, interests, result, 0, 1)
    assert {item.activity: item.points for item in found} == {"activity-0": -6.2, "activity-1": 6.2}
    keen = array([4, None])
    result = recommend(profiles, ratings, keen, weight=0.5)
    (filled,) = (i for i in reasons(profiles, ratings, keen, result, 2, 0) if i.filled)
    assert (filled.filled, filled.of_a) == ("a", 100.0)


@quick
@given(people(), INTERESTS, WEIGHTS)
def test_reasons_add_up_to_the_lead_shown(
    person: Person, enjoyed: list[int | None], weight: float
) -> None:
    profiles, ratings = with_activities(person[0]), person[1]
    interests = array(enjoyed)
    result = recommend(profiles, ratings, interests, weight=weight)
    shown = [round(float(value), 1) for value in result.score]
    for a in range(len(shown)):
        for b in range(len(shown)):
            found = reasons(profiles, ratings, interests, result, a, b)
            if result.fit.answered:
                assert round(sum(item.points for item in found), 1) == round(shown[a] - shown[b], 1)
            sizes = [abs(item.points) for item in found]
            assert sizes == sorted(sizes, reverse=True)
            back = reasons(profiles, ratings, interests, result, b, a)
            turned = {thing(item): item.points for item in back}
            for item in found:
                other = turned.pop(thing(item), 0.0)
                assert item.points + other == pytest.approx(0, abs=0.21)
            assert all(abs(points) < 0.21 for points in turned.values())


@quick
@given(people())
def test_shortfalls_add_up_to_what_is_missing(person: Person) -> None:
    profiles, ratings = person
    result = recommend(profiles, ratings, array([None]))
    for role, fits in enumerate(result.fit.shown):
        found = shortfalls(profiles, ratings, result, role)
        missing = 100 - round(float(fits), 1) if result.fit.answered else 0
        assert sum(item.points for item in found) == pytest.approx(missing)
        assert all(item.points > 0 for item in found)


@quick
@given(people(), INTERESTS, st.integers(0, 100))
def test_the_first_role_stays_first_within_the_weights_named(
    person: Person, enjoyed: list[int | None], other: int
) -> None:
    profiles, ratings = with_activities(person[0]), person[1]
    interests = array(enjoyed)
    result = recommend(profiles, ratings, interests, weight=0.4)
    found = weights_that_keep_the_first(profiles, ratings, result)
    if found is None:
        return
    low, high = found
    assert 0 <= low <= 40 <= high <= 100
    first = int(result.order[0])
    for weight in (min(max(other, low), high), low - 1, high + 1):
        if 0 <= weight <= 100:
            again = recommend(profiles, ratings, interests, weight=weight / 100)
            best = np.delete(again.score, first).max()
            if low <= weight <= high:
                assert again.score[first] >= best - 1e-6
            else:
                assert best >= again.score[first] - 1e-6


def test_interest_orders_the_roles_when_it_counts_alone() -> None:
    profiles = profiles_from([[4.0], [0.0]], [[1.0]] * 2, [[1.0, 0.0], [0.0, 1.0]])
    ratings, interests = array([4]), array([0, 4])
    firsts = [recommend(profiles, ratings, interests, weight=w).order[0] for w in (0, 0.4, 0.6, 1)]
    assert firsts == [0, 0, 1, 1]
    result = recommend(profiles, ratings, interests)
    assert weights_that_keep_the_first(profiles, ratings, result) == (0, 49)


@pytest.mark.parametrize("weight", [-0.1, 1.1, float("nan")])
def test_an_impossible_weight_is_refused(weight: float) -> None:
    with pytest.raises(ValueError, match="weight must lie between 0 and 1"):
        recommend(profiles_from([[1.0]], [[1.0]], [[1.0]]), array([1]), array([1]), weight=weight)


def test_a_skill_that_both_roles_ask_alike_is_no_reason() -> None:
    profiles = compile_profiles(BUILTIN)
    rng = np.random.default_rng(3)
    nothing = np.full(len(profiles.activity_slugs), np.nan)
    for _ in range(40):
        ratings = rng.integers(0, 5, len(profiles.skill_slugs)).astype(float)
        result = recommend(profiles, ratings, nothing)
        a, b = (int(role) for role in result.order[:2])
        if result.fit.style[a] == result.fit.style[b]:
            for reason in reasons(profiles, ratings, nothing, result, a, b):
                assert reason.skill or reason.about_reach or reason.rung
                assert reason.of_a != reason.of_b


@quick
@given(people(), st.randoms(use_true_random=False))
def test_neither_the_order_of_skills_nor_of_roles_matters(person: Person, random: object) -> None:
    profiles, ratings = person
    roles, skills = list(range(len(profiles.role_slugs))), list(range(len(ratings)))
    random.shuffle(roles)  # type: ignore[attr-defined]
    random.shuffle(skills)  # type: ignore[attr-defined]
    turned = replace(
        profiles,
        role_slugs=tuple(profiles.role_slugs[role] for role in roles),
        skill_slugs=tuple(profiles.skill_slugs[skill] for skill in skills),
        levels=profiles.levels[roles][:, skills],
        weights=profiles.weights[roles][:, skills],
        spreads=profiles.spreads[skills],
        activity_weights=profiles.activity_weights[roles],
    )
    interests = np.full(len(profiles.activity_slugs), 3.0)
    before = recommend(profiles, ratings, interests)
    after = recommend(turned, ratings[skills], interests)
    for one, other in (
        (before.fit.log_likelihood, after.fit.log_likelihood),
        (before.fit.shown, after.fit.shown),
        (before.readiness.low, after.readiness.low),
        (before.readiness.high, after.readiness.high),
        (before.interest, after.interest),
    ):
        np.testing.assert_allclose(one[roles], other, atol=1e-8)


@pytest.mark.parametrize("value", [5, -1, 2.0, "3", True, [2]])
def test_an_impossible_rating_is_named(value: object) -> None:
    with pytest.raises(ValueError, match="sql: must be a whole number from 0 to 4"):
        answers_array(("python", "sql"), {"python": 1, "sql": value})  # type: ignore[dict-item]


def test_an_unknown_skill_is_named() -> None:
    with pytest.raises(ValueError, match="unknown: 'cobol'"):
        answers_array(("python", "sql"), {"cobol": 1})
