"""Things in a catalogue that may be one thing twice: names nearly the same, skills used alike."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from roles.document.types import Catalogue, folded

NEARLY = 87  # percent of the letters, in order, that two names share
AT_ONCE = 1_000  # names that are compared with all others at a time: bounds the memory
FEWEST_ROLES = 3  # must ask for one of two skills, or the two are not compared
APART = 0.34  # levels, on average, that skills used alike may differ by


@dataclass(frozen=True)
class Pair:
    """Two entries that may be one thing, by slug; ``why`` is a phrase for editors.

    ``kind`` names the document's list that holds both: "skills", "roles", "tools", "activities".
    """

    kind: str
    first: str
    second: str
    why: str


def nearly_same_names(catalogue: Catalogue) -> list[Pair]:
    """Pairs of skills, roles, tools or activities whose names differ by a few letters or only in
    the order of their words. Compares every name with every other of its kind."""
    lists = {
        "skills": [(skill.slug, skill.name) for skill in catalogue.skills],
        "roles": [(role.slug, role.title) for role in catalogue.roles],
        "tools": [(tool.slug, tool.name) for tool in catalogue.tools],
        "activities": [(item.slug, item.name) for item in catalogue.activities],
    }
    return [
        Pair(kind, named[one][0], named[other][0], f"“{named[one][1]}” and “{named[other][1]}”")
        for kind, named in lists.items()
        for one, other in _near([name for _slug, name in named])
    ]


def shared_names(catalogue: Catalogue) -> list[Pair]:
    """Roles, skills and tools with another name that one more of their kind has too.

    That may be right: adverts call several jobs one name. But then the name settles nothing.
    """
    named = {
        "skills": [(skill.slug, skill.name, skill.aliases) for skill in catalogue.skills],
        "roles": [(role.slug, role.title, role.aliases) for role in catalogue.roles],
        "tools": [(tool.slug, tool.name, tool.aliases) for tool in catalogue.tools],
    }
    found = []
    for kind, items in named.items():
        called = defaultdict(list)
        for slug, name, aliases in items:
            for said in (name, *aliases):
                called[folded(said)].append((slug, name, said))
        for (first, its_name, _said), *others in called.values():
            for second, name, said in others:
                why = f"“{its_name}” and “{name}”, both called “{said}”"
                found.append(Pair(kind, first, second, why))
    return found


def _near(names: list[str]) -> Iterator[tuple[int, int]]:
    """Pairs of indexes into ``names``, the smaller first, of names that are nearly the same."""
    # + and # are letters here: C, C++ and C# are three languages.
    words = [re.findall(r"[\w+#]+", name.casefold()) for name in names]
    said = [" ".join(found) for found in words]
    ordered = [" ".join(sorted(found)) for found in words]
    for start in range(0, len(names), AT_ONCE):
        end = start + AT_ONCE
        near = _scores(said[start:end], said) | _scores(ordered[start:end], ordered)
        for one, other in np.argwhere(near):
            if start + one < other:
                yield int(start + one), int(other)


def _scores(some: list[str], names: list[str]) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Which of some names are near which of all, shape (some, all)."""
    scores = process.cdist(
        some, names, scorer=fuzz.ratio, score_cutoff=NEARLY, dtype=np.uint8, workers=-1
    )
    return scores > 0


def used_alike(catalogue: Catalogue) -> list[Pair]:
    """Pairs of skills that at least FEWEST_ROLES roles ask for, at levels that differ by at most
    APART on average; a role that asks for one only counts the other as level 0."""
    slugs = {skill.slug: place for place, skill in enumerate(catalogue.skills)}
    levels = np.zeros((len(slugs), len(catalogue.roles)))
    for column, role in enumerate(catalogue.roles):
        for item in role.requirements:
            levels[slugs[item.skill], column] = item.level
    found = []
    for one, skill in enumerate(catalogue.skills):
        later = levels[one + 1 :]
        asking = ((later > 0) | (levels[one] > 0)).sum(axis=1)
        gaps = np.abs(later - levels[one]).sum(axis=1) / np.maximum(asking, 1)
        used = levels[one].any() & later.any(axis=1)
        for place in np.flatnonzero(used & (asking >= FEWEST_ROLES) & (gaps <= APART)):
            other = catalogue.skills[one + 1 + place]
            why = f"“{skill.name}” and “{other.name}”, asked for by {asking[place]} roles"
            found.append(Pair("skills", skill.slug, other.slug, why))
    return found
