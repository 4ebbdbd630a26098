"""GOV.UK Digital and Data framework (roles.csv and skills.csv) -> catalogue document.

A role for each role level. The framework's four levels are ours. It gives no importance: every
skill counts alike. See docs/decisions/0016.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from roles.document.parse import parse_catalogue, refusal
from roles.document.types import LEVEL_NAMES, Grade, folded
from roles.sources.base import Imported, Problems, Progress, Warnings, silent
from roles.sources.files import Files
from roles.sources.tables import SHORT, Commas, Reader, Row
from roles.sources.words import Slugs, first_sentence, told_apart, with_capital, with_small

NAME = "Government Digital and Data Profession Capability Framework"
URL = "https://ddat-capability-framework.service.gov.uk/"
EDITION = 2025  # the year of the files this reader was written for; they carry none
ATTRIBUTION = (
    f"Contains public sector information from the {NAME}, licensed under the Open Government "
    "Licence v3.0."
)
DESCRIPTION = (
    "{roles} roles of the framework, one for each role level, and {skills} skills with their four "
    "levels. The framework does not say how important a skill is: each counts alike. Roles of the "
    "Senior Civil Service have skills without levels; they can be read, but are never recommended."
)
NOT_IN_USE = "NOT IN USE"  # stands for the level in roles of the Senior Civil Service
LEVELS = tuple(name.capitalize() for name in LEVEL_NAMES[1:])
IMPORTANCE = 3  # the middle of 1 to 5, since the framework names none
LONGEST_PAGE = 12  # questions
UNRATED = "Leadership skills without levels"
# A word of the role level's name -> seniority; the first that is found counts.
SENIORITIES = (
    ("apprentice", "Apprentice or trainee"),
    ("trainee", "Apprentice or trainee"),
    ("junior", "Junior"),
    ("associate", "Associate"),
    ("", "Practising"),
    ("senior", "Senior"),
    ("lead", "Lead"),
    ("principal", "Principal"),
    ("head", "Head"),
    ("chief", "Chief"),
)
GRADES = {
    "Apprentice or trainee": Grade.ENTRY,
    "Junior": Grade.ENTRY,
    "Associate": Grade.ENTRY,
    "Practising": Grade.MID,
    "Senior": Grade.SENIOR,
    "Lead": Grade.LEAD,
    "Principal": Grade.LEAD,
    "Head": Grade.HEAD,
    "Chief": Grade.HEAD,
    "Senior Civil Service": Grade.HEAD,
}
ROLE_COLUMNS = {
    "family": ("Role Family",),
    "role": ("Role",),
    "level_name": ("Role Level",),
    "skill": ("Skill Name",),
    "level": ("Skill Level",),
}
ROLE_TEXTS = {
    "about_role": ("Role Description",),
    "about_level": ("Role Level Description",),
}
SKILL_COLUMNS = {"skill": ("Skill Name",), **{name: (name,) for name in LEVELS}}
SKILL_TEXTS = {"description": ("Skill Description",)}


@dataclass
class _Role:
    """A role level, on the ladder of its role.

    ``levels`` 1-4 by the skill's key, ``unrated`` names of skills without one.
    """

    family: str
    title: str
    about: str
    level_text: str
    seniority: str
    ladder: str
    levels: dict[str, int] = field(default_factory=dict)
    unrated: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Skill:
    name: str
    slug: str
    description: str
    levels: dict[int, str]


def read_gdad(place: Path, progress: Progress = silent) -> Imported:
    """Read roles.csv and skills.csv, from a folder or a zip, into a catalogue.

    Raises CatalogueError with every problem, each with file, line and column.
    """
    with Files(place) as files:
        reader = Reader(files, Commas, Problems(), progress)
        warnings = Warnings()
        skills = _skills(reader)
        roles = _roles(reader, skills, warnings)
        reader.problems.refuse()
    categories = _categories(roles, skills)
    slugs = Slugs()
    titles = told_apart((role.title, role.family) for role in roles)
    plain = [
        {**_plain_role(role, slugs, skills), "title": title}
        for role, title in zip(roles, titles, strict=True)
    ]
    used = {role["seniority"] for role in plain}
    names = dict.fromkeys(name for _word, name in SENIORITIES)
    asked: dict[str, list[str]] = defaultdict(list)
    for name, skill in skills.items():
        if categories[name] != UNRATED:
            asked[categories[name]].append(skill.slug)
    families = list(dict.fromkeys(role.family for role in roles))
    ordered = [name for name in (*families, UNRATED) if name in categories.values()]
    catalogue = parse_catalogue(
        {
            "title": "Government digital and data roles",
            "description": DESCRIPTION.format(roles=len(plain), skills=len(skills)),
            "attribution": ATTRIBUTION,
            "categories": ordered,
            "families": families,
            "seniorities": [
                {"slug": _seniority_slug(name), "name": name}
                for name in (*names, "Senior Civil Service")
                if _seniority_slug(name) in used
            ],
            "skills": [
                {
                    "slug": skill.slug,
                    "name": skill.name,
                    "category": categories[name],
                    "description": skill.description,
                    "prompt": f"How good are you at {with_small(skill.name)}?",
                    "levels": skill.levels,
                }
                for name, skill in skills.items()
            ],
            "roles": plain,
            "questionnaires": [
                {
                    "slug": "full",
                    "title": "Digital and data skills",
                    "description": "Every skill of the framework that has levels.",
                    "sections": [
                        section
                        for name in ordered
                        if name in asked
                        for section in _sections(name, asked[name])
                    ],
                }
            ],
        }
    )
    return Imported(catalogue, warnings.all())


def _sections(name: str, skills: list[str]) -> list[dict[str, Any]]:
    """The questions about one category's skills: as few pages as LONGEST_PAGE allows, about equally
    long."""
    pages = -(-len(skills) // LONGEST_PAGE)  # rounded up
    size = -(-len(skills) // pages)
    return [
        {
            "title": name if pages == 1 else f"{name} ({page + 1} of {pages})",
            "skills": skills[page * size : (page + 1) * size],
        }
        for page in range(pages)
    ]


def _skills(reader: Reader) -> dict[str, _Skill]:
    """The skills by their folded name, in the table's order."""
    slugs = Slugs()
    found: dict[str, _Skill] = {}
    for row in reader.rows(r"skills?\.csv", SKILL_COLUMNS, SKILL_TEXTS, named="skills.csv"):
        name = row.text("skill", SHORT)
        if name is None:
            continue
        if _key(name) in found:
            row.wrong("skill", f"{name!r:.80} was there before")
            continue
        levels = {
            level: text
            for level, column in enumerate(LEVELS, 1)
            if (text := _flat(row.optional(column)))
        }
        found[_key(name)] = _Skill(name, slugs.of(name), _flat(row.optional("description")), levels)
    if not found:
        raise refusal("skills.csv", "has no skills")
    return found


def _key(name: str) -> str:
    return folded(name)


def _roles(reader: Reader, skills: dict[str, _Skill], warnings: Warnings) -> list[_Role]:
    """A role for each role level, in the table's order."""
    found: dict[tuple[str, str, str], _Role] = {}
    for row in reader.rows(r"roles?\.csv", ROLE_COLUMNS, ROLE_TEXTS, named="roles.csv"):
        family, name = row.text("family", SHORT), row.text("role", SHORT)
        level_name, skill = row.text("level_name", SHORT), row.text("skill", SHORT)
        level = row.choice("level", (*LEVELS, NOT_IN_USE))
        if not (family and name and level_name and skill and level):
            row.text("level")  # choice() lets a blank cell pass; here it is a problem
            continue
        role = found.get((family, name, level_name))
        if role is None:
            role = found[family, name, level_name] = _new_role(row, family, name, level_name)
        place = f"line {row.line}, {skill}"
        if _key(skill) not in skills:
            warnings.add(row.file, place, "is not in skills.csv; left out")
        elif level == NOT_IN_USE:
            role.unrated.append(skill)
        else:
            _ask(role, _key(skill), LEVELS.index(level) + 1, (row.file, place), warnings)
    if not found:
        raise refusal("roles.csv", "has no roles")
    return list(found.values())


def _ask(role: _Role, skill: str, level: int, at: tuple[str, str], warnings: Warnings) -> None:
    before = role.levels.get(skill, level)
    if before != level:
        warnings.add(*at, "is asked for at two levels by one role; the higher counts")
    role.levels[skill] = max(before, level)


def _new_role(row: Row, family: str, name: str, level_name: str) -> _Role:
    level_text = row.optional("about_level")
    if level_name == NOT_IN_USE:  # there is one level only: the role's own name stands for it
        level_name, seniority, level_text = name, "Senior Civil Service", ""
    else:
        seniority = _seniority(level_name)
    about = row.optional("about_role")
    return _Role(family, level_name, about, level_text, seniority, f"{family}: {name}")


def _seniority(title: str) -> str:
    words = title.casefold().split()
    return next((name for word, name in SENIORITIES if word in words), "Practising")


def _seniority_slug(name: str) -> str:
    return name.casefold().replace(" ", "-")


def _plain_role(role: _Role, slugs: Slugs, skills: dict[str, _Skill]) -> dict[str, Any]:
    text, duties = _split(role.level_text or role.about)
    about = _split(role.about)[0]
    definition = "\n\n".join(dict.fromkeys(part for part in (about, text) if part))
    if role.unrated:
        named = "; ".join(role.unrated)
        definition += f"\n\nSkills named for it, without levels: {named}."
    return {
        "slug": slugs.of(role.title),
        "family": role.family,
        "seniority": _seniority_slug(role.seniority),
        "grade": GRADES[role.seniority],
        "ladder": role.ladder,
        "summary": first_sentence(text or about),
        "definition": definition,
        "responsibilities": duties,
        "requirements": [
            {"skill": skills[name].slug, "level": level, "importance": IMPORTANCE}
            for name, level in role.levels.items()
        ],
        "sources": [
            {"title": f"{NAME}: {role.title}", "publisher": "GOV.UK", "url": URL, "year": EDITION}
        ],
    }


def _split(text: str) -> tuple[str, list[str]]:
    """A description's paragraphs without its list, and the list's points.

    The line that introduces the list ("In this role, you will:") goes.
    """
    lines = text.split("\n")
    points = [with_capital(line[1:].strip()) for line in lines if re.match(r"[-•*]\s*\S", line)]
    rest = [
        line
        for line in lines
        if line and not re.match(r"[-•*]", line) and not line.endswith((":", "you will"))
    ]
    return "\n\n".join(rest), points


def _flat(text: str) -> str:
    """A text with a list as one sentence: "You can: do this; do that."."""
    lines = [line for line in text.split("\n") if line]
    points = [re.sub(r"^[-•*]\s*", "", line) for line in lines]
    joined = ""
    for line, point in zip(lines, points, strict=True):
        between = "; " if line != point and joined and not joined.endswith(":") else " "
        joined = f"{joined}{between}{point}".strip()
    return joined if not joined or joined.endswith((".", "!", "?")) else f"{joined}."


def _categories(roles: list[_Role], skills: dict[str, _Skill]) -> dict[str, str]:
    """Each skill's category: the family whose roles ask for it most often."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for role in roles:
        for skill in role.levels:
            counts[skill][role.family] += 1
    return {
        name: counts[name].most_common(1)[0][0] if name in counts else UNRATED for name in skills
    }
