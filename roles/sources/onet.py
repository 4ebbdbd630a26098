"""O*NET releases -> catalogue document.

A release is a zip or a folder of tab-separated text tables. Columns are found by their names.
Levels 0-7 become 0-4 in hundredths, importance stays 1-5. See docs/decisions/0016.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from roles.document.parse import parse_catalogue, refusal
from roles.sources import onet_details as details
from roles.sources.base import Imported, Problems, Progress, Warnings, silent
from roles.sources.files import Files
from roles.sources.onet_interests import Interests, read_interests
from roles.sources.onet_ratings import Ratings, read_ratings
from roles.sources.onet_related import read_related
from roles.sources.onet_tables import (
    CODE,
    FAMILIES,
    TITLE,
    Occupation,
    code_of,
    release_version,
    table,
)
from roles.sources.tables import LONG, SHORT, Reader, Tabs
from roles.sources.words import Slugs, first_sentence, told_apart

ATTRIBUTION = (
    "This site includes information from the {release} Database by the U.S. Department of Labor, "
    "Employment and Training Administration (USDOL/ETA). Used under the CC BY 4.0 license. "
    "O*NET® is a trademark of USDOL/ETA. CareerPath has modified all or some of this information. "
    "USDOL/ETA has not approved, endorsed, or tested these modifications."
)
DESCRIPTION = (
    "{roles:,} occupations of {release}, {rated:,} of them with rated skills and knowledge. Levels "
    "are O*NET's 0 to 7 brought to 0 to 4; what each level means is O*NET's own example of it. "
    "An occupation that O*NET has not rated asks for nothing here and is never recommended."
)


def read_onet(place: Path, progress: Progress = silent) -> Imported:
    """Read an O*NET release, a zip or a folder of its text tables, into a catalogue.

    Occupation Data, Skills and Knowledge must be there; without another table roles go without what
    it holds. Raises CatalogueError with every problem, each with file, line and column.
    """
    with Files(place) as files:
        problems, warnings = Problems(), Warnings()
        reader = Reader(files, Tabs, problems, progress)
        version = release_version(files)
        occupations = _occupations(reader)
        ratings = read_ratings(reader, occupations, warnings)
        skills = details.Skills(reader, ratings.elements)
        zones = details.read_zones(reader, occupations, warnings)
        tasks = details.read_tasks(reader, occupations, warnings)
        education = details.read_education(reader, occupations, warnings)
        tools = details.read_tools(reader, occupations, warnings)
        related = read_related(reader, occupations, warnings)
        interests = read_interests(reader, occupations, warnings)
        problems.refuse()
    release = f"O*NET {version}".strip()
    progress(f"Putting {len(occupations):,} occupations together")
    slugs = Slugs()
    slug_of = {code: slugs.of(occupation.title) for code, occupation in occupations.items()}
    titles = told_apart((occupation.title, code) for code, occupation in occupations.items())
    roles = [
        {
            "slug": slug_of[occupation.code],
            "title": title,
            **_plain_role(occupation, ratings, skills, release),
            "seniority": zones.of(occupation.code),
            "grade": zones.grade(occupation.code),
            "responsibilities": tasks.get(occupation.code, []),
            "education": education.of(occupation.code, release),
            "tools": tools.of(occupation.code),
            "activities": interests.of(occupation.code),
            "related": [slug_of[code] for code in related.get(occupation.code, ())],
        }
        for occupation, title in zip(occupations.values(), titles, strict=True)
    ]
    used = {occupation.family for occupation in occupations.values()}
    rated = sum(bool(role["requirements"]) for role in roles)
    catalogue = parse_catalogue(
        {
            "title": f"{release} occupations",
            "description": DESCRIPTION.format(roles=len(roles), rated=rated, release=release),
            "attribution": ATTRIBUTION.format(release=release),
            "categories": skills.categories,
            "families": [name for name in FAMILIES.values() if name in used],
            "seniorities": zones.seniorities,
            "tools": tools.all,
            "activities": interests.activities,
            "skills": skills.all(ratings),
            "roles": roles,
            "questionnaires": [_plain_questionnaire(skills, interests, release)],
        }
    )
    return Imported(catalogue, warnings.all())


def _occupations(reader: Reader) -> dict[str, Occupation]:
    """Every occupation by its code, in the order of the table."""
    columns = {"code": CODE, "title": TITLE, "description": ("Description",)}
    found: dict[str, Occupation] = {}
    for row in reader.rows(table("Occupation Data"), columns, named="Occupation Data.txt"):
        code, title = code_of(row), row.text("title", SHORT)
        description = row.optional("description", LONG)
        if code is None or title is None:
            continue
        if code in found:
            row.wrong("code", f"{code} was there before")
        found[code] = Occupation(code, title, description, FAMILIES.get(code[:2], "Other"))
    reader.problems.refuse()  # now: each row of other tables would name an occupation left out here
    if not found:
        raise refusal("Occupation Data.txt", "has no occupations")
    return found


def _plain_role(
    occupation: Occupation, ratings: Ratings, skills: details.Skills, release: str
) -> dict[str, Any]:
    code = occupation.code
    slug_of: Callable[[str], str] = skills.slugs.__getitem__
    return {
        "family": occupation.family,
        "summary": first_sentence(occupation.description),
        "definition": occupation.description,
        "requirements": [
            {"skill": slug_of(element), "level": level, "importance": importance}
            for element, level, importance in ratings.requirements(code)
        ],
        "sources": [
            {
                "title": f"{occupation.title} ({code})",
                "publisher": f"{release}, U.S. Department of Labor",
                "url": f"https://www.onetonline.org/link/summary/{code}",
                "year": ratings.year,
            }
        ],
    }


def _plain_questionnaire(
    skills: details.Skills, interests: Interests, release: str
) -> dict[str, Any]:
    """Every skill and all knowledge, a section a group of O*NET's, and the areas of interest."""
    return {
        "slug": "full",
        "title": "Skills and knowledge",
        "description": f"The skills and the knowledge by which {release} describes occupations.",
        "sections": [
            {"title": category, "skills": [skills.slugs[element] for element in elements]}
            for category, elements in skills.groups.items()
        ],
        "activities": interests.slugs,
    }
