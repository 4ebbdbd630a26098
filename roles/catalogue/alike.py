"""Things in a catalogue that may be one thing twice: names nearly the same, skills used alike."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from roles.catalogue.document import Catalogue

NEARLY = 0.86  # of difflib's ratio
FEWEST_ROLES = 3
APART = 0.34  # levels, on average, that skills used alike may differ by


@dataclass(frozen=True)
class Pair:
    """Two things of one ``kind`` (the document's list), by slug, and why they are named."""

    kind: str
    first: str
    second: str
    why: str


def nearly_same_names(catalogue: Catalogue) -> list[Pair]:
    """Skills, roles, tools and activities whose names differ by little."""
    lists = {
        "skills": [(skill.slug, skill.name) for skill in catalogue.skills],
        "roles": [(role.slug, role.title) for role in catalogue.roles],
        "tools": [(tool.slug, tool.name) for tool in catalogue.tools],
        "activities": [(item.slug, item.name) for item in catalogue.activities],
    }
    return [
        Pair(kind, first[0], second[0], f"“{first[1]}” and “{second[1]}”")
        for kind, named in lists.items()
        for first, second in _candidates(named)
        if _near(_bare(first[1]), _bare(second[1]))
    ]


def _bare(name: str) -> str:
    return " ".join(re.findall(r"[\w+#]+", name.casefold()))


def _candidates(
    named: Iterable[tuple[str, str]],
) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Pairs that share the start of a word: the others are not worth comparing."""
    groups = defaultdict(list)
    for item in named:
        for word in {word[:3] for word in _bare(item[1]).split()}:
            groups[word].append(item)
    seen = set()
    for group in groups.values():
        for pair in combinations(group, 2):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _near(first: str, second: str) -> bool:
    if sorted(first.split()) == sorted(second.split()):
        return True
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return (
        matcher.real_quick_ratio() >= NEARLY
        and matcher.quick_ratio() >= NEARLY
        and matcher.ratio() >= NEARLY
    )


def used_alike(catalogue: Catalogue) -> list[Pair]:
    """Skills that the same roles ask for at nearly the same levels."""
    levels: dict[str, dict[str, float]] = defaultdict(dict)
    for role in catalogue.roles:
        for item in role.requirements:
            if item.level > 0:
                levels[item.skill][role.slug] = item.level
    names = {skill.slug: skill.name for skill in catalogue.skills}
    found = []
    for first, second in combinations([slug for slug in names if slug in levels], 2):
        roles = levels[first].keys() | levels[second].keys()
        gaps = [abs(levels[first].get(r, 0.0) - levels[second].get(r, 0.0)) for r in roles]
        if len(roles) >= FEWEST_ROLES and sum(gaps) / len(gaps) <= APART:
            why = f"“{names[first]}” and “{names[second]}”, asked for by {len(roles)} roles"
            found.append(Pair("skills", first, second, why))
    return found
