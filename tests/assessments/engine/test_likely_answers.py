"""What somebody might as well have answered."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given

from assessments.engine.likely_answers import likely_people
from assessments.engine.profiles import Floats, RoleProfiles, compile_profiles
from assessments.engine.recommend import recommend
from assessments.engine.robustness import Robustness, robustness
from roles.formats.folder import read_folder
from tests.assessments.engine.strategies import people, quick

Person = tuple[RoleProfiles, Floats]
BUILTIN = read_folder(Path(__file__).parents[3] / "roles" / "content")
PROFILES = compile_profiles(BUILTIN)
NOTHING = np.full(len(PROFILES.activity_slugs), np.nan)


def sure(ratings: Floats) -> Robustness:
    return robustness(PROFILES, ratings, recommend(PROFILES, ratings, NOTHING))


@quick
@given(people())
def test_answers_are_whole_levels_and_those_given_stay(person: Person) -> None:
    profiles, ratings = person
    found = likely_people(profiles, ratings, len(profiles.role_slugs))
    rng = np.random.default_rng(1)
    for again in (True, False):
        answers = found.answers(20, rng, again=again)
        assert answers.shape == (20, ratings.size)
        assert np.isin(answers, range(5)).all()
    known = ~np.isnan(ratings)
    assert (answers[:, known] == ratings[known]).all()
    assert 0 <= found.odd <= 1


@pytest.mark.parametrize("role", ["data-engineer", "data-analyst", "research-scientist-ml"])
def test_somebody_like_a_role_is_like_it_and_sure(role: str) -> None:
    found = sure(np.rint(PROFILES.levels[PROFILES.role_index(role)]))
    assert found.share > 0.9
    assert found.odd < 0.05


def test_random_answers_are_like_no_role() -> None:
    drawn = [np.random.default_rng(seed).integers(0, 5, 40).astype(float) for seed in range(10)]
    assert all(sure(ratings).odd > 0.3 for ratings in drawn)


def test_what_is_not_rated_is_not_taken_from_the_first_role() -> None:
    most = []
    for seed in range(10):
        rng = np.random.default_rng(seed)
        ratings = rng.integers(0, 5, 40).astype(float)
        ratings[rng.permutation(40)[:26]] = np.nan
        found = sure(ratings)
        most.append(max(found.share, *(share for _, share in found.others)))
    assert sum(share <= 0.5 for share in most) >= 8, most


def test_fewer_answers_are_less_sure() -> None:
    full = np.rint(PROFILES.levels[PROFILES.role_index("data-engineer")])
    few = np.where(np.arange(full.size) % 4 == 0, full, np.nan)
    assert sure(few).share < sure(full).share
