"""What a role or a skill still lacks to be as useful as it could be; it may be published so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil

from roles.document.types import Catalogue, Role, Skill

FEW_REQUIREMENTS = 5
# The parts of a role's page, in reading order, and what to say where one is empty.
PARTS = {
    "summary": "no summary",
    "definition": "no definition",
    "responsibilities": "no responsibilities",
    "activities": "no activities, so nobody can say whether they would enjoy it",
    "education": "no usual way in",
    "tools": "no tools",
    "industries": "no industries",
    "outlook": "no outlook",
    "salaries": "no salaries",
    "getting_started": "no getting-started steps",
    "sources": "no source",
}


@dataclass(frozen=True)
class Hint:
    """Something a role or skill lacks: ``part`` is the field's name, ``message`` a phrase for
    editors, ``count`` how many things of that kind are missing."""

    part: str
    message: str
    count: int = 1


def role_hints(role: Role, skills: Mapping[str, Skill]) -> list[Hint]:
    """What a role lacks, in the order of its page; ``skills`` by slug are those it asks for."""
    empty = [Hint(part, message) for part, message in PARTS.items() if not getattr(role, part)]
    return sorted([*empty, *_requirement_hints(role, skills)], key=_place)


def _place(hint: Hint) -> int:
    order = ["summary", "definition", "responsibilities", "requirements", *PARTS]
    return order.index(hint.part)


def _requirement_hints(role: Role, skills: Mapping[str, Skill]) -> Iterator[Hint]:
    asked = [item for item in role.requirements if item.level > 0]
    if len(asked) < FEW_REQUIREMENTS:
        message = f"asks for {len(asked)} skills only, which tells it badly from other roles"
        yield Hint("requirements", message)
    known = [(item, skills[item.skill]) for item in asked if item.skill in skills]
    # Levels between two are shown with the statement of the nearest; a half goes up, as on pages.
    silent = [skill.name for item, skill in known if int(item.level + 0.5) not in skill.levels]
    if silent:
        message = f"no “You can ...” statement for the level asked: {', '.join(silent)}"
        yield Hint("requirements", message, len(silent))
    unlearnable = [skill.name for item, skill in known if missing_steps(skill, item.level)]
    if unlearnable:
        message = f"no learning steps all the way to the level asked: {', '.join(unlearnable)}"
        yield Hint("requirements", message, len(unlearnable))


def missing_steps(skill: Skill, level: float) -> list[int]:
    """The whole levels from 1 up to ``level``, rounded up, that no learning step leads to."""
    reached = {step.level for step in skill.steps}
    return [n for n in range(1, ceil(level) + 1) if n not in reached]


def skill_hints(skill: Skill, catalogue: Catalogue) -> list[Hint]:
    """What a skill lacks: statements, learning steps, a role that asks for it, a questionnaire
    that asks about it."""
    found = []
    highest = len(catalogue.level_names) - 1
    silent = [str(level) for level in range(1, highest + 1) if level not in skill.levels]
    if silent:
        found.append(Hint("levels", f"no statement for level {', '.join(silent)}", len(silent)))
    if not skill.steps:
        found.append(Hint("steps", "no learning steps"))
    elif missing := missing_steps(skill, highest):
        levels = ", ".join(map(str, missing))
        found.append(Hint("steps", f"no learning step to level {levels}", len(missing)))
    if not any(r.skill == skill.slug for role in catalogue.roles for r in role.requirements):
        found.append(Hint("use", "no role asks for it"))
    asked = {s for q in catalogue.questionnaires for part in q.sections for s in part.skills}
    if skill.slug not in asked:
        found.append(Hint("use", "no questionnaire asks about it"))
    return found
