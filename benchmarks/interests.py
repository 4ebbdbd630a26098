"""What asking for interests does to the order of O*NET's occupations. Everything is seeded.

    python -m benchmarks.interests [--onet RELEASE]

Simulated people rate the skills of their own occupation and say how much they would enjoy the six
areas: as much as these are of their occupation, with an error of 0.8, or of another one drawn at
random. Prints a table of Markdown and exits 1 when interests change an order in which they are
to count nothing, or make one worse in which they count a little and belong to the occupation.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

from assessments.engine.profiles import Floats, RoleProfiles, compile_profiles
from assessments.engine.recommend import recommend
from benchmarks.people import LENIENT, UNBIASED, Condition, simulate
from benchmarks.tables import Table
from roles.sources.onet import read_onet

ONET = Path(__file__).parents[2] / "shared" / "data" / "onet_29_3" / "db_29_3_text.zip"
SEED = 1
ERROR = 0.8  # of somebody's enjoyment, in its five steps
WEIGHTS = (0.0, 0.25, 0.5, 1.0)
FIRST = (1, 5, 10)
MOST_LOST = 0.01  # of the share with their own occupation first, at a weight of 0.25
EVERY = 2  # of the occupations, one is somebody's own
TITLE = "O*NET: own occupation first / in the first 5 / in the first 10, by weight of interest"


def enjoyment(profiles: RoleProfiles, own: Floats, rng: np.random.Generator) -> Floats:
    """How much people of the occupations ``own`` (N,) enjoy each of A areas, 0-4, shape (N, A)."""
    true = profiles.activity_weights[own] - 1
    liked: Floats = np.clip(np.rint(true + rng.normal(0, ERROR, true.shape)), 0, 4)
    return liked


def shares(
    profiles: RoleProfiles, condition: Condition, *, related: bool
) -> dict[float, tuple[float, ...]]:
    """By weight of interest: the share of people whose own occupation is among the first 1, 5, 10.

    ``related``: they enjoy what their own occupation consists of, else what one at random does.
    """
    rng = np.random.default_rng(SEED)
    own = np.arange(0, len(profiles.role_slugs), EVERY)
    sd = np.broadcast_to(profiles.spreads, (own.size, profiles.spreads.size))
    rated = simulate(profiles.levels[own], sd, condition, rng)
    liked = enjoyment(profiles, own if related else rng.permutation(own), rng)
    found = {}
    for weight in WEIGHTS:
        at = np.array(
            [
                recommend(profiles, *answers, weight=weight).rank(role)
                for role, *answers in zip(own, rated, liked, strict=True)
            ]
        )
        found[weight] = tuple(float(np.mean(at <= k)) for k in FIRST)
    return found


def main(arguments: list[str] | None = None) -> int:
    """Print the table and what is wrong; 0 when nothing is."""
    parser = argparse.ArgumentParser(description="What asking for interests does to the order.")
    parser.add_argument("--onet", type=Path, default=ONET, help="an O*NET release, zip or folder")
    options = parser.parse_args(arguments)
    profiles = compile_profiles(read_onet(options.onet).catalogue.scorable())
    table = Table(TITLE, "raters", tuple(f"{weight:.0%}" for weight in WEIGHTS))
    problems = []
    for condition in (UNBIASED, LENIENT):
        for related in (True, False):
            found = shares(profiles, condition, related=related)
            label = f"{condition.name}, {'like it' if related else 'like something else'}"
            cells = (" / ".join(f"{share:.3f}" for share in found[w]) for w in WEIGHTS)
            table.rows[label] = tuple(cells)
            if related and found[0.25][0] < found[0.0][0] - MOST_LOST:
                problems.append(f"{label}: {found[0.25][0]:.3f} at 25 %, {found[0.0][0]:.3f} at 0")
    print(table.markdown())
    for problem in problems:
        print(f"WORSE: {problem}", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
