"""ESCO classification (its CSV zip) -> catalogue document.

ESCO says which of its 13,000 fine skills an occupation needs, not how well. The skills rated here
are ESCO's groups of them, about a hundred; see docs/decisions/0016 for how levels are set.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from roles.document.parse import parse_catalogue, refusal
from roles.sources.base import Imported, Problems, Progress, Warnings, silent
from roles.sources.esco_groups import EscoGroup, Groups, read_groups
from roles.sources.files import Files
from roles.sources.tables import SHORT, Commas, Reader, Row
from roles.sources.words import Slugs, first_sentence, told_apart, with_capital

ESSENTIAL, OPTIONAL = "essential", "optional"
LEVELS = {ESSENTIAL: 3, OPTIONAL: 2}  # of a group that holds an essential skill; only optional ones
WEIGHTS = {ESSENTIAL: 1.0, OPTIONAL: 0.5}  # how a fine skill counts for importance
EXAMPLES = 3
SENIORITY = {"slug": "any-level", "name": "Any level"}
# The end of a file's name: some tables carry their language, others are the same for all.
LANGUAGE = r"(?:_[a-z]{2}(?:-[a-z]{2})?)?\.csv"
ATTRIBUTION = (
    "This service uses the {release} classification of the European Commission. The levels, and "
    "the grouping of its skills, are CareerPath's own."
)
DESCRIPTION = (
    "{roles:,} occupations of {release} and {groups} groups of its skills. ESCO says which skills "
    "an occupation needs, essential or optional, and gives no levels. So a group that holds an "
    "essential skill is asked for at level 3 (practitioner), one that holds optional skills only "
    "at level 2 (working), and a group is the more important the more of the occupation's skills "
    "it holds. These are defaults, not findings: read close calls with care."
)
OCCUPATION = {"uri": ("conceptUri",), "isco": ("iscoGroup",), "title": ("preferredLabel",)}
OCCUPATION_TEXTS = {"description": ("description",), "date": ("modifiedDate",)}
SKILL = {"uri": ("conceptUri",), "name": ("preferredLabel",)}
RELATION = {
    "occupation": ("occupationUri",),
    "kind": ("relationType",),
    "skill": ("skillUri",),
}
RELATION_TYPE = {"type": ("skillType",)}


@dataclass
class _Occupation:
    uri: str
    title: str
    isco: str
    description: str
    year: int
    skills: dict[str, str] = field(default_factory=dict)  # fine skill -> essential or optional


def read_esco(place: Path, progress: Progress = silent) -> Imported:
    """Read an ESCO release, a zip or a folder of its CSV files, into a catalogue.

    Raises CatalogueError with every problem, each with file, line and column.
    """
    with Files(place) as files:
        warnings = Warnings()
        reader = Reader(files, Commas, Problems(), progress)
        families = _families(reader)
        occupations = _occupations(reader)
        names = _skill_names(reader)
        groups = read_groups(reader, names, LANGUAGE)
        _relations(reader, occupations, names, warnings)
        reader.problems.refuse()
        release = _release(files)
    progress(f"Putting {len(occupations):,} occupations together")
    asked = {skill for occupation in occupations.values() for skill in occupation.skills}
    for skill in sorted(asked):
        if not groups.of(skill):
            warnings.add("skills", names[skill], "belongs to no group of skills; left out")
    used = groups.used(asked)
    slugs, role_slugs = Slugs(), Slugs()
    slug_of = {group: slugs.of(group.name) for group in used}
    group_names = told_apart((with_capital(group.name), group.category) for group in used)
    titles = told_apart((item.title, f"ISCO {item.isco}") for item in occupations.values())
    roles = [
        {
            **_plain_role(
                occupation, role_slugs, families, _Grouping(groups, slug_of, names), release
            ),
            "title": title,
        }
        for occupation, title in zip(occupations.values(), titles, strict=True)
    ]
    present = {role["family"] for role in roles}
    categories = list(dict.fromkeys(group.category for group in used))
    catalogue = parse_catalogue(
        {
            "title": f"{release} occupations",
            "description": DESCRIPTION.format(roles=len(roles), release=release, groups=len(used)),
            "attribution": ATTRIBUTION.format(release=release),
            "categories": categories,
            "families": [name for name in (*families.values(), "Other") if name in present],
            "seniorities": [SENIORITY],
            "skills": [
                {**_plain_skill(group, slug_of[group]), "name": name}
                for group, name in zip(used, group_names, strict=True)
            ],
            "roles": roles,
            "questionnaires": [_plain_questionnaire(used, slug_of, categories)],
        }
    )
    return Imported(catalogue, warnings.all())


def _release(files: Files) -> str:
    # No table says which release it is of; the Commission's archives do in their name.
    found = re.search(r"v(\d+\.\d+(?:\.\d+)?)", files.name)
    return f"ESCO v{found[1]}" if found else "ESCO"


def _families(reader: Reader) -> dict[str, str]:
    """The names of the ten major groups of occupations, by their digit."""
    pattern = f"ISCOGroups{LANGUAGE}"
    columns = {"code": ("code",), "name": ("preferredLabel",)}
    return {
        code: name
        for row in reader.rows(pattern, columns, named="ISCOGroups_en.csv")
        if (code := row.optional("code", SHORT)) and len(code) == 1
        if (name := row.text("name", SHORT))
    }


def _occupations(reader: Reader) -> dict[str, _Occupation]:
    found: dict[str, _Occupation] = {}
    pattern = f"occupations{LANGUAGE}"
    for row in reader.rows(pattern, OCCUPATION, OCCUPATION_TEXTS, named="occupations_en.csv"):
        uri, title = _uri(row, "uri"), row.text("title", SHORT - 10)
        description = row.optional("description")
        if uri is None or title is None:
            continue
        if uri in found:
            row.wrong("uri", f"{uri} was there before")
        year = row.optional("date", SHORT)[:4]
        found[uri] = _Occupation(
            uri=uri,
            title=with_capital(title),
            isco=row.optional("isco", SHORT),
            description=description,
            year=int(year) if re.fullmatch(r"(19|20)\d\d", year, re.ASCII) else 2022,
        )
    if not found:
        raise refusal("occupations", "has no occupations")
    return found


def _uri(row: Row, column: str) -> str | None:
    uri = row.text(column, 300)
    if uri is not None and not re.fullmatch(r"https?://[^\s<>\"]+", uri):
        row.wrong(column, f"must be a web address; got {uri!r:.80}")
        return None
    return uri


def _skill_names(reader: Reader) -> dict[str, str]:
    return {
        uri: name
        for row in reader.rows(f"skills{LANGUAGE}", SKILL, named="skills_en.csv")
        if (uri := _uri(row, "uri")) and (name := row.text("name", 1_000))
    }


def _relations(
    reader: Reader,
    occupations: dict[str, _Occupation],
    names: dict[str, str],
    warnings: Warnings,
) -> None:
    """Which skills each occupation needs; relations that point nowhere go to the warnings."""
    pattern = f"occupationSkillRelations{LANGUAGE}"
    for row in reader.rows(pattern, RELATION, RELATION_TYPE, named="occupationSkillRelations.csv"):
        uri, skill = row.text("occupation", 300), row.text("skill", 300)
        kind = row.choice("kind", (ESSENTIAL, OPTIONAL))
        if not (uri and skill and kind):
            row.text("kind")  # choice() lets a blank cell pass; here it is a problem
            continue
        place = f"line {row.line}"
        if uri not in occupations:
            warnings.add(row.file, place, "names an occupation that is not there; left out")
            continue
        if skill not in names:
            warnings.add(row.file, place, "names a skill that is not there; left out")
            continue
        if row.has("type") and not row.optional("type"):
            warnings.add(row.file, place, "does not say whether it is a skill or knowledge; used")
        skills = occupations[uri].skills
        # Of two relations between the same two the stronger counts.
        skills[skill] = ESSENTIAL if ESSENTIAL in (kind, skills.get(skill)) else OPTIONAL


@dataclass(frozen=True)
class _Grouping:
    """Makes requirements: the groups, their slugs, and the fine skills' names by address."""

    groups: Groups
    slugs: dict[EscoGroup, str]
    names: dict[str, str]

    def requirements(self, skills: dict[str, str]) -> list[dict[str, Any]]:
        """What an occupation asks of each group that holds any of its skills."""
        held: dict[EscoGroup, list[str]] = defaultdict(list)
        for skill in skills:
            for group in self.groups.of(skill):
                held[group].append(skill)
        weights = {
            group: sum(WEIGHTS[skills[skill]] for skill in inside) for group, inside in held.items()
        }
        most = max(weights.values(), default=1.0)
        return [
            {
                "skill": slug,
                "level": LEVELS[
                    ESSENTIAL
                    if any(skills[skill] == ESSENTIAL for skill in held[group])
                    else OPTIONAL
                ],
                "importance": round(1 + 4 * weights[group] / most, 2),
                "note": self._note(held[group], skills),
            }
            for group, slug in self.slugs.items()
            if group in held
        ]

    def _note(self, inside: Iterable[str], skills: dict[str, str]) -> str:
        """How many fine skills stand behind a requirement, and the first of them."""
        ordered = sorted(inside, key=lambda skill: (skills[skill], self.names[skill]))
        essential = sum(skills[skill] == ESSENTIAL for skill in ordered)
        counts = ((essential, ESSENTIAL), (len(ordered) - essential, OPTIONAL))
        said = ", ".join(f"{count} {kind}" for count, kind in counts if count)
        names = "; ".join(self.names[skill] for skill in ordered[:EXAMPLES])
        more = "; …" if len(ordered) > EXAMPLES else ""
        return f"{said}: {names}{more}"


def _plain_role(
    occupation: _Occupation,
    slugs: Slugs,
    families: dict[str, str],
    grouping: _Grouping,
    release: str,
) -> dict[str, Any]:
    return {
        "slug": slugs.of(occupation.title),
        "family": families.get(occupation.isco[:1], "Other"),
        "seniority": SENIORITY["slug"],
        "summary": first_sentence(occupation.description),
        "definition": occupation.description,
        "requirements": grouping.requirements(occupation.skills),
        "sources": [
            {
                "title": f"{occupation.title} (ISCO {occupation.isco})"[:SHORT],
                "publisher": f"{release}, European Commission",
                "url": occupation.uri,
                "year": occupation.year,
            }
        ],
    }


def _plain_skill(group: EscoGroup, slug: str) -> dict[str, Any]:
    asked = "How much do you know of" if group.is_knowledge else "How good are you at"
    return {
        "slug": slug,
        "category": group.category,
        "description": group.description,
        "prompt": f"{asked} {group.name}?",
    }


def _plain_questionnaire(
    groups: list[EscoGroup], slugs: dict[EscoGroup, str], categories: list[str]
) -> dict[str, Any]:
    return {
        "slug": "full",
        "title": "Groups of skills",
        "description": "The groups of skills that occupations draw on, a field at a time.",
        "sections": [
            {
                "title": category,
                "skills": [slugs[group] for group in groups if group.category == category],
            }
            for category in categories
        ],
    }
