"""A part of the document that is forgotten somewhere: rows, editors' form, workbook, page."""

from dataclasses import fields

import pytest
from django.db import models

from roles import models as rows
from roles.admin.role import RoleAdmin
from roles.document import types as doc
from roles.draft.mapping import RoleList, columns, role_lists
from roles.formats.xlsx.tables import SHEETS
from roles.public.role_page import RoleFacts, RolePage

# Lists that a role's page shows under another name.
SHOWN_AS = {"requirements": "skills", "getting_started": "phases", "salaries": "pay"}


@pytest.mark.parametrize(
    ("model", "part", "owner", "elsewhere"),
    [
        (
            rows.CatalogueInfo,
            doc.Catalogue,
            "",
            "schema_version categories families seniorities tools activities skills roles "
            "questionnaires site",
        ),
        (rows.Seniority, doc.Seniority, "", ""),
        (rows.Tool, doc.Tool, "", ""),
        (rows.Activity, doc.Activity, "", ""),
        (rows.Skill, doc.Skill, "", "prerequisites tools levels steps"),
        (rows.LearningStep, doc.LearningStep, "skill", "resources"),
        (rows.Resource, doc.Resource, "step", ""),
        (rows.Role, doc.Role, "", " ".join(kind.name for kind in role_lists())),
        (rows.Questionnaire, doc.Questionnaire, "", "sections activities"),
        (rows.Section, doc.Section, "questionnaire", "skills"),
    ],
)
def test_every_field_has_a_column(
    model: type[models.Model], part: type[doc.Part], owner: str, elsewhere: str
) -> None:
    held = {column.name for column in columns(model, owner)}
    if part is doc.Catalogue:  # one row holds both
        held -= set(doc.Site.model_fields)
    assert held == set(part.model_fields) - set(elsewhere.split())


@pytest.mark.parametrize("kind", role_lists(), ids=lambda kind: kind.name)
def test_every_list_of_a_role_has_its_places(kind: RoleList) -> None:
    part = doc.entry_type(doc.Role.model_fields[kind.name])
    held = [column.name for column in kind.columns]
    if part and kind.name != "tools":  # rows of tools name their group one by one
        assert set(held) == set(part.model_fields)
    assert kind.model in {inline.model for inline in RoleAdmin.inlines}
    assert ("roles", kind.name) in {sheet.path for sheet in SHEETS}
    shown = {field.name for page in (RolePage, RoleFacts) for field in fields(page)}
    assert SHOWN_AS.get(kind.name, kind.name) in shown
