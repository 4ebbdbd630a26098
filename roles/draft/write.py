"""The catalogue document -> editors' rows. Field names are the same on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import models

from roles import models as rows
from roles.document import types as doc
from roles.draft.locks import lock_draft
from roles.draft.mapping import PLACE, Known, columns, role_lists, row_values

NOTHING: Known = {}
Written = dict[type[models.Model], dict[str, Any]]  # the rows by what names them, by model


def write_rows(catalogue: doc.Catalogue) -> None:
    """Make the editors' rows say exactly what ``catalogue`` says. The caller holds the transaction.

    Roles and skills keep their row where the slug stays, so that the log of changes still points
    at them. The catalogue must have no problems (roles.document.validate). Writes in bulk, under
    the lock of the draft.
    """
    lock_draft()
    _clear_links()  # first: their foreign keys protect what is removed below
    about = row_values(rows.CatalogueInfo, dict(catalogue) | dict(catalogue.site), NOTHING)
    rows.CatalogueInfo.objects.update_or_create(id=1, defaults=about)
    written: Written = {
        rows.Category: _upsert(rows.Category, [{"name": name} for name in catalogue.categories]),
        rows.Family: _upsert(rows.Family, [{"name": name} for name in catalogue.families]),
        rows.Seniority: _upsert(rows.Seniority, map(dict, catalogue.seniorities)),
        rows.Tool: _upsert(rows.Tool, map(dict, catalogue.tools)),
        rows.Activity: _upsert(rows.Activity, map(dict, catalogue.activities)),
    }
    outdated = [(model, [row.pk for row in kept.values()]) for model, kept in written.items()]
    _write_skills(catalogue.skills, written)
    _write_roles(catalogue.roles, written)
    _write_questionnaires(catalogue.questionnaires, written)
    for model, kept in outdated:  # last, when nothing points at them any more
        model._default_manager.exclude(pk__in=kept).delete()


def _clear_links() -> None:
    """Delete every row that hangs below a skill, role or questionnaire; they are written anew."""
    rows.Questionnaire.objects.all().delete()
    rows.LearningStep.objects.all().delete()
    rows.LevelStatement.objects.all().delete()
    for kind in role_lists():
        kind.model._default_manager.all().delete()


def _upsert(
    model: type[models.Model], parts: Iterable[Mapping[str, Any]], known: Known = NOTHING
) -> dict[str, Any]:
    """Create or update a model's rows for ``parts``, numbering their positions from 1.

    Returns the rows by what names them: slug, or name.
    """
    names = [column.name for column in columns(model)]
    key = "slug" if "slug" in names else "name"
    items = [row_values(model, part, known) for part in parts]
    model._default_manager.bulk_create(
        [model(**item, position=position) for position, item in enumerate(items, 1)],
        update_conflicts=True,
        unique_fields=[key],
        update_fields=[*(name for name in names if name != key), PLACE],
    )
    return {
        getattr(row, key): row
        for row in model._default_manager.filter(**{f"{key}__in": [item[key] for item in items]})
    }


def _children(
    model: type[models.Model],
    owner: str,
    row: models.Model,
    parts: Iterable[Mapping[str, Any]],
    known: Known = NOTHING,
) -> list[Any]:
    """Rows below ``row``, in order, not stored yet; ``owner`` is the column that points at it."""
    return [
        model(**{owner: row}, **row_values(model, part, known, owner), position=position)
        for position, part in enumerate(parts, 1)
    ]


def _write_skills(skills: Sequence[doc.Skill], written: Written) -> None:
    rows.Skill.objects.exclude(slug__in=[skill.slug for skill in skills]).delete()
    by_slug = written[rows.Skill] = _upsert(rows.Skill, map(dict, skills), written)
    statements, steps, before, uses = [], [], [], []
    prerequisite, skill_tool = rows.Skill.prerequisites.through, rows.Skill.tools.through
    prerequisite._default_manager.all().delete()
    skill_tool._default_manager.all().delete()
    for skill in skills:
        row = by_slug[skill.slug]
        statements += [
            rows.LevelStatement(skill=row, level=level, text=text)
            for level, text in skill.levels.items()
        ]
        steps += _children(rows.LearningStep, "skill", row, map(dict, skill.steps))
        before += [
            prerequisite(from_skill=row, to_skill=by_slug[slug]) for slug in skill.prerequisites
        ]
        uses += [skill_tool(skill=row, tool=written[rows.Tool][slug]) for slug in skill.tools]
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
            rows.Resource, "step", step_rows[step.slug], map(dict, step.resources)
        )
    )


def _write_roles(roles: Sequence[doc.Role], written: Written) -> None:
    rows.Role.objects.exclude(slug__in=[role.slug for role in roles]).delete()
    by_slug = written[rows.Role] = _upsert(rows.Role, map(dict, roles), written)
    for kind in role_lists():
        kind.model._default_manager.bulk_create(
            child
            for role in roles
            for child in _children(kind.model, "role", by_slug[role.slug], kind.rows(role), written)
        )


def _write_questionnaires(questionnaires: Sequence[doc.Questionnaire], written: Written) -> None:
    by_slug = _upsert(rows.Questionnaire, map(dict, questionnaires))
    for item in questionnaires:
        row = by_slug[item.slug]
        asked = ({"activity": slug} for slug in item.activities)
        rows.QuestionnaireActivity.objects.bulk_create(
            _children(rows.QuestionnaireActivity, "questionnaire", row, asked, written)
        )
        sections = _children(rows.Section, "questionnaire", row, map(dict, item.sections))
        for section, section_row in zip(item.sections, sections, strict=True):
            section_row.save()
            questions = ({"skill": slug} for slug in section.skills)
            rows.SectionSkill.objects.bulk_create(
                _children(rows.SectionSkill, "section", section_row, questions, written)
            )
