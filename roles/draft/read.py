"""Editors' rows -> catalogue document. Field names are the same on both sides."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import Prefetch

from roles import models as rows
from roles.document import types as doc
from roles.document.parse import parse_catalogue, parse_role
from roles.document.serialise import digest
from roles.draft.mapping import RoleList, columns, plain_row, plain_values, role_lists
from roles.models.base import lines_of


def read_rows() -> doc.Catalogue:
    """The document that the editors' rows make now, in a fixed number of queries.

    Raises CatalogueError when rows hold what a document may not. What must hold between the parts
    is not checked here: roles.document.validate does that before publishing.
    """
    plain = _plain_rows()
    names = {
        "skills": [f"skill {skill['slug']}" for skill in plain["skills"]],
        "roles": [f"role {role['slug']}" for role in plain["roles"]],
    }
    return parse_catalogue(plain, names)


def rows_digest() -> str:
    """SHA-256 of what the editors' rows say now, even where they make no valid document.

    Tells whether anybody has changed the draft; it is not the digest an edition would have. Reads
    the whole draft, in a fixed number of queries.
    """
    return digest(json.dumps(_plain_rows(), sort_keys=True))


def _plain_rows() -> dict[str, Any]:
    return {
        **_about(),
        "categories": list(rows.Category.objects.values_list("name", flat=True)),
        "families": list(rows.Family.objects.values_list("name", flat=True)),
        "seniorities": _plain_list(rows.Seniority),
        "tools": _plain_list(rows.Tool),
        "activities": _plain_list(rows.Activity),
        "skills": [_plain_skill(skill) for skill in _skill_rows()],
        "roles": _plain_roles(),
        "questionnaires": [_plain_questionnaire(item) for item in _questionnaire_rows()],
    }


def _about() -> dict[str, Any]:
    """The catalogue's title and other fields of its own; those of the site stand below "site"."""
    about = plain_row(rows.CatalogueInfo.objects.first() or rows.CatalogueInfo(title="Catalogue"))
    return about | {"site": {name: about.pop(name) for name in doc.Site.model_fields}}


def read_role(role: rows.Role) -> doc.Role:
    """One row as the document's Role, without further queries if its children were read with it.

    Raises CatalogueError where its rows hold what a document may not.
    """
    return parse_role(_plain_role(with_children(role)), f"role {role.slug}")


def read_scale() -> tuple[str, ...]:
    """The catalogue's own names of the levels, where it has some; one query."""
    text = rows.CatalogueInfo.objects.values_list("scale", flat=True).first()
    return tuple(lines_of(text or ""))


def with_children(role: rows.Role) -> rows.Role:
    """The role with its children read; the row itself if they were, else read anew.

    A row whose children were prefetched, or kept by a form, is taken to have them all. Raises
    Role.DoesNotExist for one that is to be read anew and is gone.
    """
    known = hasattr(role, "_prefetched_objects_cache")
    return role if known else role_rows().get(pk=role.pk)


def _skill_rows() -> models.QuerySet[rows.Skill]:
    return rows.Skill.objects.select_related("category").prefetch_related(
        "prerequisites", "tools", "level_statements", "steps__resources"
    )


def role_rows() -> models.QuerySet[rows.Role]:
    """Roles with all their children and the rows these name, in a fixed number of queries."""
    children = (Prefetch(kind.accessor, _with_targets(kind)) for kind in role_lists())
    return rows.Role.objects.select_related("family", "seniority").prefetch_related(*children)


def _with_targets(kind: RoleList) -> models.QuerySet[Any]:
    targets = [column.name for column in kind.columns if column.target]
    found = kind.model._default_manager.all()
    return found.select_related(*targets) if targets else found


def _plain_list(model: type[models.Model]) -> list[dict[str, Any]]:
    return [plain for _key, plain in _found(model, "")]


def _found(model: type[models.Model], owner: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Every row of a model as (key, plain values), in order; one query.

    The key is the owner's, or the row's own where it has no ``owner``. Values instead of model
    instances, since all of O*NET is read so in a third of the time.
    """
    of = columns(model, owner)
    key = f"{owner}_id" if owner else "pk"
    asked = model._default_manager.values_list(key, *(column.lookup for column in of))
    for found, *values in asked:
        yield found, plain_values(of, values)


def _plain_roles() -> list[dict[str, Any]]:
    lists = {kind: _by_owner(kind.model, "role") for kind in role_lists()}
    return [
        plain | {kind.name: kind.entries(found[key]) for kind, found in lists.items()}
        for key, plain in _found(rows.Role, "")
    ]


def _by_owner(model: type[models.Model], owner: str) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for key, plain in _found(model, owner):
        found[key].append(plain)
    return found


def _questionnaire_rows() -> models.QuerySet[rows.Questionnaire]:
    return rows.Questionnaire.objects.prefetch_related(
        Prefetch("sections__skill_rows", rows.SectionSkill.objects.select_related("skill")),
        Prefetch("activity_rows", rows.QuestionnaireActivity.objects.select_related("activity")),
    )


def _plain_skill(skill: rows.Skill) -> dict[str, Any]:
    return {
        **plain_row(skill),
        "prerequisites": [other.slug for other in skill.prerequisites.all()],
        "tools": [tool.slug for tool in skill.tools.all()],
        "levels": {item.level: item.text for item in skill.level_statements.all()},
        "steps": [_plain_step(step) for step in skill.steps.all()],
    }


def _plain_step(step: rows.LearningStep) -> dict[str, Any]:
    resources = [plain_row(resource, "step") for resource in step.resources.all()]
    return {**plain_row(step, "skill"), "resources": resources}


def _plain_role(role: rows.Role) -> dict[str, Any]:
    """One role as plain data; its lists come from rows that were fetched with it."""
    return plain_row(role) | {
        kind.name: kind.entries(
            plain_row(child, "role") for child in getattr(role, kind.accessor).all()
        )
        for kind in role_lists()
    }


def _plain_questionnaire(item: rows.Questionnaire) -> dict[str, Any]:
    return {
        **plain_row(item),
        "sections": [
            {
                **plain_row(section, "questionnaire"),
                "skills": [row.skill.slug for row in section.skill_rows.all()],
            }
            for section in item.sections.all()
        ],
        "activities": [row.activity.slug for row in item.activity_rows.all()],
    }
