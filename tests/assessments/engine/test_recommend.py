"""Fit, its reasons, interest and the order they make."""

from dataclasses import replace
from math import floor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.engine.fit import fit, reasons
from assessments.engine.interest import interest
from assessments.engine.profiles import (
    Floats,
    RoleProfiles,
    answers_array,
    compile_profiles,
)
from assessments.engine.recommend import recommend
from roles.catalogue.document import Role
from roles.catalogue.folder import read_folder
from tests.assessments.engine.strategies import array, people, profiles_from, quick
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
    assert reasons(profiles, array([None] * 4), result.fit, 0, 1) == []


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


@quick
@given(people())
def test_reasons_add_up_to_the_lead_shown(person: Person) -> None:
    profiles, ratings = person
    result = fit(profiles, ratings)
    shown = [round(float(value), 1) for value in result.shown]
    for a in range(len(shown)):
        for b in range(len(shown)):
            found = reasons(profiles, ratings, result, a, b)
            assert round(sum(item.points for item in found), 1) == round(shown[a] - shown[b], 1)
            sizes = [abs(item.points) for item in found]
            assert sizes == sorted(sizes, reverse=True)
            turned = {item.skill: item.points for item in reasons(profiles, ratings, result, b, a)}
            for item in found:
                assert item.points + turned.pop(item.skill, 0.0) == pytest.approx(0, abs=0.21)
            assert all(abs(points) < 0.21 for points in turned.values())


def test_a_skill_that_both_roles_ask_alike_is_no_reason() -> None:
    profiles = compile_profiles(BUILTIN)
    rng = np.random.default_rng(3)
    for _ in range(40):
        ratings = rng.integers(0, 5, len(profiles.skill_slugs)).astype(float)
        result = fit(profiles, ratings)
        a, b = np.argsort(-result.log_likelihood)[:2]
        if result.style[a] == result.style[b]:
            for reason in reasons(profiles, ratings, result, a, b):
                assert reason.skill is not None
                assert reason.level_a != reason.level_b


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
