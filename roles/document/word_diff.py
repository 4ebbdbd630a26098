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
NAMES = re.compile(  # lists of names, and how editors call them
    r"(?:(?:roles|skills|tools)\.[a-z0-9-]+\.(?:aliases|former_slugs)"
    r"|skills\.[a-z0-9-]+\.(?:prerequisites|tools)|scale|site\.sections|categories|families)"
)
ORDER = " (order)"
PART = re.compile(r"(roles|skills|activities|tools|questionnaires)\.([a-z0-9-]+)(?:\.(.+))?")
NOUNS = {"aliases": "other names", "sections": "sections of a role's page", "scale": "levels"}
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
    if NAMES.fullmatch(change.path):
        return _about_names(change, names)
    match = PART.fullmatch(change.path)
    if not match:
        return f"{_of_the_catalogue(change.path)} {_what(change)}."
    kind, slug, rest = match.groups()
    whose = f"{KINDS[kind]} “{names.get((kind, slug), slug)}”"
    if not rest:
        return f"{whose} {'is new' if change.kind == 'added' else 'is removed'}."
    if rest.endswith(ORDER):
        return f"{whose}: the order of {_path_words(rest.removesuffix(ORDER))} is changed."
    if rest.endswith(".in_post"):
        step = rest.removesuffix(".in_post").partition(".")[2]
        return f"{whose}: step {step} is {_now(change)} only learnt in a post."
    return f"{whose}: {_path_words(rest)} {_what(change)}."


def _of_the_catalogue(path: str) -> str:
    """What a path that belongs to no part is about, as the subject of a sentence."""
    if path.endswith(ORDER):
        return f"The order of {_path_words(path.removesuffix(ORDER))}"
    owner, _, rest = path.rpartition(".")
    return f"The {'site' if owner == 'site' else 'catalogue'}'s {_path_words(rest)}"


def _about_names(change: Change, names: dict[tuple[str, str], str]) -> str:
    """Which names of a list came and went."""
    owner, _, field = change.path.rpartition(".")
    of = {"prerequisites": "skills", "tools": "tools"}.get(field, "")
    before, after = (
        [names.get((of, name), name) for name in text.split("; ") if name]
        for text in (change.before, change.after)
    )
    noun = NOUNS.get(field, field.replace("_", " "))
    if match := PART.fullmatch(owner):
        whose = f"{KINDS[match[1]]} “{names.get((match[1], match[2]), match[2])}”"
    else:
        whose = "The site" if owner == "site" else "The catalogue"
    come = ", ".join(f"“{name}”" for name in after if name not in before)
    gone = ", ".join(f"“{name}”" for name in before if name not in after)
    if not come and not gone:
        return f"{whose} has its {noun} in another order."
    parts = (("has new", come), ("no longer has", gone))
    return f"{whose} {'; '.join(f'{has} {noun}: {what}' for has, what in parts if what)}."


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
        return f"{skill} is {_now(change)} essential for {role}."
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


def _now(change: Change) -> str:
    return "now" if change.kind == "added" else "no longer"


def _what(change: Change) -> str:
    # The last word of a path says whether it is one thing or several: hours, sources, start.
    last = change.path.rpartition(".")[2]
    verb = "are" if last.endswith("s") else "is"
    if not change.before or change.kind == "added":
        return f"{verb} new"
    return f"{verb} {'removed' if not change.after or change.kind == 'removed' else 'changed'}"


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
