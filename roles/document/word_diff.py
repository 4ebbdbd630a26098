"""Differences between two documents as sentences, and as texts side by side with marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from roles.document.diff import Change
from roles.document.differences import MOST_SHOWN, Listed
from roles.document.levels import level_words
from roles.document.types import Catalogue

REQUIREMENT = re.compile(r"roles\.([a-z0-9-]+)\.requirements\.([a-z0-9-]+)(?:\.(\w+))?")
RELATED = re.compile(r"roles\.([a-z0-9-]+)\.related")
PART = re.compile(r"(roles|skills|activities|tools|questionnaires)\.([a-z0-9-]+)(?:\.(.+))?")
KINDS = {
    "roles": "Role",
    "skills": "Skill",
    "activities": "Activity",
    "tools": "Tool",
    "questionnaires": "Questionnaire",
}


@dataclass(frozen=True)
class Piece:
    """A run of words of one text: ``kind`` is "same", "gone" or "new" against the other text."""

    kind: str
    text: str


@dataclass(frozen=True)
class Told:
    """A change as a sentence, and both its texts with what differs marked."""

    change: Change
    sentence: str
    before: list[Piece]
    after: list[Piece]


def tell(changes: Sequence[Change], *catalogues: Catalogue, most: int = MOST_SHOWN) -> Listed:
    """The first ``most`` changes in words, and how many there are.

    Titles and names come from ``catalogues``; what several name is called as in the last of them.
    """
    names = _names(catalogues)
    told = [
        Told(change, _sentence(change, names), *marked(*_texts(change, names)))
        for change in changes[:most]
    ]
    return Listed(told, len(changes))


def _texts(change: Change, names: dict[tuple[str, str], str]) -> tuple[str, str]:
    """The texts before and after; of a list of related roles their titles, not their slugs."""
    if not RELATED.fullmatch(change.path):
        return change.before, change.after
    before, after = (_titles(text, names) for text in (change.before, change.after))
    return "; ".join(before), "; ".join(after)


def _titles(slugs: str, names: dict[tuple[str, str], str]) -> list[str]:
    return [names.get(("roles", slug), slug) for slug in slugs.split("; ") if slug]


def _names(catalogues: Iterable[Catalogue]) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for catalogue in catalogues:
        found |= {("roles", role.slug): role.title for role in catalogue.roles}
        found |= {("skills", skill.slug): skill.name for skill in catalogue.skills}
        found |= {("activities", item.slug): item.name for item in catalogue.activities}
        found |= {("tools", item.slug): item.name for item in catalogue.tools}
        found |= {("questionnaires", q.slug): q.title for q in catalogue.questionnaires}
    return found


def _sentence(change: Change, names: dict[tuple[str, str], str]) -> str:
    if match := REQUIREMENT.fullmatch(change.path):
        return _about_requirement(change, match, names)
    if match := RELATED.fullmatch(change.path):
        return _about_related(change, names.get(("roles", match[1]), match[1]), names)
    match = PART.fullmatch(change.path)
    if not match:
        return f"{_path_words(change.path).capitalize()}: {_what(change)}."
    kind, slug, rest = match.groups()
    whose = f"{KINDS[kind]} “{names.get((kind, slug), slug)}”"
    if not rest:
        return f"{whose} {'is new' if change.kind == 'added' else 'is removed'}."
    return f"{whose}: {_path_words(rest)} {_what(change)}."


def _about_requirement(
    change: Change, match: re.Match[str], names: dict[tuple[str, str], str]
) -> str:
    role = names.get(("roles", match[1]), match[1])
    skill = names.get(("skills", match[2]), match[2])
    if match[3] is None:
        now = "now asks for" if change.kind == "added" else "no longer asks for"
        return f"{role} {now} {skill}."
    if match[3] == "level":
        before, after = float(change.before), float(change.after)
        more = "more" if after > before else "less"
        return (
            f"{role} asks for {more} {skill}: {level_words(after)} ({change.after}) "
            f"instead of {level_words(before)} ({change.before})."
        )
    if match[3] == "importance":
        more = "more" if float(change.after) > float(change.before) else "less"
        return f"{skill} counts {more} in {role}: {change.after} of 5 instead of {change.before}."
    if match[3] == "essential":
        now = "now essential" if change.kind == "added" else "no longer essential"
        return f"{skill} is {now} for {role}."
    return f"{role}: the note on {skill} {_what(change)}."


def _about_related(change: Change, role: str, names: dict[tuple[str, str], str]) -> str:
    before, after = (_titles(text, names) for text in (change.before, change.after))
    come = ", ".join(title for title in after if title not in before)
    gone = ", ".join(title for title in before if title not in after)
    if not come and not gone:
        return f"{role}: the related roles are in another order."
    parts = (("now", come), ("no longer", gone))
    return f"{role} is {' and '.join(f'{when} related to {who}' for when, who in parts if who)}."


def _path_words(path: str) -> str:
    return path.replace("_", " ").replace(".", ", ")


def _what(change: Change) -> str:
    if not change.before or change.kind == "added":
        return "is new"
    return "is removed" if not change.after or change.kind == "removed" else "is changed"


def marked(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces, word by word, so that what differs can be marked."""
    old, new = re.findall(r"\s+|[^\s]+", before), re.findall(r"\s+|[^\s]+", after)
    left, right = [], []
    # Without autojunk: in texts of 200 words or more it would not match the frequent ones.
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if a < b:
            left.append(Piece("same" if tag == "equal" else "gone", "".join(old[a:b])))
        if c < d:
            right.append(Piece("same" if tag == "equal" else "new", "".join(new[c:d])))
    return left, right
