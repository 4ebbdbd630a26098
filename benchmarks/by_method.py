"""The numbered methods of the engine beside each other, on the same people."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from assessments.engine.likelihood import best_totals
from assessments.engine.method import METHOD_1, METHODS
from assessments.engine.profiles import Floats, RoleProfiles
from benchmarks.methods import METHODS as SIMPLE
from benchmarks.methods import OURS
from benchmarks.people import (
    CONDITIONS,
    KINDS,
    LENIENT,
    UNBIASED,
    Kind,
    half_way,
    of_three_roles,
    simulate,
)
from benchmarks.tables import Table

BUILTIN_TITLE = "The methods, built-in catalogue: own role, or one of several, first"
ONET_TITLE = "The methods, O*NET: own occupation first"
NUMBERED = {f"method {number}": method for number, method in METHODS.items()}
EVERY = 2  # of the occupations, one is somebody's own, once
ONET_KINDS = (
    *(condition.name for condition in CONDITIONS),
    "beginners at 0.65 of each level",
    "beginners at 0.35 of each level",
    "middle: x 0.5 around the own mean",
)
Rows = NDArray[np.intp]
Firsts = NDArray[np.bool_]


def firsts(scores: Floats, roles: Rows) -> Firsts:
    """Whether one of each person's ``roles`` (N, G) is first; a tie counts against the method."""
    ours = np.take_along_axis(scores, roles, axis=1).max(axis=1, keepdims=True)
    return (scores >= ours).sum(axis=1) == 1


def row(profiles: RoleProfiles, people: Floats, roles: Rows) -> tuple[str, ...]:
    """Each method's share, what each gains over the first, and the best simple method."""
    found = {
        name: firsts(best_totals(replace(profiles, method=method), people), roles)
        for name, method in NUMBERED.items()
    }
    simple = {
        name: firsts(score(profiles, people), roles)
        for name, score in SIMPLE.items()
        if name != OURS
    }
    best = max(simple, key=lambda name: simple[name].mean())
    first, *others = found.values()
    return (
        *(f"{one.mean():.3f}" for one in found.values()),
        *(difference(one, first) for one in others),
        f"{simple[best].mean():.3f} ({best})",
        *(difference(one, simple[best]) for one in others),
    )


def difference(one: Firsts, other: Firsts) -> str:
    """How much larger the share of ``one`` is, with the standard error for the same people."""
    apart = one.astype(float) - other
    return f"{apart.mean():+.3f} ± {apart.std() / np.sqrt(apart.size):.3f}"


def empty(title: str) -> Table:
    """A table for what ``row`` gives."""
    later = [name for name, method in NUMBERED.items() if method is not METHOD_1]
    over_first = [f"{name} over method 1" for name in later]
    over_best = [f"{name} over it" for name in later]
    return Table(title, "people", (*NUMBERED, *over_first, "best simple method", *over_best))


def builtin_table(profiles: RoleProfiles, per_role: int, seeds: tuple[int, ...]) -> Table:
    """Every kind of people of one role, and people of two and three roles, over all seeds."""
    table = empty(BUILTIN_TITLE)
    own = np.repeat(np.arange(len(profiles.role_slugs)), per_role)
    levels = profiles.levels[own]
    sd = np.broadcast_to(profiles.spreads, levels.shape)
    for name, kind in KINDS.items():
        people = [kind(levels, sd, np.random.default_rng(seed)) for seed in seeds]
        roles = np.tile(own, len(seeds))[:, None]
        table.rows[name] = row(profiles, np.concatenate(people), roles)
    for condition in (UNBIASED, LENIENT):
        for name, (roles, levels) in (
            ("half-way between two roles", _many(half_way(profiles.levels), len(seeds))),
            ("between three roles", of_three_roles(profiles.levels, own.size, seeds)),
        ):
            sd = np.broadcast_to(profiles.spreads, levels.shape)
            people_ = simulate(levels, sd, condition, np.random.default_rng(seeds[0]))
            table.rows[f"{name}, {condition.name}"] = row(profiles, people_, roles)
    return table


def _many(once: tuple[Rows, Floats], times: int) -> tuple[Rows, Floats]:
    roles, levels = once
    return np.tile(roles, (times, 1)), np.tile(levels, (times, 1))


def onet_table(profiles: RoleProfiles, rater_sd: Floats, seed: int) -> Table:
    """Some kinds of people of every second occupation, with the raters' noise and noise alike."""
    table = empty(ONET_TITLE)
    own = np.arange(0, len(profiles.role_slugs), EVERY)
    alike = np.full_like(rater_sd, np.sqrt(np.mean(rater_sd**2)))
    for noise, sd in (("", rater_sd), (", noise alike", alike)):
        for name in ONET_KINDS:
            kind: Kind = KINDS[name]
            people = kind(profiles.levels[own], sd[own], np.random.default_rng(seed))
            table.rows[name + noise] = row(profiles, people, own[:, None])
    return table
