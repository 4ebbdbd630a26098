"""Editors' rows -> catalogue document. Field names are the same on both sides."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import F, Prefetch

from roles import models as rows
from roles.document import types as doc
from roles.document.parse import parse_catalogue, parse_role
from roles.document.serialise import digest
from roles.draft.rights import NOT_PART_OF_DRAFT

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
# The children of a role that name another row by its slug.
NAMING: dict[str, tuple[type[models.Model], str]] = {
    "requirements": (rows.Requirement, "skill"),
    "activities": (rows.RoleActivity, "activity"),
    "role_tools": (rows.RoleTool, "tool"),
    "related": (rows.RelatedRole, "other"),
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
    return [
        model._meta.db_table
        for model in models_of
        if model._meta.model_name not in NOT_PART_OF_DRAFT
    ]


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
        "roles": _roles(),
        "questionnaires": [_questionnaire(item) for item in _questionnaire_rows()],
    }


def read_role(role: rows.Role) -> doc.Role:
    """The document of one role row, from the children it has read if it has.

    Raises CatalogueError as read_rows does.
    """
    return parse_role(_read(with_children(role)), f"role {role.slug}")


def with_children(role: rows.Role) -> rows.Role:
    """The role, read anew unless its children are read already."""
    known = hasattr(role, "_prefetched_objects_cache")
    return role if known else role_rows().get(pk=role.pk)


def _skill_rows() -> models.QuerySet[rows.Skill]:
    return rows.Skill.objects.select_related("category").prefetch_related(
        "prerequisites", "tools", "level_statements", "steps__resources"
    )


def role_rows() -> models.QuerySet[rows.Role]:
    """Roles with every child and what it names, in a fixed number of queries."""
    named = (
        Prefetch(children, model._default_manager.select_related(name))
        for children, (model, name) in NAMING.items()
    )
    return rows.Role.objects.select_related("family", "seniority").prefetch_related(
        "responsibilities", *named, *ROLE_CHILDREN
    )


def _roles() -> list[dict[str, Any]]:
    """Every role as plain data. Children are read as bare values: a tenth of the work of rows."""
    children = {name: _children_by_role(*asked) for name, asked in _asked().items()}
    roles = rows.Role.objects.select_related("family", "seniority")
    return [
        _role(role, {name: found[role.pk] for name, found in children.items()}) for role in roles
    ]


def _asked() -> dict[str, tuple[type[models.Model], list[str], str]]:
    """Of each list of children: its model, its own columns, and the row it names, if any."""
    asked: dict[str, tuple[type[models.Model], list[str], str]] = {
        "responsibilities": (rows.Responsibility, ["text"], ""),
        **{
            name: (model, list(part.model_fields), "")
            for name, (model, part) in ROLE_CHILDREN.items()
        },
    }
    own = {"requirements": ["level", "importance", "note"], "activities": ["importance"]}
    own |= {"role_tools": ["group"], "related": []}
    return asked | {name: (model, own[name], to) for name, (model, to) in NAMING.items()}


def _children_by_role(
    model: type[models.Model], columns: list[str], names: str
) -> dict[int, list[Any]]:
    """The children of all roles, in their order, by the role's key."""
    found: dict[int, list[Any]] = defaultdict(list)
    queryset = model._default_manager.all()
    if names:
        queryset, columns = queryset.annotate(named=F(f"{names}__slug")), [*columns, "named"]
    for child in queryset.values_list("role_id", *columns, named=True):
        found[child.role_id].append(child)
    return found


def _named(child: Any, name: str) -> str:
    """The slug of what a child names."""
    slug: str = child.named if hasattr(child, "named") else getattr(child, name).slug
    return slug


def _questionnaire_rows() -> models.QuerySet[rows.Questionnaire]:
    return rows.Questionnaire.objects.prefetch_related(
        Prefetch("sections__skill_rows", rows.SectionSkill.objects.select_related("skill")),
        Prefetch("activity_rows", rows.QuestionnaireActivity.objects.select_related("activity")),
    )


def _values(row: Any, part: type[doc.Part]) -> dict[str, Any]:
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


def _read(role: rows.Role) -> dict[str, Any]:
    return _role(role, {name: getattr(role, name).all() for name in _asked()})


def _role(role: rows.Role, children: Mapping[str, Iterable[Any]]) -> dict[str, Any]:
    """A role and its children, by the list's name, as plain data."""
    return {
        "slug": role.slug,
        "title": role.title,
        "family": role.family.name,
        "seniority": role.seniority.slug,
        "summary": role.summary,
        "definition": role.definition,
        "responsibilities": [item.text for item in children["responsibilities"]],
        "requirements": [
            {
                "skill": _named(item, "skill"),
                "level": float(item.level),
                "importance": float(item.importance),
                "note": item.note,
            }
            for item in children["requirements"]
        ],
        "activities": [
            {"activity": _named(item, "activity"), "importance": float(item.importance)}
            for item in children["activities"]
        ],
        "tools": _tool_groups(children["role_tools"]),
        "related": [_named(item, "other") for item in children["related"]],
        **{
            name: [_values(child, part) for child in children[name]]
            for name, (_model, part) in ROLE_CHILDREN.items()
        },
    }


def _tool_groups(tools: Iterable[Any]) -> list[dict[str, Any]]:
    groups: dict[str, list[str]] = {}
    for row in tools:
        groups.setdefault(row.group, []).append(_named(row, "tool"))
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
