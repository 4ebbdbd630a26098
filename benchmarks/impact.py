"""How long the impact of a draft on 100,000 people takes to work out. Everything is seeded.

    python -m benchmarks.impact [--people N]

Exits 1 when it takes longer than asked of it.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import replace

import numpy as np

from assessments.engine.impact import Impact, People, simulated
from assessments.engine.profiles import compile_profiles
from benchmarks.quality import CONTENT
from roles.formats.folder import read_folder

BATCH = 5_000  # people scored at a time
MOST_SECONDS = 10.0


def main(arguments: list[str] | None = None) -> int:
    """Print how long each change takes; 0 when both take at most MOST_SECONDS."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    count = parser.parse_args(arguments).people
    before = compile_profiles(read_folder(CONTENT))
    per_role = -(-count // len(before.role_slugs))  # rounded up
    everyone = simulated(before, per_role)
    missed = 0
    for name, changed in (("one role", 1), ("every role", len(before.role_slugs))):
        levels = before.levels.copy()
        levels[:changed, 0] = np.minimum(4.0, levels[:changed, 0] + 1)
        impact = Impact(before, replace(before, levels=levels))
        began = time.perf_counter()
        for start in range(0, count, BATCH):
            impact.add(batch(everyone, start, min(start + BATCH, count)))
        for move, _number in impact.tally.moves.most_common(10):
            impact.causes(move)
        seconds = time.perf_counter() - began
        missed += seconds > MOST_SECONDS
        print(f"{name} changed: {count:,} people, {impact.tally.moved:,} move, {seconds:.1f} s")
    return int(missed > 0)


def batch(people: People, start: int, end: int) -> People:
    """The people from row ``start`` up to, not including, ``end``."""
    rows = slice(start, end)
    return People(
        people.ratings[rows], people.interests[rows], people.weights[rows], people.targets[rows]
    )


if __name__ == "__main__":
    sys.exit(main())
