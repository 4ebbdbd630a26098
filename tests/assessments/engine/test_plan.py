"""The plan: what to do, in an order that works, over weeks."""

from dataclasses import replace
from math import ceil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.engine.plan import Plan, in_reach, make_plan
from assessments.engine.profiles import answers_array, compile_profiles
from assessments.engine.readiness import readiness_parts
from assessments.engine.step_marks import NO_MARKS, Marks, OwnWork
from roles.document.types import Catalogue, Phase
from roles.formats.folder import read_folder
from tests.assessments.engine.strategies import RATINGS, quick
from tests.roles.factory import small_catalogue

BUILTIN = read_folder(Path(__file__).parents[3] / "roles" / "content")
PROFILES = compile_profiles(BUILTIN)
SKILLS = {skill.slug: skill for skill in BUILTIN.skills}
SOMEBODY = st.lists(RATINGS, min_size=len(SKILLS), max_size=len(SKILLS))
ROLES = st.integers(0, len(BUILTIN.roles) - 1)
STATUS = st.sampled_from(["todo", "todo", "doing", "done", "skipped"])
HOURS = st.integers(1, 2000)


def plan_for(
    catalogue: Catalogue,
    role: str,
    ratings: dict[str, int | None],
    *,
    hours: int = 5,
    marks: Marks = NO_MARKS,
) -> Plan:
    profiles = compile_profiles(catalogue)
    row = profiles.role_index(role)
    parts = readiness_parts(profiles, row, answers_array(profiles.skill_slugs, ratings))
    skills = {skill.slug: skill for skill in catalogue.skills}
    return make_plan(catalogue.roles[row], skills, parts, hours_per_week=hours, marks=marks)


def builtin_plan(role: int, ratings: list[int | None], **options: object) -> Plan:
    answers = dict(zip(PROFILES.skill_slugs, ratings, strict=True))
    return plan_for(BUILTIN, BUILTIN.roles[role].slug, answers, **options)  # type: ignore[arg-type]


def needs(skill: str, other: str) -> bool:
    """Whether ``skill`` builds on ``other``, directly or not."""
    before = SKILLS[skill].prerequisites
    return other in before or any(needs(step, other) for step in before)


BUILDS_ON = {(skill, other) for skill in SKILLS for other in SKILLS if needs(skill, other)}


def test_a_known_plan() -> None:
    plan = plan_for(small_catalogue(), "modeller", {"statistics": 2, "modelling": 2}, hours=10)
    assert [(step.key, step.phase, step.hours, step.points) for step in plan.steps] == [
        ("skill/statistics/3", Phase.GAIN_EXPERIENCE, 30, 13.6),
        ("skill/modelling/3", Phase.GAIN_EXPERIENCE, 30, 16.9),
        ("skill/modelling/4", Phase.GAIN_EXPERIENCE, 40, 8.5),
        ("role/modeller/1", Phase.CONNECT, 2, 0.0),
    ]
    assert [(step.first_week, step.last_week) for step in plan.steps] == [
        (1, 3),
        (4, 6),
        (7, 10),
        (11, 11),
    ]
    assert (plan.readiness, plan.hours_left, plan.weeks_left) == (61.0, 102, 11)


def test_a_level_without_a_step_gets_a_plain_one() -> None:
    catalogue = small_catalogue()
    bare = tuple(skill.replaced(steps=()) for skill in catalogue.skills)
    step = plan_for(catalogue.replaced(skills=bare), "builder", {"python": 2, "sql": 4}).steps[0]
    assert (step.generic, step.key) == (True, "skill/python/3")
    assert step.done_when == "You can do Python at level 3."
    assert "no step for this" in step.what


def test_an_unknown_skill_is_planned_from_the_start_and_marked() -> None:
    steps = plan_for(small_catalogue(), "builder", {"python": 2, "sql": None}).steps
    assert [(step.level, step.unrated) for step in steps if step.skill == "sql"] == [
        (1, True),
        (2, True),
    ]
    assert not any(step.unrated for step in steps if step.skill == "python")


def test_somebody_who_has_everything_still_gets_started() -> None:
    plan = plan_for(small_catalogue(), "builder", {"python": 4, "sql": 4})
    assert [step.key for step in plan.steps] == ["role/builder/1"]
    assert plan.readiness == plan.projected == 100


@pytest.mark.parametrize("hours", [0, -3])
def test_no_hours_no_plan(hours: int) -> None:
    with pytest.raises(ValueError, match="hours_per_week must be at least 1"):
        plan_for(small_catalogue(), "builder", {}, hours=hours)


@quick
@given(ROLES, SOMEBODY)
def test_what_a_step_builds_on_comes_first(role: int, ratings: list[int | None]) -> None:
    steps = [step for step in builtin_plan(role, ratings).steps if step.skill]
    for place, later in enumerate(steps):
        for earlier in steps[:place]:
            if earlier.level == later.level:
                assert (earlier.skill, later.skill) not in BUILDS_ON
            if earlier.skill == later.skill:
                assert earlier.level < later.level


@quick
@given(ROLES, SOMEBODY, st.integers(1, 80))
def test_points_and_weeks_add_up(role: int, ratings: list[int | None], hours: int) -> None:
    plan = builtin_plan(role, ratings, hours=hours)
    assert plan.readiness + sum(step.points for step in plan.steps) == pytest.approx(100)
    assert plan.hours_left == sum(step.hours for step in plan.steps)
    assert plan.weeks_left == ceil(plan.hours_left / hours) == plan.steps[-1].last_week
    last = 1
    for step in plan.steps:
        assert last <= step.first_week <= min(last + 1, step.last_week)
        last = step.last_week
    phases = [list(Phase).index(step.phase) for step in plan.steps]
    assert phases == sorted(phases)


@quick
@given(ROLES, SOMEBODY, st.data())
def test_done_steps_move_the_projection_only(
    role: int, ratings: list[int | None], data: st.DataObject
) -> None:
    before = builtin_plan(role, ratings)
    keys = [step.key for step in before.steps]
    done = tuple(data.draw(st.sets(st.sampled_from(keys))))
    marks = Marks(done=frozenset({*done, "skill/of-another-plan/1"}))
    after = builtin_plan(role, ratings, marks=marks)
    assert [step.key for step in after.steps] == keys
    assert after.readiness == before.readiness == before.projected
    gained = sum(step.points for step in before.steps if step.key in done)
    assert after.projected == pytest.approx(before.readiness + gained)
    assert after.done_count == len(done)
    assert after.hours_left == sum(step.hours for step in after.steps if not step.done)
    assert all((step.first_week == 0) == step.done for step in after.steps)


@quick
@given(ROLES, SOMEBODY, st.integers(1, 80), st.data())
def test_whatever_is_marked_adds_up(
    role: int, ratings: list[int | None], hours: int, data: st.DataObject
) -> None:
    before = builtin_plan(role, ratings)
    keys = [step.key for step in before.steps]
    drawn = data.draw(st.lists(STATUS, min_size=len(keys), max_size=len(keys)))
    status = dict(zip(keys, drawn, strict=True))
    own = OwnWork("own/1", BUILTIN.roles[role].slug, "Mine", "", data.draw(HOURS), Phase.CONNECT)
    marks = Marks(
        done=frozenset(key for key in keys if status[key] == "done"),
        doing=frozenset(key for key in keys if status[key] == "doing"),
        skipped=frozenset(key for key in keys if status[key] == "skipped"),
        own=(own, replace(own, key="own/2", role="of-another-plan")),
    )
    plan = builtin_plan(role, ratings, hours=hours, marks=marks)
    assert {step.key for step in plan.every_step} == {*keys, "own/1"}
    assert {step.key for step in plan.skipped} == marks.skipped
    assert plan.hours_left == sum(step.hours for step in plan.steps if step.open)
    assert plan.weeks_left == ceil(plan.hours_left / hours)
    points = sum(step.points for step in plan.every_step)
    assert plan.readiness + points == pytest.approx(100)
    kept = sum(step.points for step in plan.skipped)
    assert plan.reached + kept == pytest.approx(100)
    phases = [list(Phase).index(step.phase) for step in plan.steps]
    assert phases == sorted(phases)


def test_the_way_chosen_counts_in_every_plan() -> None:
    catalogue = small_catalogue()
    skill = catalogue.skills[1]
    slow, quick_, quickest = (
        skill.steps[1].replaced(slug=slug, hours=hours)
        for slug, hours in (("slow", 50), ("quick", 9), ("quickest", 4))
    )
    ways = skill.replaced(steps=(slow, quick_, quickest))
    skills = {item.slug: item for item in catalogue.skills} | {"sql": ways}
    profiles = compile_profiles(catalogue)
    ratings = answers_array(profiles.skill_slugs, {"python": 4, "sql": 1})
    parts = readiness_parts(profiles, profiles.role_index("builder"), ratings)

    def hours(chosen: list[str] | None, way: str = "") -> int:
        marks = Marks(alternatives={"skill/sql/2": way} if way else {})
        role = catalogue.roles[profiles.role_index("builder")]
        plan = make_plan(role, skills, parts, hours_per_week=5, marks=marks, chosen=chosen)
        return next(step.hours for step in plan.steps if step.key == "skill/sql/2")

    assert (hours(None), hours(["skill/sql/2"])) == (50, 4)
    assert (hours(None, way="quick"), hours(["skill/sql/2"], way="quick")) == (9, 9)
    assert (hours(None, way="gone"), hours(["skill/sql/2"], way="gone")) == (50, 4)


def test_above_a_skipped_step_nothing_is_in_reach_until_it_is_done() -> None:
    def levels(**marks: frozenset[str]) -> list[int]:
        plan = plan_for(small_catalogue(), "builder", {"sql": 4}, marks=Marks(**marks))
        return [step.level for step in in_reach([s for s in plan.every_step if s.skill])]

    one, two, three = (frozenset({f"skill/python/{level}"}) for level in (1, 2, 3))
    assert levels() == [1, 2, 3]
    assert levels(skipped=two) == [1]
    assert levels(skipped=one) == []
    assert levels(skipped=one, done=two) == [2, 3]
    assert levels(skipped=two, done=three) == [1, 3]
