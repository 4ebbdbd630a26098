"""Simulated people: whole ratings around given levels, with a rating style and with noise."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from assessments.engine.profiles import MAX_LEVEL, Floats


@dataclass(frozen=True)
class Condition:
    """How people rate. In standard deviations of the noise: everybody's leniency, how far styles
    differ, and the noise itself."""

    name: str
    leniency: float
    style_sd: float
    noise: float


CONDITIONS = (
    Condition("unbiased", 0.0, 0.0, 1.0),
    Condition("lenient by 0.32 SD, style SD 0.5", 0.32, 0.5, 1.0),
    Condition("lenient by 0.5 SD, style SD 1.0", 0.5, 1.0, 1.0),
    Condition("the second, noise x 1.5", 0.32, 0.5, 1.5),
)
UNBIASED, LENIENT = CONDITIONS[:2]


def simulate(levels: Floats, sd: Floats, condition: Condition, rng: np.random.Generator) -> Floats:
    """Ratings of N people, shape (N, S), around ``levels`` (N, S) with noise of ``sd`` (N, S).

    A person's style moves all ratings by the same number of levels; its unit is the root mean
    square of ``sd``.
    """
    unit = float(np.sqrt(np.mean(sd**2)))
    style = unit * (condition.leniency + condition.style_sd * rng.normal(size=(len(levels), 1)))
    noise = condition.noise * sd * rng.normal(size=levels.shape)
    rated: Floats = np.clip(np.rint(levels + style + noise), 0, MAX_LEVEL)
    return rated


NEIGHBOURS = 5


def half_way_to_neighbours(levels: Floats) -> Floats:
    """Half-way between each role and each of its five nearest, shape (R * 5, S)."""
    apart = ((levels[:, None] - levels) ** 2).sum(axis=2)
    near = np.argsort(apart, axis=1, kind="stable")[:, 1 : NEIGHBOURS + 1]
    between: Floats = (levels[:, None] + levels[near]) / 2
    return between.reshape(-1, levels.shape[1])


def half_way(levels: Floats) -> tuple[NDArray[np.intp], Floats]:
    """Every pair of roles (P, 2), and the levels half-way between them (P, S)."""
    pairs = np.array(list(combinations(range(len(levels)), 2)))
    return pairs, levels[pairs].mean(axis=1)
