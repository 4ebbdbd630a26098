"""The catalogue document -> editors' rows. Field names are the same on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models

from roles import models as rows
from roles.document import types as doc
from roles.draft.read import ROLE_CHILDREN, STEP_FIELDS


def write_rows(catalogue: doc.Catalogue) -> None:
    """Make the rows say exactly what ``catalogue`` says. The caller holds the transaction.

    Roles and skills keep their row where the slug stays, so that the log of changes still points
    at them. The catalogue must have no problems (roles.catalogue.validate).
    """
    _clear_links()
    rows.CatalogueInfo.objects.update_or_create(
        id=1,
        defaults={
            "title": catalogue.title,
            "description": catalogue.description,
            "attribution": catalogue.attribution,
        },
    )
    categories = _upsert(rows.Category, "name", [{"name": name} for name in catalogue.categories])
    families = _upsert(rows.Family, "name", [{"name": name} for name in catalogue.families])
    seniorities = _upsert(rows.Seniority, "slug", _plain(catalogue.seniorities))
    tools = _upsert(rows.Tool, "slug", _plain(catalogue.tools))
    activities = _upsert(rows.Activity, "slug", _plain(catalogue.activities))
    skills = _write_skills(catalogue.skills, categories, tools)
    _write_roles(catalogue.roles, families, seniorities, skills, activities, tools)
    _write_questionnaires(catalogue.questionnaires, skills, activities)
    keep: dict[type[models.Model], dict[str, Any]] = {
        rows.Category: categories,
        rows.Family: families,
        rows.Seniority: seniorities,
        rows.Tool: tools,
        rows.Activity: activities,
    }
    for model, kept in keep.items():
        model._default_manager.exclude(pk__in=[row.pk for row in kept.values()]).delete()


def _clear_links() -> None:
    """Drop every row that hangs below a skill, role or questionnaire; they are written anew."""
    rows.Questionnaire.objects.all().delete()
    rows.LearningStep.objects.all().delete()
    children: list[type[models.Model]] = [
        *(model for model, _part in ROLE_CHILDREN.values()),
        rows.LevelStatement,
        rows.Responsibility,
        rows.Requirement,
        rows.RoleActivity,
        rows.RoleTool,
        rows.RelatedRole,
    ]
    for model in children:
        model._default_manager.all().delete()


def _plain(parts: Sequence[doc.Part]) -> list[dict[str, Any]]:
    return [dict(part) for part in parts]


def _upsert(model: type[models.Model], key: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    """Create or update by ``key``, in order; returns the rows by key."""
    if items:
        model._default_manager.bulk_create(
            [model(**item, position=position) for position, item in enumerate(items, 1)],
            update_conflicts=True,
            unique_fields=[key],
            update_fields=[*(name for name in items[0] if name != key), "position"],
        )
    return {
        getattr(row, key): row
        for row in model._default_manager.filter(**{f"{key}__in": [item[key] for item in items]})
    }


def _children(
    model: type[models.Model], parent: str, owner: Any, items: Iterable[dict[str, Any]]
) -> list[Any]:
    return [
        model(**{parent: owner}, **item, position=position)
        for position, item in enumerate(items, 1)
    ]


def _write_skills(
    skills: Sequence[doc.Skill], categories: dict[str, Any], tools: dict[str, Any]
) -> dict[str, Any]:
    rows.Skill.objects.exclude(slug__in=[skill.slug for skill in skills]).delete()
    written = _upsert(
        rows.Skill,
        "slug",
        [
            {
                "slug": skill.slug,
                "name": skill.name,
                "category": categories[skill.category],
                "description": skill.description,
                "prompt": skill.prompt,
                "spread": skill.spread,
            }
            for skill in skills
        ],
    )
    statements, steps, before, uses = [], [], [], []
    prerequisite, skill_tool = rows.Skill.prerequisites.through, rows.Skill.tools.through
    prerequisite._default_manager.all().delete()
    skill_tool._default_manager.all().delete()
    for skill in skills:
        row = written[skill.slug]
        statements += [
            rows.LevelStatement(skill=row, level=level, text=text)
            for level, text in skill.levels.items()
        ]
        step_items = ({name: getattr(step, name) for name in STEP_FIELDS} for step in skill.steps)
        steps += _children(rows.LearningStep, "skill", row, step_items)
        before += [
            prerequisite(from_skill=row, to_skill=written[slug]) for slug in skill.prerequisites
        ]
        uses += [skill_tool(skill=row, tool=tools[slug]) for slug in skill.tools]
    rows.LevelStatement.objects.bulk_create(statements)
    prerequisite._default_manager.bulk_create(before)
    skill_tool._default_manager.bulk_create(uses)
    rows.LearningStep.objects.bulk_create(steps)
    step_rows = {step.slug: step for step in rows.LearningStep.objects.all()}
    rows.Resource.objects.bulk_create(
        resource
        for skill in skills
        for step in skill.steps
        for resource in _children(
            rows.Resource, "step", step_rows[step.slug], _plain(step.resources)
        )
    )
    return written


def _write_roles(
    roles: Sequence[doc.Role],
    families: dict[str, Any],
    seniorities: dict[str, Any],
    skills: dict[str, Any],
    activities: dict[str, Any],
    tools: dict[str, Any],
) -> None:
    rows.Role.objects.exclude(slug__in=[role.slug for role in roles]).delete()
    written = _upsert(
        rows.Role,
        "slug",
        [
            {
                "slug": role.slug,
                "title": role.title,
                "family": families[role.family],
                "seniority": seniorities[role.seniority],
                "summary": role.summary,
                "definition": role.definition,
            }
            for role in roles
        ],
    )
    lists: dict[type[models.Model], list[Any]] = {}
    for role in roles:
        row = written[role.slug]
        plain: dict[type[models.Model], Iterable[dict[str, Any]]] = {
            rows.Responsibility: ({"text": text} for text in role.responsibilities),
            rows.Requirement: (
                {**dict(item), "skill": skills[item.skill]} for item in role.requirements
            ),
            rows.RoleActivity: (
                {**dict(item), "activity": activities[item.activity]} for item in role.activities
            ),
            rows.RoleTool: (
                {"group": group.group, "tool": tools[slug]}
                for group in role.tools
                for slug in group.items
            ),
            rows.RelatedRole: ({"other": written[slug]} for slug in role.related),
            **{model: _plain(getattr(role, name)) for name, (model, _p) in ROLE_CHILDREN.items()},
        }
        for model, items in plain.items():
            lists.setdefault(model, []).extend(_children(model, "role", row, items))
    for model, children in lists.items():
        model._default_manager.bulk_create(children)


def _write_questionnaires(
    questionnaires: Sequence[doc.Questionnaire], skills: dict[str, Any], activities: dict[str, Any]
) -> None:
    for position, item in enumerate(questionnaires, 1):
        row = rows.Questionnaire.objects.create(
            slug=item.slug, title=item.title, description=item.description, position=position
        )
        asked = ({"activity": activities[slug]} for slug in item.activities)
        rows.QuestionnaireActivity.objects.bulk_create(
            _children(rows.QuestionnaireActivity, "questionnaire", row, asked)
        )
        for place, section in enumerate(item.sections, 1):
            section_row = rows.Section.objects.create(
                questionnaire=row, title=section.title, intro=section.intro, position=place
            )
            questions = ({"skill": skills[slug]} for slug in section.skills)
            rows.SectionSkill.objects.bulk_create(
                _children(rows.SectionSkill, "section", section_row, questions)
            )
