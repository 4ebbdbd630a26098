"""The fewest hours after which another role comes first."""

from collections.abc import Iterator
from itertools import chain, combinations
from pathlib import Path

import numpy as np
import pytest

from assessments.engine import overtake as overtaking
from assessments.engine.fit import fit
from assessments.engine.overtake import Overtaking, overtake
from assessments.engine.plan import PlanStep, learning_steps
from assessments.engine.profiles import Floats, answers_array, compile_profiles
from assessments.engine.readiness import readiness_parts
from assessments.engine.shortest import Option, options_of
from assessments.engine.step_marks import Marks
from roles.formats.folder import read_folder
from tests.roles.factory import small_catalogue

BUILTIN = read_folder(Path(__file__).parents[3] / "roles" / "content")
PROFILES = compile_profiles(BUILTIN)
SKILLS = {skill.slug: skill for skill in BUILTIN.skills}


def way_to(
    role: int, ratings: Floats, done: tuple[str, ...] = ()
) -> tuple[Overtaking, list[PlanStep]]:
    parts = readiness_parts(PROFILES, role, ratings)
    steps = learning_steps(SKILLS, parts, marks=Marks(done=frozenset(done)), cheapest=True)
    return overtake(PROFILES, ratings, role, steps, SKILLS), steps


def learnt(ratings: Floats, steps: list[PlanStep], keys: tuple[str, ...]) -> Floats:
    after = ratings.copy()
    for step in steps:
        if step.key in keys:
            column = PROFILES.skill_slugs.index(step.skill)
            after[column] = np.fmax(after[column], step.level)
    return after


def allowed(options: list[Option]) -> Iterator[tuple[Option, ...]]:
    """Every choice that keeps to what options need."""
    sizes = range(len(options) + 1)
    for chosen in chain.from_iterable(combinations(options, size) for size in sizes):
        keys = {option.key for option in chosen}
        if all(option.needs <= keys for option in chosen):
            yield chosen


def test_no_set_of_steps_gets_there_in_fewer_hours() -> None:
    """Against every set of steps of a plan that is short enough to try them all."""
    tried = 0
    for own in range(len(PROFILES.role_slugs)):
        ratings = np.rint(PROFILES.levels[own])
        ratings[: own % 3] = np.nan
        for role in np.argsort(-fit(PROFILES, ratings).log_likelihood)[1:4]:
            found, steps = way_to(int(role), ratings)
            if not 1 <= len(steps) <= 7:
                continue
            tried += 1
            enough = [
                sum(option.hours for option in chosen)
                for chosen in allowed(options_of(steps, SKILLS))
                if is_first(role, learnt(ratings, steps, tuple(item.key for item in chosen)))
            ]
            assert found.reachable == bool(enough)
            assert not enough or found.hours == min(enough)
    assert tried >= 3


def is_first(role: int, ratings: Floats) -> bool:
    scores = fit(PROFILES, ratings).log_likelihood
    return bool(scores[role] - np.delete(scores, role).max() > 1e-4)


def test_the_steps_put_the_role_first_and_none_of_them_is_idle() -> None:
    ratings = np.rint(PROFILES.levels[PROFILES.role_index("data-analyst")])
    role = PROFILES.role_index("data-scientist")
    found, steps = way_to(role, ratings)
    assert found.reachable
    assert found.hours == sum(step.hours for step in steps if step.key in found.keys)
    assert is_first(role, learnt(ratings, steps, found.keys))
    done, _ = way_to(role, ratings, done=found.keys[:1])
    first = next(step.hours for step in steps if step.key == found.keys[0])
    assert done.hours == found.hours - first


def test_rivals_that_enter_one_by_one_change_no_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    ratings = np.rint(PROFILES.levels[PROFILES.role_index("data-analyst")])
    ranked = np.argsort(-fit(PROFILES, ratings).log_likelihood)
    at_once = [way_to(int(role), ratings)[0] for role in ranked[8:20:4]]
    monkeypatch.setattr(overtaking, "MOST_AT_ONCE", 1)
    one_by_one = [way_to(int(role), ratings)[0] for role in ranked[8:20:4]]
    assert any(found.hours for found in at_once)
    for now, before in zip(one_by_one, at_once, strict=True):
        assert (now.reachable, now.hours) == (before.reachable, before.hours)
        assert now.still_ahead == before.still_ahead


def test_the_first_role_needs_nothing() -> None:
    role = PROFILES.role_index("data-engineer")
    found, _ = way_to(role, np.rint(PROFILES.levels[role]))
    assert (found.keys, found.hours, found.reachable) == ((), 0, True)


def test_a_role_that_asks_for_less_cannot_be_reached_by_learning() -> None:
    catalogue = small_catalogue()
    profiles = compile_profiles(catalogue)
    ratings = answers_array(
        profiles.skill_slugs, {"python": 4, "sql": 4, "statistics": 0, "modelling": 0}
    )
    builder, lead = profiles.role_index("builder"), profiles.role_index("lead-builder")
    first = int(np.argmax(fit(profiles, ratings).log_likelihood))
    assert first == lead
    parts = readiness_parts(profiles, builder, ratings)
    skills = {skill.slug: skill for skill in catalogue.skills}
    found = overtake(profiles, ratings, builder, learning_steps(skills, parts), skills)
    assert (found.reachable, found.still_ahead) == (False, (lead,))


def test_one_rating_is_enough_to_ask() -> None:
    """With so little said many roles are level: being level is not being first."""
    ratings = np.full(len(PROFILES.skill_slugs), np.nan)
    ratings[PROFILES.skill_slugs.index("sql")] = 1
    role = PROFILES.role_index("mlops-engineer")
    found, steps = way_to(role, ratings)
    assert found.keys
    assert is_first(role, learnt(ratings, steps, found.keys))


def test_a_higher_step_ticked_first_leaves_the_lower_ones_behind() -> None:
    ratings = np.rint(PROFILES.levels[PROFILES.role_index("data-analyst")])
    role = PROFILES.role_index("data-scientist")
    highest = max(
        (step for step in way_to(role, ratings)[1] if step.skill == "machine-learning"),
        key=lambda step: step.level,
    )
    found, steps = way_to(role, ratings, done=(highest.key,))
    assert not any(key.startswith("skill/machine-learning/") for key in found.keys)
    assert is_first(role, learnt(learnt(ratings, steps, (highest.key,)), steps, found.keys))
