"""Does somebody's own role come first? Simulated people on the built-in catalogue.

    python -m benchmarks.recommendation [people per role] [seed]

A person of a role rates every skill at the role's level plus their own style plus noise, as a
whole level from 0 to 4. ``unbiased``: nobody has a style; ``lenient``: everybody rates 0.3 levels
high, give or take a normal 0.5.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np

from assessments.engine.fit import fit
from assessments.engine.profiles import Floats, RoleProfiles, compile_profiles
from assessments.engine.readiness import readiness
from roles.catalogue.folder import read_folder

CONTENT = Path(__file__).parents[1] / "roles" / "content"
NOISE = (0.8, 1.2)
STYLES = {"unbiased": (0.0, 0.0), "lenient": (0.3, 0.5)}

Method = Callable[[RoleProfiles, Floats], Floats]


def by_fit(profiles: RoleProfiles, ratings: Floats) -> Floats:
    """What the product orders roles by."""
    return fit(profiles, ratings).log_likelihood


def by_readiness(profiles: RoleProfiles, ratings: Floats) -> Floats:
    """Share of what the role asks for that the person has."""
    return readiness(profiles, ratings).low


def by_euclid(profiles: RoleProfiles, ratings: Floats) -> Floats:
    """Nearest profile."""
    distance: Floats = -np.linalg.norm(profiles.levels - ratings, axis=1)
    return distance


def by_pearson(profiles: RoleProfiles, ratings: Floats) -> Floats:
    """Most similar shape; 0 for somebody who rates everything alike."""
    wanted = profiles.levels - profiles.levels.mean(axis=1, keepdims=True)
    given = ratings - ratings.mean()
    scale = np.linalg.norm(wanted, axis=1) * np.linalg.norm(given)
    correlation: Floats = wanted @ given / np.where(scale > 0, scale, 1.0)
    return correlation


METHODS: dict[str, Method] = {
    "fit (ours)": by_fit,
    "readiness": by_readiness,
    "Euclid": by_euclid,
    "Pearson": by_pearson,
}


def simulate(
    levels: Floats, rng: np.random.Generator, *, noise: float, bias: float, style_sd: float
) -> Floats:
    """One person's whole ratings, shape (S,), for a role's ``levels``."""
    style = rng.normal(bias, style_sd)
    rated: Floats = np.clip(np.rint(levels + style + rng.normal(0, noise, levels.size)), 0, 4)
    return rated


def place(scores: Floats, own: int) -> int:
    """1 when no other role scores as high; a tie counts against the method."""
    return int((scores >= scores[own]).sum())


def measure(
    profiles: RoleProfiles, rng: np.random.Generator, people: int, *, noise: float, style: str
) -> dict[str, tuple[float, float]]:
    """Share of people whose own role comes first, and in the first three, by method."""
    bias, style_sd = STYLES[style]
    places: dict[str, list[int]] = {name: [] for name in METHODS}
    for own, levels in enumerate(profiles.levels):
        for _ in range(people):
            ratings = simulate(levels, rng, noise=noise, bias=bias, style_sd=style_sd)
            for name, method in METHODS.items():
                places[name].append(place(method(profiles, ratings), own))
    return {
        name: (float(np.mean(np.array(found) == 1)), float(np.mean(np.array(found) <= 3)))
        for name, found in places.items()
    }


def main(people: int = 100, seed: int = 1) -> None:
    """Print the table."""
    profiles = compile_profiles(read_folder(CONTENT))
    rng = np.random.default_rng(seed)
    print(f"{len(profiles.role_slugs)} roles, {people} people each, seed {seed}")
    print("Share whose own role comes first / in the first three\n")
    print("| raters | noise SD | " + " | ".join(METHODS) + " |")
    print("|---|---|" + "---|" * len(METHODS))
    for style in STYLES:
        for noise in NOISE:
            found = measure(profiles, rng, people, noise=noise, style=style)
            cells = [f"{first:.2f} / {three:.2f}" for first, three in found.values()]
            print(f"| {style} | {noise} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
