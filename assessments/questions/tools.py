"""The tools to ask about: all while there are few, else the usual ones and a field for others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from roles.document.types import Tool
from roles.editions import LoadedEdition, once_per_edition

MOST_LISTED = 150  # tools to tick
NEAR = 3  # names to propose for one that is unknown


@once_per_edition
def usual_tools(edition: LoadedEdition, families: tuple[str, ...]) -> tuple[Tool, ...]:
    """The tools to tick: all where there are few, else those that most roles use.

    Of the roles of ``families``, or of all where none is given.
    """
    tools = edition.catalogue.tools
    if len(tools) <= MOST_LISTED:
        return tools
    counts = Counter(
        slug
        for role in edition.catalogue.roles
        if not families or role.family in families
        for group in role.tools
        for slug in group.items
    )
    return tuple(edition.tools[slug] for slug, _ in counts.most_common(MOST_LISTED))


@once_per_edition
def _by_name(edition: LoadedEdition) -> dict[str, str]:
    return {_folded(tool.name): slug for slug, tool in edition.tools.items()}


def named_tools(edition: LoadedEdition, text: str) -> tuple[list[str], list[str]]:
    """Slugs of the tools that a list with commas names, and the names that no tool has."""
    known = _by_name(edition)
    said = list(dict.fromkeys(filter(None, (part.strip() for part in text.split(",")))))
    found = [known[_folded(name)] for name in said if _folded(name) in known]
    return found, [name for name in said if _folded(name) not in known]


def near_tools(edition: LoadedEdition, name: str) -> list[str]:
    """At most NEAR names of tools that begin with ``name``, contain it or are spelt like it."""
    known, said = _by_name(edition), _folded(name)
    begin = [slug for tool, slug in known.items() if tool.startswith(said)]
    inside = [slug for tool, slug in known.items() if said in tool]
    slugs: Sequence[str] = list(dict.fromkeys([*begin, *inside]))
    if not slugs:
        near = process.extract(said, known.keys(), scorer=fuzz.ratio, limit=NEAR, score_cutoff=60)
        slugs = [known[found] for found, _score, _place in near]
    return [edition.tools[slug].name for slug in slugs[:NEAR]]


def _folded(text: str) -> str:
    """A name without regard to capitals and the width of spaces."""
    return " ".join(text.casefold().split())
