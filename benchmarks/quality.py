"""How good the recommendation is, measured on simulated people. Everything is seeded.

    python -m benchmarks.quality [--onet RELEASE] [--claims docs/quality.md] [--people N]

Prints tables of Markdown and exits 1 when a figure falls below what is asked of it here or below
what the docs claim; 2 when the O*NET release cannot be read.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assessments.engine.profiles import Floats, RoleProfiles, compile_profiles
from benchmarks import advisers, by_method, certainty, quick_check
from benchmarks.methods import METHODS, OURS
from benchmarks.onet import Release, read_release
from benchmarks.people import CONDITIONS, KINDS, Condition, half_way, of_three_roles, simulate
from benchmarks.tables import Table, read_figures
from roles.formats.folder import read_folder

ROOT = Path(__file__).parents[1]
CONTENT = ROOT / "roles" / "content"
ONET = ROOT.parent / "shared" / "data" / "onet_29_3" / "db_29_3_text.zip"
CLAIMS = ROOT / "docs" / "quality.md"
SEED = 1
SEEDS = (1, 2, 3, 4, 5)  # of the built-in catalogue's people; figures are means over them
PER_OCCUPATION = 2
PER_ROLE = 60
PER_KIND = 480
FIRST = (1, 5, 10)
MARGIN = 0.03  # by which fit must beat the best other method where people are biased
ROUNDING = 0.006  # claims have two decimals

ONET_TITLE = "O*NET: own occupation first / in the first 5 / in the first 10"
HELD_OUT_TITLE = "O*NET, spreads measured on the other half of the occupations"
ALIKE_TITLE = "O*NET, noise that is alike for every element"
BUILTIN_TITLE = "Built-in catalogue: own role first / in the first 5 / in the first 10"
HALF_TITLE = (
    "Built-in catalogue, half-way between two roles: one of them first / both in the first 5 / 10"
)
THREE_TITLE = "Built-in catalogue, between three roles: one of them first / all in the first 5 / 10"
LEAD = "fit's lead over the best other, paired"

Rows = NDArray[np.intp]
Shares = dict[str, tuple[float, ...]]
Places = dict[str, Rows]


def places(scores: Floats, own: Rows) -> Rows:
    """Place of each person's own role: 1 is first, and a tie counts against the method."""
    mine = np.take_along_axis(scores, own[:, None], axis=1)
    return (scores >= mine).sum(axis=1)


def own_places(profiles: RoleProfiles, people: Floats, own: Rows) -> Places:
    """By method: the place of each person's own role."""
    return {name: places(method(profiles, people), own) for name, method in METHODS.items()}


def shares_of(found: Places) -> Shares:
    """By method: the share of people whose own role is among the first 1, 5 and 10."""
    return {name: tuple(float(np.mean(at <= k)) for k in FIRST) for name, at in found.items()}


def lead_of(found: Places) -> str:
    """By how much more often fit puts the own role first than the best other method, in words.

    With the standard error of the difference on the same people, and that method's name.
    """
    first = {name: (at == 1).astype(float) for name, at in found.items()}
    ours = first.pop(OURS)
    best = max(first, key=lambda name: first[name].mean())
    apart = ours - first[best]
    error = apart.std() / np.sqrt(apart.size)
    return f"{apart.mean():+.3f} ± {error:.3f} ({best})"


def group_shares(profiles: RoleProfiles, people: Floats, roles: Rows) -> Shares:
    """By method: the share with one of their ``roles`` (N, G) first, and all in the first 5, 10."""
    shares = {}
    for name, method in METHODS.items():
        scores = method(profiles, people)
        at = np.stack([places(scores, own) for own in roles.T])
        last = at.max(axis=0)
        shares[name] = (
            float(np.mean(at.min(axis=0) == 1)),
            *(float(np.mean(last <= k)) for k in FIRST[1:]),
        )
    return shares


def table_of(title: str, by_condition: dict[str, Shares]) -> Table:
    """A row a condition, a column a method."""
    table = Table(title, "raters", tuple(METHODS))
    for condition, shares in by_condition.items():
        table.rows[condition] = tuple(
            " / ".join(f"{share:.3f}" for share in shares[name]) for name in METHODS
        )
    return table


def onet_shares(release: Release, sd: Floats, rows: Rows) -> dict[str, Shares]:
    """Every condition, for people of the occupations ``rows``."""
    own = np.repeat(rows, PER_OCCUPATION)
    found = {}
    for condition in CONDITIONS:
        rng = np.random.default_rng(SEED)
        people = simulate(release.profiles.levels[own], sd[own], condition, rng)
        found[condition.name] = shares_of(own_places(release.profiles, people, own))
        _progress(f"O*NET, {condition.name}")
    return found


def held_out(release: Release) -> dict[str, Shares]:
    """People of every second occupation, with spreads measured on the others only."""
    everyone = np.arange(len(release.profiles.role_slugs))
    spreads = np.sqrt(np.mean(release.rater_sd[1::2] ** 2, axis=0))
    profiles = replace(release.profiles, spreads=np.round(spreads, 2))
    return onet_shares(Release(profiles, release.rater_sd), release.rater_sd, everyone[::2])


def builtin_table(profiles: RoleProfiles) -> Table:
    """Every kind of people of each role, over all seeds; noise as the engine expects it."""
    own = np.repeat(np.arange(len(profiles.role_slugs)), PER_ROLE)
    levels = profiles.levels[own]
    sd = np.broadcast_to(profiles.spreads, levels.shape)
    shares, leads = {}, {}
    for name, kind in KINDS.items():
        people = np.concatenate([kind(levels, sd, np.random.default_rng(seed)) for seed in SEEDS])
        found = own_places(profiles, people, np.tile(own, len(SEEDS)))
        shares[name], leads[name] = shares_of(found), lead_of(found)
    table = table_of(BUILTIN_TITLE, shares)
    table.columns += (LEAD,)
    table.rows = {name: (*cells, leads[name]) for name, cells in table.rows.items()}
    _progress("built-in catalogue")
    return table


def half_way_shares(profiles: RoleProfiles) -> dict[str, Shares]:
    """Every condition, for people half-way between any two roles."""
    pairs, levels = half_way(profiles.levels)
    pairs, levels = np.tile(pairs, (len(SEEDS), 1)), np.tile(levels, (len(SEEDS), 1))
    return {
        condition.name: group_shares(profiles, _noisy(levels, profiles, condition), pairs)
        for condition in CONDITIONS
    }


def three_roles_shares(profiles: RoleProfiles) -> dict[str, Shares]:
    """Every condition, for people between any three roles."""
    count = PER_ROLE * len(profiles.role_slugs)
    roles, levels = of_three_roles(profiles.levels, count, SEEDS)
    return {
        condition.name: group_shares(profiles, _noisy(levels, profiles, condition), roles)
        for condition in CONDITIONS
    }


def _noisy(levels: Floats, profiles: RoleProfiles, condition: Condition) -> Floats:
    sd = np.broadcast_to(profiles.spreads, levels.shape)
    return simulate(levels, sd, condition, np.random.default_rng(SEED))


def margins(by_condition: dict[str, Shares]) -> list[str]:
    """Where fit is not as far ahead of the best other method as it should be."""
    problems = []
    for place, (condition, shares) in enumerate(by_condition.items()):
        ours = shares[OURS][0]
        name, best = max(
            ((name, share[0]) for name, share in shares.items() if name != OURS),
            key=lambda item: item[1],
        )
        least = best + (MARGIN if place else 0.0)
        if ours < least:
            problems.append(f"{condition}: fit {ours:.3f}, {name} {best:.3f}; least {least:.3f}")
    return problems


def broken_claims(tables: list[Table], claims: str) -> list[str]:
    """Figures of ours that are worse than ``claims`` (Markdown) say."""
    measured = read_figures("\n".join(table.markdown() for table in tables))
    titles = {table.title for table in tables}
    better = [OURS, quick_check.SAME, *by_method.NUMBERED]
    worse = {**dict.fromkeys(better, 1), quick_check.ASKED: -1}  # -1: less is better
    claimed = {
        (title, row, column): claim
        for (title, row, column), claim in read_figures(claims).items()
        if title in titles and column in worse
    }
    if not claimed:
        return ["the docs claim nothing that could be checked"]
    problems = []
    for key, claim in claimed.items():
        found = measured.get(key)
        if found is None or worse[key[2]] * (claim - found) > ROUNDING:
            problems.append(f"{', '.join(key)}: docs claim {claim}, measured {found}")
    return problems


def main(arguments: list[str] | None = None) -> int:
    """Print the tables and what is wrong; 0 when nothing is."""
    parser = argparse.ArgumentParser(description="How good the recommendation is.")
    parser.add_argument("--onet", type=Path, default=ONET, help="an O*NET release, zip or folder")
    parser.add_argument("--claims", type=Path, default=CLAIMS, help="Markdown with claimed tables")
    parser.add_argument("--people", type=int, default=PER_KIND, help="of each kind, in how sure")
    parser.add_argument(
        "--advisers", type=Path, nargs="*", default=(), help="YAML as benchmarks/advisers.yaml"
    )
    options = parser.parse_args(arguments)
    began = time.perf_counter()
    try:
        release = read_release(options.onet)
    except (OSError, KeyError, ValueError) as error:
        print(f"{options.onet}: cannot be read as an O*NET release: {error}", file=sys.stderr)
        return 2
    builtin = compile_profiles(read_folder(CONTENT))
    everyone = np.arange(len(release.profiles.role_slugs))
    print(f"{everyone.size} O*NET occupations x {len(release.profiles.skill_slugs)} elements;")
    print(f"{len(builtin.role_slugs)} built-in roles x {len(builtin.skill_slugs)} skills\n")
    onet = onet_shares(release, release.rater_sd, everyone)
    alike = np.full_like(release.rater_sd, np.sqrt(np.mean(release.rater_sd**2)))
    tables = [
        table_of(ONET_TITLE, onet),
        table_of(HELD_OUT_TITLE, held_out(release)),
        table_of(ALIKE_TITLE, onet_shares(release, alike, everyone)),
        builtin_table(builtin),
        table_of(HALF_TITLE, half_way_shares(builtin)),
        table_of(THREE_TITLE, three_roles_shares(builtin)),
        by_method.builtin_table(builtin, PER_ROLE, SEEDS),
        by_method.onet_table(release.profiles, release.rater_sd, SEED),
    ]
    advised = {"ours": advisers.read(advisers.OWN)}
    advised |= {path.stem: advisers.read(path) for path in options.advisers}
    tables.append(advisers.table(builtin, advised))
    tables += certainty.measure(builtin, options.people, SEED, _progress)
    quick_tables, quick_problems = quick_check.measure(builtin, release.profiles, SEED, _progress)
    for table in [*tables, *quick_tables]:
        print(table.markdown())
    problems = margins(onet) + quick_problems
    problems += broken_claims([*tables, *quick_tables], options.claims.read_text(encoding="utf-8"))
    _progress(f"{time.perf_counter() - began:.0f} s in all")
    for problem in problems:
        print(f"BELOW: {problem}", file=sys.stderr)
    return 1 if problems else 0


def _progress(text: str) -> None:
    print(f"  {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
