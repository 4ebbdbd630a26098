"""Simulated people: whole ratings around given levels, with a rating style and with noise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
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


Kind = Callable[[Floats, Floats, np.random.Generator], Floats]


def _as_condition(condition: Condition) -> Kind:
    return lambda levels, sd, rng: simulate(levels, sd, condition, rng)


def stretched(factor: float, levels: Floats, sd: Floats, rng: np.random.Generator) -> Floats:
    """People who use more (factor above 1) or less of the scale around their own mean rating."""
    rated = simulate(levels, sd, LENIENT, rng)
    mean = rated.mean(axis=1, keepdims=True)
    used: Floats = np.clip(np.rint(mean + factor * (rated - mean)), 0, MAX_LEVEL)
    return used


def beginners(reach: float, levels: Floats, sd: Floats, rng: np.random.Generator) -> Floats:
    """People with ``reach`` (0-1) of every level."""
    return simulate(reach * levels, sd, LENIENT, rng)


def careless(share: float, levels: Floats, sd: Floats, rng: np.random.Generator) -> Floats:
    """People who give a ``share`` of their answers at random."""
    rated = simulate(levels, sd, LENIENT, rng)
    return np.where(rng.random(rated.shape) < share, _any_level(rated, rng), rated)


def unanswered(share: float, levels: Floats, sd: Floats, rng: np.random.Generator) -> Floats:
    """People who leave out a ``share`` of the skills, each at random: NaN."""
    rated = simulate(levels, sd, LENIENT, rng)
    return np.where(rng.random(rated.shape) < share, np.nan, rated)


def few_answers(count: int, levels: Floats, sd: Floats, rng: np.random.Generator) -> Floats:
    """People who answer for ``count`` skills, chosen at random; NaN for the others."""
    rated = simulate(levels, sd, LENIENT, rng)
    return np.where(_places_at_random(rated, rng) < count, rated, np.nan)


def modest(levels: Floats, sd: Floats, rng: np.random.Generator) -> Floats:
    """People who give half of what they would rate 3 or 4, chosen at random, one level less."""
    rated = simulate(levels, sd, LENIENT, rng)
    return np.where((rated >= 3) & (rng.random(rated.shape) < 0.5), rated - 1, rated)


def ever_more_lenient(levels: Floats, sd: Floats, rng: np.random.Generator) -> Floats:
    """People who begin as the others do and rate one level higher by the last question."""
    return simulate(levels + np.linspace(0, 1, levels.shape[1]), sd, LENIENT, rng)


def partly_anything(share: float, levels: Floats, sd: Floats, rng: np.random.Generator) -> Floats:
    """People who have a ``share`` of the skills at any level, whatever their role asks."""
    chosen = _places_at_random(levels, rng) < round(share * levels.shape[1])
    return simulate(np.where(chosen, _any_level(levels, rng), levels), sd, LENIENT, rng)


def at_random(levels: Floats, sd: Floats, rng: np.random.Generator) -> Floats:
    """Answers that say nothing about anybody."""
    return _any_level(levels, rng)


def _any_level(like: Floats, rng: np.random.Generator) -> Floats:
    return rng.integers(0, MAX_LEVEL + 1, like.shape).astype(float)


def _places_at_random(like: Floats, rng: np.random.Generator) -> NDArray[np.intp]:
    """Each row's columns in a random order of their own, as places 0, 1, ..."""
    return rng.random(like.shape).argsort(axis=1).argsort(axis=1)


TWICE_THE_NOISE = replace(LENIENT, noise=2.0)
REACHES = (0.8, 0.65, 0.5, 0.35)
KINDS: dict[str, Kind] = {
    **{condition.name: _as_condition(condition) for condition in CONDITIONS},
    "noise x 2": _as_condition(TWICE_THE_NOISE),
    "extreme: x 1.5 around the own mean": partial(stretched, 1.5),
    "middle: x 0.5 around the own mean": partial(stretched, 0.5),
    "harsh on own best": modest,
    "leniency growing from 0 to 1": ever_more_lenient,
    "15 % of the answers random": partial(careless, 0.15),
    "30 % not answered": partial(unanswered, 0.3),
    "12 answers only": partial(few_answers, 12),
    **{f"beginners at {reach:g} of each level": partial(beginners, reach) for reach in REACHES},
    "a third of the skills at any level": partial(partly_anything, 1 / 3),
    "all random": at_random,
}

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


def of_three_roles(
    levels: Floats, count: int, seeds: tuple[int, ...]
) -> tuple[NDArray[np.intp], Floats]:
    """Three roles for each of ``count`` people a seed (N, 3), and their mean levels (N, S)."""
    drawn = [np.random.default_rng(seed).random((count, len(levels))) for seed in seeds]
    roles = np.concatenate(drawn).argsort(axis=1)[:, :3]
    return roles, levels[roles].mean(axis=1)
