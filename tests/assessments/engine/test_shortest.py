"""The shortest way: no other set of steps is better, and none leaves out what it builds on."""

from collections.abc import Sequence
from itertools import combinations
from random import Random
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.engine import shortest
from assessments.engine.plan import learning_steps, make_plan
from assessments.engine.profiles import answers_array, compile_profiles
from assessments.engine.readiness import SkillPart, readiness_parts
from assessments.engine.shortest import (
    Option,
    Shortest,
    SolverError,
    fewest_hours,
    most_readiness,
    options_of,
)
from assessments.engine.step_marks import Marks
from roles.document.types import Catalogue
from tests.assessments.engine.strategies import quick
from tests.assessments.engine.test_plan import BUILDS_ON, BUILTIN, PROFILES, ROLES, SKILLS, SOMEBODY
from tests.roles.factory import small_catalogue

few = settings(quick, max_examples=12)
STATISTICS = "skill/statistics/3"
MODELLING = ("skill/modelling/3", "skill/modelling/4")
# A modeller asks for 3.5 x 5 + 3 x 4 = 29.5; these ratings have 2 x 5 + 2 x 4 = 18: 61.0 %.
# Statistics to 3 adds 4 / 29.5 = 13.6 in 30 hours; modelling, which builds on it, 16.9 in 30
# hours to level 3, then 8.5 in 40.
HALFWAY: dict[str, int | None] = {"statistics": 2, "modelling": 2}


def parts_of(catalogue: Catalogue, role: str, ratings: dict[str, int | None]) -> list[SkillPart]:
    profiles = compile_profiles(catalogue)
    answers = answers_array(profiles.skill_slugs, ratings)
    return readiness_parts(profiles, profiles.role_index(role), answers)


def modeller(
    catalogue: Catalogue | None = None,
    ratings: dict[str, int | None] = HALFWAY,
    done: Sequence[str] = (),
) -> list[Option]:
    catalogue = catalogue or small_catalogue()
    skills = {skill.slug: skill for skill in catalogue.skills}
    parts = parts_of(catalogue, "modeller", ratings)
    return options_of(
        learning_steps(skills, parts, marks=Marks(done=frozenset(done)), cheapest=True), skills
    )


def replaced(skill: str, **changes: object) -> Catalogue:
    catalogue = small_catalogue()
    skills = [item.replaced(**changes) if item.slug == skill else item for item in catalogue.skills]
    return catalogue.replaced(skills=tuple(skills))


@pytest.mark.parametrize(
    ("target", "keys", "hours", "readiness"),
    [
        (0, (), 0, 61.0),
        (61, (), 0, 61.0),
        (61.1, (STATISTICS,), 30, 74.6),
        (74.6, (STATISTICS,), 30, 74.6),
        (75, (STATISTICS, MODELLING[0]), 60, 91.5),
        (91.6, (STATISTICS, *MODELLING), 100, 100.0),
        (100, (STATISTICS, *MODELLING), 100, 100.0),
    ],
)
def test_the_fewest_hours_to_a_target(
    target: float, keys: tuple[str, ...], hours: int, readiness: float
) -> None:
    found = fewest_hours(modeller(), readiness=61.0, target=target)
    assert found == Shortest(keys, hours, 61.0, readiness)


@pytest.mark.parametrize(
    ("budget", "keys", "hours", "readiness"),
    [
        (0, (), 0, 61.0),
        (29, (), 0, 61.0),
        (30, (STATISTICS,), 30, 74.6),
        (59, (STATISTICS,), 30, 74.6),
        (60, (STATISTICS, MODELLING[0]), 60, 91.5),
        (5000, (STATISTICS, *MODELLING), 100, 100.0),
    ],
)
def test_the_most_readiness_in_so_many_hours(
    budget: int, keys: tuple[str, ...], hours: int, readiness: float
) -> None:
    found = most_readiness(modeller(), readiness=61.0, hours=budget)
    assert found == Shortest(keys, hours, 61.0, readiness)


def test_done_steps_cost_nothing_and_count_already() -> None:
    options = modeller(done=[MODELLING[0], "skill/of-another-plan/1"])
    found = fewest_hours(options, readiness=61.0, target=80)
    assert found == Shortest((STATISTICS,), 30, 77.9, 91.5)
    assert fewest_hours(options, readiness=61.0, target=77).keys == ()
    everything = modeller(done=[STATISTICS, *MODELLING])
    assert fewest_hours(everything, readiness=61.0, target=100).keys == ()
    assert most_readiness(everything, readiness=61.0, hours=50).readiness == 100


def test_of_equal_hours_the_most_readiness_and_the_other_way_round() -> None:
    options = [Option("a", 10, 5.0), Option("b", 10, 6.0), Option("c", 4, 6.0), Option("d", 6, 0.0)]
    assert fewest_hours(options[:2], readiness=50.0, target=55) == Shortest(("b",), 10, 50.0, 56.0)
    assert most_readiness(options, readiness=50.0, hours=14).keys == ("b", "c")
    assert most_readiness(options[1:], readiness=50.0, hours=10).keys == ("c",)


def test_the_cheapest_of_several_steps_to_a_level_is_taken() -> None:
    steps = small_catalogue().skills[2].steps
    others = [
        steps[2].replaced(slug=f"other-{place}", title=f"Other {place}", hours=hours)
        for place, hours in enumerate((45, 12, 12))
    ]
    catalogue = replaced("statistics", steps=(*steps, *others))
    found = fewest_hours(modeller(catalogue), readiness=61.0, target=70)
    assert found == Shortest((STATISTICS,), 12, 61.0, 74.6)
    parts = parts_of(catalogue, "modeller", HALFWAY)
    skills = {skill.slug: skill for skill in catalogue.skills}
    for chosen, title, hours in ((None, "Reach level 3", 30), (found.keys, "Other 1", 12)):
        plan = make_plan(catalogue.roles[2], skills, parts, hours_per_week=5, chosen=chosen)
        assert (plan.steps[0].title, plan.steps[0].hours) == (title, hours)


def test_a_skill_builds_on_others_through_one_that_the_role_does_not_ask_for() -> None:
    through = replaced("modelling", prerequisites=("python",))
    python = through.skills[0].replaced(prerequisites=("statistics",))
    options = modeller(through.replaced(skills=(python, *through.skills[1:])))
    assert {option.key: set(option.needs) for option in options} == {
        STATISTICS: set(),
        MODELLING[0]: {STATISTICS},
        MODELLING[1]: {STATISTICS, MODELLING[0]},
    }


def test_what_all_steps_together_cannot_reach() -> None:
    options = [Option("a", 10, 5.0), Option("b", 3, 1.0)]
    found = fewest_hours(options, readiness=50.0, target=57)
    assert found == Shortest(("a", "b"), 13, 50.0, 56.0, reachable=False)


@pytest.mark.parametrize("target", [-0.1, 100.1, float("nan")])
def test_a_target_that_is_no_percentage(target: float) -> None:
    with pytest.raises(ValueError, match="target must be between 0 and 100"):
        fewest_hours([], readiness=50.0, target=target)


def test_what_cannot_be_asked() -> None:
    with pytest.raises(ValueError, match="hours must not be negative"):
        most_readiness([], readiness=50.0, hours=-1)
    with pytest.raises(ValueError, match="needed but not given: x"):
        most_readiness([Option("a", 1, 1.0, frozenset("x"))], readiness=50.0, hours=1)


@pytest.mark.parametrize(
    "answer",
    [
        SimpleNamespace(success=False, x=None, message="Time limit reached."),
        SimpleNamespace(success=True, x=np.array([0.0, 0.0, 1.0])),
        SimpleNamespace(success=True, x=np.array([0.0, 0.0, 0.0])),
        SimpleNamespace(success=True, x=np.array([2.0, 0.0, 0.0])),
    ],
    ids=["fails", "before what it needs", "too little", "twice"],
)
def test_the_solver_is_not_believed_blindly(
    monkeypatch: pytest.MonkeyPatch, answer: SimpleNamespace
) -> None:
    monkeypatch.setattr(shortest, "milp", lambda *_, **__: answer)
    with pytest.raises(SolverError):
        fewest_hours(modeller(), readiness=61.0, target=65)


@st.composite
def some_options(draw: st.DrawFn) -> list[Option]:
    """Up to seven options; each may need some of those before it, and is seldom done."""
    return [
        Option(
            key=str(place),
            hours=draw(st.integers(1, 40)),
            points=draw(st.integers(0, 200)) / 10,
            needs=frozenset(draw(st.sets(st.integers(0, place - 1).map(str), max_size=2)))
            if place
            else frozenset(),
            done=draw(st.sampled_from([False, False, False, True])),
        )
        for place in range(draw(st.integers(0, 7)))
    ]


def every_choice(options: list[Option]) -> list[tuple[int, int]]:
    """Hours and tenths of a point that each allowed choice comes to."""
    done = {option.key for option in options if option.done}
    rest = [option for option in options if not option.done]
    return [
        (sum(item.hours for item in chosen), sum(round(item.points * 10) for item in chosen))
        for size in range(len(rest) + 1)
        for chosen in combinations(rest, size)
        if all(item.needs <= {*done, *(other.key for other in chosen)} for item in chosen)
    ]


@quick
@given(some_options(), st.integers(0, 100), st.integers(0, 120))
def test_no_other_choice_is_better(options: list[Option], target: int, budget: int) -> None:
    choices = every_choice(options)
    start = 200 + sum(round(option.points * 10) for option in options if option.done)
    enough = [(hours, -points) for hours, points in choices if start + points >= target * 10]
    found = fewest_hours(options, readiness=20.0, target=target)
    assert found.reachable == bool(enough)
    if enough:
        assert (found.hours, start - round(found.readiness * 10)) == min(enough)
    most = most_readiness(options, readiness=20.0, hours=budget)
    best = min((-points, hours) for hours, points in choices if hours <= budget)
    assert (start - round(most.readiness * 10), most.hours) == best


def closed(keys: set[str], options: dict[str, Option]) -> set[str]:
    """``keys`` with everything they need."""
    return {
        key for key in keys.union(*(options[key].needs for key in keys)) if not options[key].done
    }


def taken(order: list[str], options: dict[str, Option], missing: float) -> tuple[int, float]:
    """Hours and points of taking options in ``order`` until there are enough points."""
    have: set[str] = set()
    for key in order:
        if sum(options[each].points for each in have) >= missing - 1e-6:
            break
        have |= closed({key}, options)
    return sum(options[key].hours for key in have), sum(options[key].points for key in have)


@few
@given(ROLES, SOMEBODY, st.integers(1, 100), st.randoms(use_true_random=False))
def test_on_the_built_in_catalogue(
    row: int, ratings: list[int | None], target: int, random: Random
) -> None:
    role = BUILTIN.roles[row]
    answers = answers_array(
        PROFILES.skill_slugs, dict(zip(PROFILES.skill_slugs, ratings, strict=True))
    )
    parts = readiness_parts(PROFILES, row, answers)
    everything = make_plan(role, SKILLS, parts, hours_per_week=5)
    done = [step.key for step in everything.steps if random.random() < 0.1]
    steps = learning_steps(SKILLS, parts, marks=Marks(done=frozenset(done)), cheapest=True)
    options = {option.key: option for option in options_of(steps, SKILLS)}
    rated = everything.readiness
    found = fewest_hours(list(options.values()), readiness=rated, target=target)

    # It gets there, and what each step builds on is in it or done.
    assert found.readiness >= target
    there = {(step.skill, step.level) for step in steps if step.done or step.key in found.keys}
    for step in (step for step in steps if step.key in found.keys):
        for other in steps:
            before = other.skill == step.skill and other.level < step.level
            on = (step.skill, other.skill) in BUILDS_ON and other.level <= step.level
            assert (other.skill, other.level) in there or not (before or on)

    # Neither the best points per hour first nor any other order gets there sooner.
    orders = [sorted(options, key=lambda key: -options[key].points / options[key].hours)]
    orders += [random.sample(list(options), len(options)) for _ in range(5)]
    missing = target - found.start
    costs = [taken(order, options, missing) for order in orders]
    assert min(hours for hours, _ in costs) >= found.hours

    # With those hours no more can be gained, with one less not enough.
    if found.keys:
        for hours in (found.hours, found.hours - 1):
            most = most_readiness(list(options.values()), readiness=rated, hours=hours)
            assert (most.readiness >= target) == (hours == found.hours)
            assert most.readiness <= found.readiness

    # The short plan is those steps and the done ones, in the order of the full plan.
    plan = make_plan(
        role, SKILLS, parts, hours_per_week=5, marks=Marks(done=frozenset(done)), chosen=found.keys
    )
    keys = [step.key for step in everything.steps if step.key in {*done, *found.keys}]
    assert [step.key for step in plan.steps] == [key for key in keys if key.startswith("skill/")]
    assert (plan.hours_left, plan.reached) == (found.hours, found.readiness)
    assert (plan.readiness, plan.projected) == (rated, found.start)


@few
@given(ROLES, SOMEBODY, st.integers(0, 100), st.integers(0, 600))
def test_more_asked_costs_more_and_more_time_gains_more(
    row: int, ratings: list[int | None], target: int, hours: int
) -> None:
    answers = answers_array(
        PROFILES.skill_slugs, dict(zip(PROFILES.skill_slugs, ratings, strict=True))
    )
    parts = readiness_parts(PROFILES, row, answers)
    options = options_of(learning_steps(SKILLS, parts, cheapest=True), SKILLS)
    rated = round(sum(part.has for part in parts), 1)
    costs = [
        fewest_hours(options, readiness=rated, target=goal).hours
        for goal in (target, (target + 100) / 2, 100)
    ]
    assert costs == sorted(costs)
    gains = [
        most_readiness(options, readiness=rated, hours=time).readiness
        for time in (hours, hours + 7, hours * 2 + 7)
    ]
    assert gains == sorted(gains)
