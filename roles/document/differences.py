"""Differences between documents counted, grouped and named for people, at a length pages bear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from roles.document.diff import Change

ONE_OF = {
    "activities": "Activity",
    "categories": "Categories",
    "families": "Families",
    "questionnaires": "Questionnaire",
    "roles": "Role",
    "seniorities": "Seniority",
    "skills": "Skill",
    "tools": "Tool",
}
MOST_SHOWN = 200  # differences of a kind on a page
NOUNS = {"added": "addition", "changed": "change", "removed": "removal"}


@dataclass(frozen=True)
class Listed:
    """The first of a list that may be long, and how many there are in all."""

    shown: list[Any] = field(default_factory=list)
    total: int = 0

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.shown)


def listed(items: Sequence[Any], most: int = MOST_SHOWN) -> Listed:
    """The first ``most`` of ``items``, with the number of all."""
    return Listed(list(items[:most]), len(items))


@dataclass(frozen=True)
class Group:
    """Every difference of one ``kind``: "added", "changed" or "removed"."""

    kind: str
    changes: list[Change]

    @property
    def title(self) -> str:
        """A heading such as "3 additions"."""
        return counted(len(self.changes), NOUNS[self.kind])

    @property
    def listed(self) -> Listed:
        """The first MOST_SHOWN differences, with the number of all."""
        return listed(self.changes)


def counted(count: int, noun: str) -> str:
    """A number with its noun, such as "1 role" or "2,000 roles"; the plural takes an s."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def group(changes: list[Change]) -> list[Group]:
    """The differences by kind, with paths in words; kinds without any are left out.

    Removals come first: they are what one would regret.
    """
    groups = [
        Group(kind, [in_words(change) for change in changes if change.kind == kind])
        for kind in ("removed", "changed", "added")
    ]
    return [item for item in groups if item.changes]


def count_kinds(changes: Sequence[Change]) -> dict[str, int]:
    """How many differences there are of each kind, 0 included: {"added": 3, ...}."""
    return {kind: sum(change.kind == kind for change in changes) for kind in NOUNS}


def size_in_words(counts: Mapping[str, int]) -> str:
    """Counts by kind as a phrase: "3 additions, 1 removal", or "no differences"."""
    parts = [counted(counts[kind], noun) for kind, noun in NOUNS.items() if counts[kind]]
    return ", ".join(parts) or "no differences"


def in_words(change: Change) -> Change:
    """The change with its path for people: "roles.builder.title" is "Role builder, title"."""
    first, dot, rest = change.path.partition(".")
    if not dot:
        return replace(change, path=change.path.replace("_", " ").capitalize())
    if first == "site":  # it has fields only, no entries with names of their own
        return replace(change, path=f"Site, {rest.replace('_', ' ')}")
    name, dot, rest = rest.partition(".")
    place = f"{ONE_OF.get(first, first)} {name}"
    return replace(change, path=f"{place}, {rest.replace('.', ', ')}" if dot else place)
