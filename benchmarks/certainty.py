"""Whether "how sure" is right: what is said of the first role, and how often it stays first.

Whether it stays is seen when the same person answers all a second time, as their kind does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from assessments.engine.profiles import MAX_LEVEL, Floats, RoleProfiles
from assessments.engine.recommend import recommend
from assessments.engine.robustness import CLEAR_SHARE, MUCH_ODD, robustness
from benchmarks.people import (
    KINDS,
    LENIENT,
    Kind,
    half_way,
    half_way_to_neighbours,
    of_three_roles,
    simulate,
)
from benchmarks.tables import Table

BINS = 10
FEWEST = 50  # people in a bin; smaller ones are joined with the next
BY_KIND_TITLE = "How sure: said, and how often the first role stays when answering again"
BY_BIN_TITLE = "How sure, by what is said"
RANDOM = "all random"
PART_ONLY = ("30 % not answered", "12 answers only")  # who leave out less the second time


@dataclass(frozen=True)
class Group:
    """People of one kind: their own levels (N, S), and how they answer."""

    levels: Floats
    kind: Kind


@dataclass(frozen=True)
class Outcome:
    """By person: the share said, whether the first role stayed, and whether it was called clear."""

    said: Floats
    stayed: Floats
    clear: Floats


def _lenient(levels: Floats, sd: Floats, rng: np.random.Generator) -> Floats:
    return simulate(levels, sd, LENIENT, rng)


def groups(profiles: RoleProfiles, count: int, seed: int) -> dict[str, Group]:
    """``count`` people of every kind."""
    rng = np.random.default_rng(seed)
    own = profiles.levels[np.resize(np.arange(len(profiles.role_slugs)), count)]
    third = rng.random(own.shape).argsort(axis=1) < round(own.shape[1] / 3)
    anything = np.where(third, rng.integers(0, MAX_LEVEL + 1, own.shape), own)

    def some(levels: Floats) -> Floats:
        return levels[rng.integers(0, len(levels), count)]

    found = {name: Group(own, kind) for name, kind in KINDS.items()}
    # Their odd levels are their own, the same the second time.
    found["a third of the skills at any level"] = Group(anything, _lenient)
    found["half-way between two neighbouring roles"] = Group(
        some(half_way_to_neighbours(profiles.levels)), _lenient
    )
    found["half-way between any two roles"] = Group(some(half_way(profiles.levels)[1]), _lenient)
    found["between any three roles"] = Group(
        of_three_roles(profiles.levels, count, (seed,))[1], _lenient
    )
    return found


def outcome(profiles: RoleProfiles, name: str, group: Group, seed: int) -> Outcome:
    """What is said of each person of a group, and what comes of their second answers."""
    nothing = np.full(len(profiles.activity_slugs), np.nan)
    sd = np.broadcast_to(profiles.spreads, group.levels.shape)
    again = _lenient if name in PART_ONLY else group.kind
    said, stayed, clear = [], [], []
    people = group.kind(group.levels, sd, np.random.default_rng(seed))
    later = again(group.levels, sd, np.random.default_rng(seed + 1))
    for ratings, second in zip(people, later, strict=True):
        result = recommend(profiles, ratings, nothing)
        found = robustness(profiles, ratings, result)
        said.append(found.share)
        stayed.append(recommend(profiles, second, nothing).order[0] == result.order[0])
        clear.append(found.share >= CLEAR_SHARE and found.odd <= MUCH_ODD)
    return Outcome(*(np.array(values, dtype=float) for values in (said, stayed, clear)))


def measure(
    profiles: RoleProfiles, count: int, seed: int, progress: Callable[[str], None]
) -> list[Table]:
    """Both tables, for ``count`` people of every kind; all random is left out of the bins."""
    columns = ("said", "stayed", "said over stayed", "called clear", "of these stayed")
    table = Table(BY_KIND_TITLE, "people", columns)
    every = []
    for name, group in groups(profiles, count, seed).items():
        found = outcome(profiles, name, group, seed)
        table.rows[name] = _row(found)
        if name != RANDOM:
            every.append(found)
        progress(f"how sure, {name}")
    said = np.concatenate([found.said for found in every])
    stayed = np.concatenate([found.stayed for found in every])
    return [table, _bins(said, stayed)]


def _row(found: Outcome) -> tuple[str, ...]:
    clear = found.clear.astype(bool)
    right = f"{found.stayed[clear].mean():.3f}" if clear.any() else "nobody"
    said, stayed = found.said.mean(), found.stayed.mean()
    return (
        f"{said:.3f}",
        f"{stayed:.3f}",
        f"{said - stayed:+.3f}",
        f"{clear.mean():.3f}",
        right,
    )


def _bins(said: Floats, stayed: Floats) -> Table:
    table = Table(BY_BIN_TITLE, "said", ("people", "said, mean", "stayed"))
    order = np.argsort(said, kind="stable")
    place = np.minimum((said[order] * BINS).astype(int), BINS - 1)
    begin = 0
    for at in range(BINS):
        end = int(np.searchsorted(place, at, side="right"))
        if end - begin < FEWEST and at < BINS - 1:
            continue
        rows = order[begin:end]
        if rows.size:
            label = f"up to {(at + 1) / BINS:.1f}"
            table.rows[label] = (
                str(rows.size),
                f"{said[rows].mean():.3f}",
                f"{stayed[rows].mean():.3f}",
            )
        begin = end
    return table
