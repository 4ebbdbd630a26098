"""One role as a document of its own, to say what it lacks without reading the whole draft."""

from __future__ import annotations

from typing import Any

from django.db.models import prefetch_related_objects

from roles import models as rows
from roles.document import types as doc
from roles.draft.read import read_role, read_scale, with_children


def read_with(role: rows.Role) -> doc.Catalogue:
    """A catalogue with one role only, and of all else no more than it takes to judge that one.

    Skills have their name, levels and steps, unchecked. A fixed number of queries, fewer for a role
    that was read with its children. Raises CatalogueError where the role's own rows hold what a
    document may not.
    """
    row = with_children(role)
    # The related ones are not read, and the database knows that they are there.
    draft = read_role(row).model_copy(update={"related": ()})
    naming: list[Any] = [*row.requirements.all(), *row.getting_started.all()]
    skills = {item.skill.slug: item.skill for item in naming if item.skill}
    prefetch_related_objects([*skills.values()], "level_statements", "steps")
    return doc.Catalogue.model_construct(
        categories=(),
        families=(draft.family,),
        seniorities=(doc.Seniority.model_construct(slug=draft.seniority),),
        scale=read_scale(),
        tools=tuple(
            doc.Tool.model_construct(slug=tool.slug, name=tool.name)
            for tool in {child.tool for child in row.role_tools.all()}
        ),
        activities=tuple(
            doc.Activity.model_construct(slug=slug)
            for slug in {child.activity.slug for child in row.activities.all()}
        ),
        skills=tuple(map(_skill_to_judge, skills.values())),
        roles=(draft,),
        questionnaires=(),
    )


def _skill_to_judge(skill: rows.Skill) -> doc.Skill:
    steps = ((step.slug, step.level) for step in skill.steps.all())
    return doc.Skill.model_construct(
        slug=skill.slug,
        name=skill.name,
        category="",
        levels={item.level: item.text for item in skill.level_statements.all()},
        steps=tuple(doc.LearningStep.model_construct(slug=s, level=level) for s, level in steps),
        prerequisites=(),
        tools=(),
    )
