"""How sure the first role is, and which answers would turn it."""

import numpy as np
import pytest
from hypothesis import given

from assessments.engine import likelihood
from assessments.engine.profiles import Floats, RoleProfiles
from assessments.engine.recommend import recommend
from assessments.engine.robustness import plausible, robustness
from tests.assessments.engine.strategies import array, people, profiles_from, quick

Person = tuple[RoleProfiles, Floats]
TWO = profiles_from([[4.0, 0.0, 2.0], [0.0, 4.0, 2.0]], [[1.0] * 3] * 2, [[0.0]] * 2)
NOTHING = array([None])


def test_somebody_far_from_the_other_role_is_sure() -> None:
    ratings = array([4, 0, 2])
    found = robustness(TWO, ratings, recommend(TWO, ratings, NOTHING))
    assert found.share > 0.98
    assert found.turns == ()


def test_somebody_half_way_is_not() -> None:
    ratings = array([2, 2, 2])
    found = robustness(TWO, ratings, recommend(TWO, ratings, NOTHING))
    assert 0.4 < found.share < 0.9, "equal scores stay with the first in the catalogue's order"
    assert found.others == ((1, pytest.approx(1 - found.share)),)
    assert [(turn.skill, turn.level, turn.first) for turn in found.turns] == [
        ("skill-0", 1, 1),
        ("skill-1", 3, 1),
    ]


def test_a_skill_not_rated_may_turn_it() -> None:
    ratings = array([2, None, 2])
    result = recommend(TWO, ratings, NOTHING)
    turns = robustness(TWO, ratings, result).turns
    assert {turn.skill for turn in turns if turn.rating is None} == {"skill-1"}
    assert [turn.rating is None for turn in turns] == sorted(turn.rating is None for turn in turns)


@pytest.mark.parametrize("ratings", [[None, None, None], [4, None, None]])
def test_few_answers(ratings: list[int | None]) -> None:
    answers = array(ratings)
    found = robustness(TWO, answers, recommend(TWO, answers, NOTHING))
    assert 0 <= found.share <= 1


def test_one_role_is_always_first() -> None:
    alone = profiles_from([[2.0]], [[1.0]], [[0.0]])
    assert robustness(alone, array([0]), recommend(alone, array([0]), NOTHING)).share == 1


def test_enjoyment_makes_sure_where_it_counts_alone() -> None:
    liked = profiles_from([[2.0], [2.0]], [[1.0]] * 2, [[1.0, 0.0], [0.0, 1.0]])
    ratings, interests = array([2]), array([0, 4])
    result = recommend(liked, ratings, interests, weight=1.0)
    assert (int(result.order[0]), robustness(liked, ratings, result).share) == (1, 1.0)


@quick
@given(people())
def test_shares_add_up_and_every_turn_turns(person: Person) -> None:
    profiles, ratings = person
    result = recommend(profiles, ratings, array([None]))
    found = robustness(profiles, ratings, result)
    assert found == robustness(profiles, ratings, result), "the sample is seeded"
    assert found.share + sum(share for _, share in found.others) == pytest.approx(1)
    assert int(result.order[0]) not in dict(found.others)
    for turn in found.turns:
        changed = ratings.copy()
        changed[profiles.skill_slugs.index(turn.skill)] = turn.level
        scores = recommend(profiles, changed, array([None])).score
        assert scores[turn.first] == pytest.approx(scores.max())
        assert turn.first != int(result.order[0])


@quick
@given(people())
def test_many_people_at_once_score_as_one_by_one(person: Person) -> None:
    profiles, ratings = person
    crowd = plausible(ratings, samples=5)
    together = likelihood.best_totals(profiles, crowd)
    ceilings = likelihood.best_ceilings(profiles, crowd)
    for row, again in enumerate(crowd):
        assert (np.isnan(again) == np.isnan(ratings)).all()
        assert (np.abs(again - ratings)[~np.isnan(ratings)] <= 1).all()
        np.testing.assert_allclose(together[row], likelihood.totals(profiles, again).max(axis=1))
        assert ceilings[row] == pytest.approx(likelihood.ceilings(profiles, again).max())
