"""The quick check on simulated people: how many questions, how often the same first role."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from assessments.engine.profiles import Floats, RoleProfiles
from assessments.engine.quick import standing
from assessments.engine.recommend import recommend
from benchmarks.people import (
    LENIENT,
    UNBIASED,
    Condition,
    Kind,
    at_random,
    beginners,
    half_way,
    half_way_to_neighbours,
    of_three_roles,
    partly_anything,
    simulate,
    stretched,
)
from benchmarks.tables import Table

PER_ROLE = 10
MOST_QUESTIONS = 13.5  # 12 would do for people like one role; to be right of others takes more
LEAST_AGREEMENT = 0.95
MOST_MS = {"built-in": 20.0, "O*NET": 200.0}
ONET_STEPS = (0, 5, 15, 30)  # answers given before a question that is timed
TIMINGS = 7
ASKED, SAME = "questions, mean", "same first role"
STATED = "settled as it said, mean"
IN_THE_MEAN = 3  # kinds; few people are half-way between, say, research and governance
OTHERS: dict[str, Kind] = {
    "beginners at 0.65 of each level": partial(beginners, 0.65),
    "beginners at 0.35 of each level": partial(beginners, 0.35),
    "middle: x 0.5 around the own mean": partial(stretched, 0.5),
    "a third of the skills at any level": partial(partly_anything, 1 / 3),
    "all random": at_random,
}
OTHERS_PER_ROLE = 5
CHECK_TITLE = "The quick check: questions asked, and the first role as in the full questionnaire"
TIME_TITLE = "Choosing the next question"


@dataclass(frozen=True)
class Outcome:
    """By person: questions asked, whether the first role is the full questionnaire's, and how
    settled, 0-1, the check said it was when it stopped."""

    asked: Floats
    same: Floats
    stated: Floats


def check(profiles: RoleProfiles, full: Floats) -> tuple[int, int, float]:
    """Ask one person, who would answer ``full`` (S,): questions, first role (row), how settled."""
    ratings = np.full(full.size, np.nan)
    askable = np.ones(full.size, dtype=bool)
    while True:
        at = standing(profiles, ratings, askable)
        if at.enough or at.next is None:
            return int((~askable).sum()), _first(profiles, ratings), at.settled
        ratings[at.next] = full[at.next]
        askable[at.next] = False


def _first(profiles: RoleProfiles, ratings: Floats) -> int:
    nothing = np.full(len(profiles.activity_slugs), np.nan)
    return int(recommend(profiles, ratings, nothing).order[0])


def run(profiles: RoleProfiles, people: Floats) -> Outcome:
    """The quick check with everybody."""
    firsts = [_first(profiles, full) for full in people]
    found = [check(profiles, full) for full in people]
    asked, first, stated = np.array(found, dtype=float).T
    return Outcome(asked, (first == firsts).astype(float), stated)


def kinds_of_people(profiles: RoleProfiles, seed: int) -> dict[str, Floats]:
    """Role-shaped, half-way between neighbours, biased, and others for whom it is harder."""
    own = np.repeat(np.arange(len(profiles.role_slugs)), PER_ROLE)
    neighbours = np.repeat(half_way_to_neighbours(profiles.levels), 2, axis=0)
    rng = np.random.default_rng(seed)

    def noisy(levels: Floats, condition: Condition) -> Floats:
        return simulate(levels, _spreads(profiles, levels), condition, rng)

    few = profiles.levels[np.repeat(np.arange(len(profiles.role_slugs)), OTHERS_PER_ROLE)]
    return {
        "like one role": noisy(profiles.levels[own], UNBIASED),
        "half-way between two neighbouring roles": noisy(neighbours, UNBIASED),
        "like one role, biased raters": noisy(profiles.levels[own], LENIENT),
        "half-way between any two roles, however far apart": noisy(
            half_way(profiles.levels)[1], UNBIASED
        ),
        "between any three roles": noisy(
            of_three_roles(profiles.levels, len(few), (seed,))[1], UNBIASED
        ),
        **{name: kind(few, _spreads(profiles, few), rng) for name, kind in OTHERS.items()},
    }


def _spreads(profiles: RoleProfiles, levels: Floats) -> Floats:
    return np.broadcast_to(profiles.spreads, levels.shape)


def milliseconds(profiles: RoleProfiles, answers: tuple[int, ...], seed: int) -> float:
    """Time to choose the next question: the slowest of the medians after so many answers.

    Over role-shaped people, whose skills are asked in a random order.
    """
    rng = np.random.default_rng(seed)
    standing(profiles, np.full(len(profiles.skill_slugs), np.nan), _all(profiles))  # warm
    slowest = 0.0
    for count in answers:
        took = []
        for _ in range(TIMINGS):
            own = rng.integers(len(profiles.role_slugs))
            ratings, askable = np.full(len(profiles.skill_slugs), np.nan), _all(profiles)
            skills = rng.choice(askable.size, count, replace=False)
            ratings[skills] = np.clip(np.rint(profiles.levels[own, skills]), 0, 4)
            askable[skills] = False
            took.append(min(_once(profiles, ratings, askable) for _ in range(3)))
        slowest = max(slowest, float(np.median(took)))
    return slowest


def _once(profiles: RoleProfiles, ratings: Floats, askable: NDArray[np.bool_]) -> float:
    """Milliseconds to choose the next question, once. Other work on the machine only adds."""
    start = time.perf_counter()
    standing(profiles, ratings, askable)
    return 1000 * (time.perf_counter() - start)


def _all(profiles: RoleProfiles) -> NDArray[np.bool_]:
    return np.ones(len(profiles.skill_slugs), dtype=bool)


def measure(
    builtin: RoleProfiles, onet: RoleProfiles, seed: int, progress: Callable[[str], None]
) -> tuple[list[Table], list[str]]:
    """The tables, and what falls short."""
    columns = ("simulated", ASKED, "questions, 9 of 10 need at most", SAME, STATED)
    table = Table(CHECK_TITLE, "people", columns)
    outcomes = {}
    for kind, people in kinds_of_people(builtin, seed).items():
        outcomes[kind] = run(builtin, people)
        table.rows[kind] = _row(outcomes[kind])
        progress(f"quick check, {kind}")
    # Every kind counts alike, however many people it has.
    counted = list(outcomes.values())[:IN_THE_MEAN]
    asked = float(np.mean([outcome.asked.mean() for outcome in counted]))
    same = float(np.mean([outcome.same.mean() for outcome in counted]))
    table.rows["mean of the first three kinds"] = ("", f"{asked:.1f}", "", f"{same:.3f}", "")
    problems = []
    if asked > MOST_QUESTIONS:
        problems.append(f"quick check: {asked:.1f} questions; most {MOST_QUESTIONS}")
    if same < LEAST_AGREEMENT:
        problems.append(f"quick check: same first role {same:.3f}; least {LEAST_AGREEMENT}")
    times = Table(TIME_TITLE, "catalogue", ("milliseconds", "at most"))
    for name, profiles, answers in (
        ("built-in", builtin, (0, 3, 6, 12)),
        ("O*NET", onet, ONET_STEPS),
    ):
        took = milliseconds(profiles, answers, seed)
        times.rows[name] = (f"{took:.0f}", f"{MOST_MS[name]:.0f}")
        if took > MOST_MS[name]:
            problems.append(f"next question, {name}: {took:.0f} ms; most {MOST_MS[name]:.0f}")
    return [table, times], problems


def _row(outcome: Outcome) -> tuple[str, ...]:
    return (
        str(outcome.asked.size),
        f"{outcome.asked.mean():.1f}",
        f"{np.quantile(outcome.asked, 0.9):.0f}",
        f"{outcome.same.mean():.3f}",
        f"{outcome.stated.mean():.3f}",
    )
