"""What must hold between the parts of a document before it may be published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from roles.catalogue.document import Catalogue, Role, Skill
from roles.catalogue.parse import Problem


def find_problems(catalogue: Catalogue) -> list[Problem]:
    """Every reason why ``catalogue`` may not be published; an empty list when it may."""
    return [
        *_duplicates(catalogue),
        *_catalogue_problems(catalogue),
        *(problem for skill in catalogue.skills for problem in _skill_problems(skill, catalogue)),
        *_cycles(catalogue),
        *(problem for role in catalogue.roles for problem in _role_problems(role, catalogue)),
        *_questionnaire_problems(catalogue),
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
    if not catalogue.questionnaires:
        yield Problem("catalogue", "questionnaires", "there must be at least one questionnaire")


def _unknown(
    where: str, path: str, slugs: Iterable[str], known: Iterable[str]
) -> Iterator[Problem]:
    allowed = set(known)
    for slug in slugs:
        if slug not in allowed:
            yield Problem(where, path, f"{slug!r} is not in the catalogue")


def _skill_problems(skill: Skill, catalogue: Catalogue) -> Iterator[Problem]:
    where = f"skill {skill.slug}"
    yield from _unknown(where, "category", [skill.category], catalogue.categories)
    yield from _unknown(where, "tools", skill.tools, (tool.slug for tool in catalogue.tools))
    yield from _unknown(
        where, "prerequisites", skill.prerequisites, (other.slug for other in catalogue.skills)
    )
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


def _role_problems(role: Role, catalogue: Catalogue) -> Iterator[Problem]:
    where = f"role {role.slug}"
    yield from _unknown(where, "family", [role.family], catalogue.families)
    yield from _unknown(
        where, "seniority", [role.seniority], (s.slug for s in catalogue.seniorities)
    )
    required = [requirement.skill for requirement in role.requirements]
    yield from _unknown(where, "requirements", required, (skill.slug for skill in catalogue.skills))
    activities = [item.activity for item in role.activities]
    yield from _unknown(where, "activities", activities, (a.slug for a in catalogue.activities))
    tools = [slug for group in role.tools for slug in group.items]
    yield from _unknown(where, "tools", tools, (tool.slug for tool in catalogue.tools))
    groups = [group.group for group in role.tools]
    for path, values in (
        ("requirements", required),
        ("activities", activities),
        ("tools", tools),
        ("tools", groups),
    ):
        for value in _repeated(values):
            yield Problem(where, path, f"{value!r} appears more than once")
    if not any(requirement.level > 0 for requirement in role.requirements):
        yield Problem(where, "requirements", "a role must ask for at least one skill above level 0")
    for salary in role.salaries:
        if not salary.p25 <= salary.median <= salary.p75:
            yield Problem(
                where,
                "salaries",
                f"{salary.year} {salary.experience}: p25 <= median <= p75 must hold",
            )


def _questionnaire_problems(catalogue: Catalogue) -> Iterator[Problem]:
    for questionnaire in catalogue.questionnaires:
        where = f"questionnaire {questionnaire.slug}"
        skills = [slug for section in questionnaire.sections for slug in section.skills]
        yield from _unknown(where, "sections", skills, (skill.slug for skill in catalogue.skills))
        yield from _unknown(
            where, "activities", questionnaire.activities, (a.slug for a in catalogue.activities)
        )
        for path, asked in (("sections", skills), ("activities", questionnaire.activities)):
            for slug in _repeated(asked):
                yield Problem(where, path, f"{slug!r} is asked more than once")
        if not skills:
            yield Problem(where, "sections", "must ask about at least one skill")
