"""What the document refuses, no form takes: one such cell would close the whole draft."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django_test_migrations.migrator import Migrator

from roles.draft.read import read_rows
from roles.models import CatalogueInfo, Questionnaire, Skill, StartingStep
from tests.roles.editing import builder, save, text
from tests.roles.factory import small_catalogue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]
LONG = "a" * 5001


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("education-0-year", "20226", "must be at most 2200; got 20226"),
        ("outlook-0-year", "1", "must be at least 1900; got 1"),
        ("salaries-0-year", "2201", "must be at most 2200; got 2201"),
        ("salaries-0-p75", "100000001", "must be at most 100000000"),
        ("salaries-0-n", "100000001", "must be at most 100000000"),
        ("getting_started-0-hours", "2001", "must be at most 2000; got 2001"),
        ("getting_started-0-hours", "0", "must be at least 1; got 0"),
        ("responsibilities-0-text", LONG, "must have at most 5000 characters"),
        ("summary", LONG, "must have at most 5000 characters"),
    ],
)
def test_a_role_is_refused_with_the_limit(
    editor: Client, field: str, value: str, message: str
) -> None:
    response = save(editor, builder(), **{field: value})
    assert response.status_code == 422
    assert message in text(response)
    assert read_rows() == small_catalogue()


@pytest.mark.parametrize(
    ("model", "field"),
    [
        (CatalogueInfo, "attribution"),
        (Skill, "prompt"),
        (Skill, "level_statements-0-text"),
        (Skill, "steps-0-what"),
        (Questionnaire, "description"),
    ],
)
def test_texts_that_are_too_long(editor: Client, model: type[Any], field: str) -> None:
    response = save(editor, model.objects.first(), **{field: LONG})
    assert "must have at most 5000 characters" in text(response)
    assert read_rows() == small_catalogue()


def test_the_database_holds_the_hours(published: object) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        StartingStep.objects.update(hours=2001)


@pytest.mark.django_db(transaction=True)
def test_steps_of_too_many_hours_are_brought_inside(migrator: Migrator) -> None:
    old = migrator.apply_initial_migration(("roles", "0012_imports_keep_their_file")).apps
    names = ("Family", "Seniority", "Role", "StartingStep")
    Family, Seniority, Role, Step = (old.get_model("roles", name) for name in names)
    role = Role.objects.create(
        slug="a",
        title="A",
        family=Family.objects.create(name="F"),
        seniority=Seniority.objects.create(slug="s", name="S"),
    )
    for hours in (0, 1, 2000, 5000):
        Step.objects.create(role=role, phase="connect", title="t", text="t", hours=hours)
    new = migrator.apply_tested_migration(("roles", "0014_limits_of_the_document")).apps
    steps = new.get_model("roles", "StartingStep").objects.order_by("pk")
    assert list(steps.values_list("hours", flat=True)) == [1, 1, 2000, 2000]
