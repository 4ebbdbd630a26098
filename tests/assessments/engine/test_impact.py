"""The impact of another catalogue: as if everybody were scored one by one, twice."""

from dataclasses import replace

import numpy as np
import pytest

from assessments.engine.impact import Impact, People, simulated
from assessments.engine.profiles import RoleProfiles, compile_profiles
from assessments.engine.recommend import recommend
from roles.document.types import Catalogue
from tests.roles.factory import small_catalogue


def changed(catalogue: Catalogue) -> Catalogue:
    """The builder must know SQL much better; a skill is new; the modeller goes."""
    builder = catalogue.roles[0]
    python, sql = builder.requirements
    skill = catalogue.skills[0].replaced(slug="rust", name="Rust", steps=())
    return catalogue.replaced(
        skills=(skill, *catalogue.skills),
        roles=(
            builder.replaced(requirements=(python, sql.replaced(level=4.0))),
            catalogue.roles[1],
        ),
    )


def crowd(profiles: RoleProfiles, count: int) -> People:
    rng = np.random.default_rng(7)
    ratings = rng.integers(0, 5, (count, len(profiles.skill_slugs))).astype(float)
    ratings[rng.random(ratings.shape) < 0.2] = np.nan
    interests = rng.integers(0, 5, (count, len(profiles.activity_slugs))).astype(float)
    interests[rng.random(count) < 0.3] = np.nan
    weights = rng.choice([0.0, 0.0, 0.3, 1.0], count)
    targets = tuple(rng.choice(["", *profiles.role_slugs], count))
    return People(ratings, interests, weights, targets)


def first(profiles: RoleProfiles, slugs: RoleProfiles, people: People, row: int) -> str:
    """By the engine's own order, one person at a time."""
    known = dict(zip(slugs.skill_slugs, people.ratings[row], strict=True))
    ratings = np.array([known.get(slug, np.nan) for slug in profiles.skill_slugs])
    result = recommend(profiles, ratings, people.interests[row], weight=people.weights[row])
    return profiles.role_slugs[result.order[0]]


@pytest.mark.parametrize("grow", [False, True])
def test_as_if_everybody_were_scored_twice(grow: bool) -> None:
    old = small_catalogue()
    new = changed(old) if grow else old.replaced(roles=(changed(old).roles[0], *old.roles[1:]))
    before, after = compile_profiles(old), compile_profiles(new)
    people = crowd(before, 300)
    impact = Impact(before, after)
    impact.add(people)
    answered = [row for row in range(300) if not np.isnan(people.ratings[row]).all()]
    moves = [
        (first(before, before, people, row), first(after, before, people, row)) for row in answered
    ]
    assert impact.tally.people == len(answered)
    assert sum(a != b for a, b in moves) == impact.tally.moved > 0
    for move, count in impact.tally.moves.items():
        assert moves.count(move) == count


def test_batches_add_up() -> None:
    before = compile_profiles(small_catalogue())
    after = compile_profiles(changed(small_catalogue()))
    people = crowd(before, 60)
    whole, parts = Impact(before, after), Impact(before, after)
    whole.add(people)
    for start in range(0, 60, 7):
        rows = slice(start, start + 7)
        parts.add(
            People(
                people.ratings[rows],
                people.interests[rows],
                people.weights[rows],
                people.targets[rows],
            )
        )
    assert parts.tally.moves == whole.tally.moves
    assert parts.tally.people == whole.tally.people
    for slug, moved in whole.tally.targets.items():
        assert parts.tally.targets[slug].after == pytest.approx(moved.after)


def test_nothing_changes_nobody_moves() -> None:
    profiles = compile_profiles(small_catalogue())
    impact = Impact(profiles, profiles)
    impact.add(simulated(profiles))
    assert (impact.tally.moved, impact.tally.people) == (0, 150)
    assert all(moved.up == moved.down == 0 for moved in impact.tally.targets.values())


def test_the_cause_is_the_change_without_which_they_stay() -> None:
    before = compile_profiles(small_catalogue())
    levels = before.levels.copy()
    levels[0] = before.levels[1]
    levels[1] = before.levels[0]  # the two trade places, so everybody moves
    impact = Impact(before, replace(before, levels=levels))
    impact.add(simulated(before))
    causes = impact.causes(("builder", "lead-builder"))
    assert {cause.skill for cause in causes} <= {"python", "sql"}
    assert all(0 < cause.share <= 1 for cause in causes)
    raised = before.levels.copy()
    raised[0, 1] = 4.0
    single = Impact(before, replace(before, levels=raised))
    single.add(simulated(before))
    for move in single.tally.moves:
        assert [(cause.skill, cause.share) for cause in single.causes(move)] == [("sql", 1.0)]


def test_readiness_of_targets() -> None:
    before = compile_profiles(small_catalogue())
    levels = before.levels.copy()
    levels[0, 0] = 4.0  # python, importance 5, from 3
    impact = Impact(before, replace(before, levels=levels))
    ratings = np.array([[3.0, 2.0, 0.0, 0.0]])
    impact.add(People(ratings, np.full((1, 2), np.nan), np.zeros(1), ("builder",)))
    moved = impact.tally.targets["builder"]
    assert moved.before == 100.0
    assert moved.after == pytest.approx(100 * 21 / 26)
    assert (moved.up, moved.down) == (0, 1)


def test_the_sample_is_the_same_every_time() -> None:
    profiles = compile_profiles(small_catalogue())
    assert np.array_equal(simulated(profiles).ratings, simulated(profiles).ratings)
