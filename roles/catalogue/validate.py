"""What must hold between the parts of a document before it may be published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from roles.catalogue.document import Catalogue, Role, Skill
from roles.catalogue.parse import Problem


def find_problems(catalogue: Catalogue) -> list[Problem]:
    """Every reason why ``catalogue`` may not be published; an empty list when it may."""
    known = _known(catalogue)
    return [
        *_duplicates(catalogue),
        *_catalogue_problems(catalogue),
        *(problem for skill in catalogue.skills for problem in _skill_problems(skill, known)),
        *_cycles(catalogue),
        *(problem for role in catalogue.roles for problem in _role_problems(role, known)),
        *_questionnaire_problems(catalogue, known),
    ]


def _repeated(values: Iterable[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def _duplicates(catalogue: Catalogue) -> Iterator[Problem]:
    kinds: dict[str, Iterable[str]] = {
        "categories": catalogue.categories,
        "families": catalogue.families,
        "seniorities": (item.slug for item in catalogue.seniorities),
        "tools": (item.slug for item in catalogue.tools),
        "activities": (item.slug for item in catalogue.activities),
        "skills": (item.slug for item in catalogue.skills),
        "roles": (item.slug for item in catalogue.roles),
        "questionnaires": (item.slug for item in catalogue.questionnaires),
        "steps": (step.slug for skill in catalogue.skills for step in skill.steps),
    }
    for kind, values in kinds.items():
        for value in _repeated(values):
            yield Problem("catalogue", kind, f"{value!r} appears more than once")


def _catalogue_problems(catalogue: Catalogue) -> Iterator[Problem]:
    if not catalogue.roles:
        yield Problem("catalogue", "roles", "there must be at least one role")
    elif not any(role.requirements for role in catalogue.roles):
        yield Problem("catalogue", "roles", "at least one role must ask for a skill")
    if not catalogue.questionnaires:
        yield Problem("catalogue", "questionnaires", "there must be at least one questionnaire")


@dataclass(frozen=True)
class _Known:
    """What the catalogue has, to look names up in."""

    categories: frozenset[str]
    families: frozenset[str]
    seniorities: frozenset[str]
    tools: frozenset[str]
    activities: frozenset[str]
    skills: frozenset[str]


def _known(catalogue: Catalogue) -> _Known:
    return _Known(
        categories=frozenset(catalogue.categories),
        families=frozenset(catalogue.families),
        seniorities=frozenset(item.slug for item in catalogue.seniorities),
        tools=frozenset(item.slug for item in catalogue.tools),
        activities=frozenset(item.slug for item in catalogue.activities),
        skills=frozenset(item.slug for item in catalogue.skills),
    )


def _unknown(
    where: str, path: str, slugs: Iterable[str], known: frozenset[str]
) -> Iterator[Problem]:
    for slug in slugs:
        if slug not in known:
            yield Problem(where, path, f"{slug!r} is not in the catalogue")


def _skill_problems(skill: Skill, known: _Known) -> Iterator[Problem]:
    where = f"skill {skill.slug}"
    yield from _unknown(where, "category", [skill.category], known.categories)
    yield from _unknown(where, "tools", skill.tools, known.tools)
    yield from _unknown(where, "prerequisites", skill.prerequisites, known.skills)
    for step in skill.steps:
        if step.level > 1 and not any(other.level == step.level - 1 for other in skill.steps):
            yield Problem(
                where,
                f"steps.{step.slug}",
                f"nobody can reach it: no step leads to level {step.level - 1}",
            )


def _cycles(catalogue: Catalogue) -> Iterator[Problem]:
    """Name each skill that cannot be put in an order where prerequisites come first."""
    waiting = {skill.slug: set(skill.prerequisites) for skill in catalogue.skills}
    known = set(waiting)
    while True:
        ready = [slug for slug, needs in waiting.items() if not (needs & known)]
        if not ready:
            break
        for slug in ready:
            del waiting[slug]
            known.discard(slug)
    if waiting:
        names = ", ".join(sorted(waiting))
        yield Problem(
            "catalogue", "skills", f"prerequisites go in a circle among or above: {names}"
        )


def _role_problems(role: Role, known: _Known) -> Iterator[Problem]:
    where = f"role {role.slug}"
    yield from _unknown(where, "family", [role.family], known.families)
    yield from _unknown(where, "seniority", [role.seniority], known.seniorities)
    required = [requirement.skill for requirement in role.requirements]
    yield from _unknown(where, "requirements", required, known.skills)
    activities = [item.activity for item in role.activities]
    yield from _unknown(where, "activities", activities, known.activities)
    tools = [slug for group in role.tools for slug in group.items]
    yield from _unknown(where, "tools", tools, known.tools)
    groups = [group.group for group in role.tools]
    for path, values in (
        ("requirements", required),
        ("activities", activities),
        ("tools", tools),
        ("tools", groups),
    ):
        for value in _repeated(values):
            yield Problem(where, path, f"{value!r} appears more than once")
    if role.requirements and not role.is_rated:
        yield Problem(where, "requirements", "a role must ask for at least one skill above level 0")
    for salary in role.salaries:
        if not salary.p25 <= salary.median <= salary.p75:
            yield Problem(
                where,
                "salaries",
                f"{salary.year} {salary.experience}: p25 <= median <= p75 must hold",
            )


def _questionnaire_problems(catalogue: Catalogue, known: _Known) -> Iterator[Problem]:
    for questionnaire in catalogue.questionnaires:
        where = f"questionnaire {questionnaire.slug}"
        skills = [slug for section in questionnaire.sections for slug in section.skills]
        yield from _unknown(where, "sections", skills, known.skills)
        yield from _unknown(where, "activities", questionnaire.activities, known.activities)
        for path, asked in (("sections", skills), ("activities", questionnaire.activities)):
            for slug in _repeated(asked):
                yield Problem(where, path, f"{slug!r} is asked more than once")
        if not skills:
            yield Problem(where, "sections", "must ask about at least one skill")
