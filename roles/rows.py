"""Editors' rows -> catalogue document, and back. Field names are the same on both sides."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Prefetch

from roles import models as rows
from roles.catalogue import document as doc
from roles.catalogue.parse import parse_catalogue, parse_role
from roles.catalogue.serialise import digest
from roles.rights import NO_DRAFT

# The children of a role whose columns are exactly the document's fields.
ROLE_CHILDREN: dict[str, tuple[type[models.Model], type[doc.Part]]] = {
    "education": (rows.Education, doc.Education),
    "certificates": (rows.Certificate, doc.Certificate),
    "industries": (rows.Industry, doc.Industry),
    "outlook": (rows.Outlook, doc.Outlook),
    "salaries": (rows.Salary, doc.Salary),
    "getting_started": (rows.StartingStep, doc.StartingStep),
    "sources": (rows.RoleSource, doc.Source),
}
STEP_FIELDS = ("slug", "level", "phase", "title", "what", "hours", "done_when")


def read_rows() -> doc.Catalogue:
    """The document the rows make now, in a fixed number of queries.

    Raises CatalogueError when rows hold what a document may not. Does not check what must hold
    between the parts: roles.catalogue.validate does, before publishing.
    """
    plain = _plain_rows()
    names = {
        "skills": [f"skill {skill['slug']}" for skill in plain["skills"]],
        "roles": [f"role {role['slug']}" for role in plain["roles"]],
    }
    return parse_catalogue(plain, names)


def draft_tables() -> list[str]:
    """The names of the tables whose rows are the draft."""
    models_of = apps.get_app_config("roles").get_models()
    return [model._meta.db_table for model in models_of if model._meta.model_name not in NO_DRAFT]


def rows_digest() -> str:
    """SHA-256 of what the rows say now, also of rows that make no document.

    Tells whether anybody has changed the draft; it is not the digest an edition would have.
    """
    return digest(json.dumps(_plain_rows(), sort_keys=True))


def _plain_rows() -> dict[str, Any]:
    info = rows.CatalogueInfo.objects.first()
    return {
        "title": info.title if info else "Catalogue",
        "description": info.description if info else "",
        "attribution": info.attribution if info else "",
        "categories": list(rows.Category.objects.values_list("name", flat=True)),
        "families": list(rows.Family.objects.values_list("name", flat=True)),
        "seniorities": list(rows.Seniority.objects.values("slug", "name")),
        "tools": list(rows.Tool.objects.values("slug", "name")),
        "activities": list(rows.Activity.objects.values("slug", "name", "prompt")),
        "skills": [_skill(skill) for skill in _skill_rows()],
        "roles": [_role(role) for role in role_rows()],
        "questionnaires": [_questionnaire(item) for item in _questionnaire_rows()],
    }


def read_role(role: rows.Role) -> doc.Role:
    """The document of one role row, from the children it has read if it has.

    Raises CatalogueError as read_rows does.
    """
    return parse_role(_role(with_children(role)), f"role {role.slug}")


def with_children(role: rows.Role) -> rows.Role:
    """The role, read anew unless its children are read already."""
    known = hasattr(role, "_prefetched_objects_cache")
    return role if known else role_rows().get(pk=role.pk)


def _skill_rows() -> models.QuerySet[rows.Skill]:
    return rows.Skill.objects.select_related("category").prefetch_related(
        "prerequisites", "tools", "level_statements", "steps__resources"
    )


def role_rows() -> models.QuerySet[rows.Role]:
    """Roles with every child, in a fixed number of queries."""
    related = rows.RelatedRole.objects.select_related("other")
    related = related.only("role_id", "position", "other__slug")  # without their long texts
    return rows.Role.objects.select_related("family", "seniority").prefetch_related(
        "responsibilities",
        Prefetch("requirements", rows.Requirement.objects.select_related("skill")),
        Prefetch("activities", rows.RoleActivity.objects.select_related("activity")),
        Prefetch("role_tools", rows.RoleTool.objects.select_related("tool")),
        Prefetch("related", related),
        *ROLE_CHILDREN,
    )


def _questionnaire_rows() -> models.QuerySet[rows.Questionnaire]:
    return rows.Questionnaire.objects.prefetch_related(
        Prefetch("sections__skill_rows", rows.SectionSkill.objects.select_related("skill")),
        Prefetch("activity_rows", rows.QuestionnaireActivity.objects.select_related("activity")),
    )


def _values(row: models.Model, part: type[doc.Part]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in part.model_fields}


def _skill(skill: rows.Skill) -> dict[str, Any]:
    return {
        "slug": skill.slug,
        "name": skill.name,
        "category": skill.category.name,
        "description": skill.description,
        "prompt": skill.prompt,
        "spread": None if skill.spread is None else float(skill.spread),
        "prerequisites": [other.slug for other in skill.prerequisites.all()],
        "tools": [tool.slug for tool in skill.tools.all()],
        "levels": {item.level: item.text for item in skill.level_statements.all()},
        "steps": [_step(step) for step in skill.steps.all()],
    }


def _step(step: rows.LearningStep) -> dict[str, Any]:
    resources = [_values(resource, doc.Resource) for resource in step.resources.all()]
    return {**{name: getattr(step, name) for name in STEP_FIELDS}, "resources": resources}


def _role(role: rows.Role) -> dict[str, Any]:
    return {
        "slug": role.slug,
        "title": role.title,
        "family": role.family.name,
        "seniority": role.seniority.slug,
        "summary": role.summary,
        "definition": role.definition,
        "responsibilities": [item.text for item in role.responsibilities.all()],
        "requirements": [
            {
                "skill": item.skill.slug,
                "level": float(item.level),
                "importance": float(item.importance),
                "note": item.note,
            }
            for item in role.requirements.all()
        ],
        "activities": [
            {"activity": item.activity.slug, "importance": float(item.importance)}
            for item in role.activities.all()
        ],
        "tools": _tool_groups(role.role_tools.all()),
        "related": [item.other.slug for item in role.related.all()],
        **{
            name: [_values(child, part) for child in getattr(role, name).all()]
            for name, (_model, part) in ROLE_CHILDREN.items()
        },
    }


def _tool_groups(tools: Iterable[rows.RoleTool]) -> list[dict[str, Any]]:
    groups: dict[str, list[str]] = {}
    for row in tools:
        groups.setdefault(row.group, []).append(row.tool.slug)
    return [{"group": group, "items": items} for group, items in groups.items()]


def _questionnaire(item: rows.Questionnaire) -> dict[str, Any]:
    return {
        "slug": item.slug,
        "title": item.title,
        "description": item.description,
        "sections": [
            {
                "title": section.title,
                "intro": section.intro,
                "skills": [row.skill.slug for row in section.skill_rows.all()],
            }
            for section in item.sections.all()
        ],
        "activities": [row.activity.slug for row in item.activity_rows.all()],
    }


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
