"""Two editors on one row: nothing is overwritten unseen, and nothing typed is lost."""

from decimal import Decimal
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from roles.admin.role import RoleAdmin
from roles.models import (
    CatalogueInfo,
    Edition,
    JobTitle,
    Requirement,
    Responsibility,
    Role,
    Skill,
    Tool,
)
from tests.roles.editing import builder, change_url, form_data, save, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]
NEW = {"text": "Theirs.", "position": 0}


@pytest.fixture
def other(published: Edition) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("other"))
    return client


def shown(response: Any) -> dict[str, Any]:
    """What the browser would send after a refusal."""
    context = response.context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    fields = [field for form in forms for field in form]
    return {f.html_name: f.value() for f in fields if f.value() not in (None, False)}


def test_the_second_save_is_refused_and_told_why(editor: Client, other: Client) -> None:
    mine = form_data(editor, change_url(builder()))
    save(other, builder(), title="Maker", **{"requirements-0-level": "2"})
    mine |= {"title": "Creator", "summary": "Mine.", "requirements-1-level": "4"}
    refused = editor.post(change_url(builder()), mine)
    page = text(refused)
    assert "Nothing is saved yet: somebody else changed this" in page
    assert "other, " in page
    assert "title Builder Maker Creator , which the form keeps" in page
    assert "requirement “Python”: level 3.00 2.00 nothing else: the form has what is now" in page
    assert builder().title == "Maker"
    assert builder().summary == "Builder in short."

    again = shown(refused)
    assert (again["title"], again["summary"]) == ("Creator", "Mine.")
    assert editor.post(change_url(builder()), again).status_code == 302
    role = builder()
    assert (role.title, role.summary) == ("Creator", "Mine.")
    assert [item.level for item in role.requirements.all()] == [2, 4]


@pytest.mark.parametrize("model", [JobTitle, CatalogueInfo])
def test_rows_of_every_kind_are_guarded(editor: Client, model: type[Any]) -> None:
    if model is JobTitle:
        JobTitle.objects.create(role="builder", title="Builder")
    row = model.objects.get()
    mine = form_data(editor, change_url(row))
    model.objects.update(title="Maker")
    refused = editor.post(change_url(row), {**mine, "title": "Mine"})
    assert refused.status_code == 422
    assert "Nothing is saved yet: somebody else changed this" in text(refused)
    assert editor.post(change_url(row), shown(refused)).status_code == 302
    row.refresh_from_db()
    assert row.title == "Mine"


def test_a_third_change_is_told_too(editor: Client, other: Client) -> None:
    mine = form_data(editor, change_url(builder()))
    save(other, builder(), title="Maker")
    refused = editor.post(change_url(builder()), {**mine, "summary": "Mine."})
    save(other, builder(), title="Smith")
    assert "title Maker Smith" in text(editor.post(change_url(builder()), shown(refused)))


def test_rows_that_came_and_went(editor: Client, other: Client) -> None:
    mine = form_data(editor, change_url(builder()))
    first, second = builder().responsibilities.all()
    new = {f"responsibilities-2-{name}": value for name, value in NEW.items()}
    gone = {"responsibilities-0-DELETE": "on", "responsibilities-1-DELETE": "on"}
    save(other, builder(), **{"responsibilities-TOTAL_FORMS": 3}, **gone, **new)
    mine["responsibilities-0-text"] = "Mine."
    refused = editor.post(change_url(builder()), mine)
    assert "responsibility “Theirs.” not there added" in text(refused)
    assert f"responsibility “{second.text}” there deleted" in text(refused)
    assert editor.post(change_url(builder()), shown(refused)).status_code == 302
    texts = {item.text for item in builder().responsibilities.all()}
    assert texts == {"Theirs.", "Mine."}
    assert not Responsibility.objects.filter(pk__in=[first.pk, second.pk]).exists()


def test_a_row_deleted_meanwhile_can_be_added_anew(editor: Client, other: Client) -> None:
    mine = form_data(editor, change_url(builder()))
    save(other, builder(), **{"requirements-0-DELETE": "on", "requirements-1-DELETE": "on"})
    mine |= {"requirements-0-level": "1.5", "requirements-0-note": "Mine."}
    refused = editor.post(change_url(builder()), mine)
    page = text(refused)
    assert (
        "“Python” there deleted your version of it, as a new entry , which the form keeps" in page
    )
    assert "“SQL” there deleted nothing else" in page
    assert not builder().requirements.exists()
    assert editor.post(change_url(builder()), shown(refused)).status_code == 302
    (row,) = builder().requirements.all()
    assert (row.skill.slug, row.level, row.note) == ("python", Decimal("1.5"), "Mine.")


def test_a_whole_role_deleted_meanwhile_can_be_added_anew(editor: Client, other: Client) -> None:
    url = change_url(builder())
    mine = form_data(editor, url) | {"title": "Mine", "requirements-0-level": "1.5"}
    mine["requirements-1-DELETE"] = "on"
    delete = reverse("admin:roles_role_delete", args=[builder().pk])
    assert other.post(delete, {"post": "yes"}).status_code == 302
    refused = editor.post(url, mine)
    assert "somebody else deleted this in the meantime" in text(refused)
    add = reverse("admin:roles_role_add")
    assert f'action="{add}"' in refused.content.decode()
    assert not Role.objects.filter(slug="builder").exists()

    assert editor.post(add, shown(refused)).status_code == 302
    role = builder()
    assert role.title == "Mine"
    assert [item.level for item in role.requirements.all()] == [Decimal("1.5")]
    assert role.responsibilities.count() == 2
    assert role.getting_started.count() == 1


def test_a_row_deleted_while_its_form_waits_for_it(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = change_url(builder())
    mine = form_data(editor, url) | {"title": "Mine"}
    get = RoleAdmin.get_object

    def delete_meanwhile(*args: Any) -> Any:
        row = get(*args)
        Role.objects.filter(slug="builder").delete()
        return row

    monkeypatch.setattr(RoleAdmin, "get_object", delete_meanwhile)
    refused = editor.post(url, mine)
    assert refused.status_code == 422
    assert "somebody else deleted this in the meantime" in text(refused)
    assert shown(refused)["title"] == "Mine"


def test_what_was_never_there_is_not_added(editor: Client) -> None:
    mine = form_data(editor, change_url(builder()))
    nowhere = reverse("admin:roles_role_change", args=[999])
    assert editor.post(nowhere, mine)["Location"] == reverse("admin:index")


def test_a_change_by_no_editor(editor: Client) -> None:
    mine = form_data(editor, change_url(builder()))
    Requirement.objects.update(level=1)
    assert "an import, a restored edition" in text(editor.post(change_url(builder()), mine))


def test_skills_too(editor: Client, other: Client) -> None:
    skill = Skill.objects.get(slug="modelling")
    mine = form_data(editor, change_url(skill))
    sql = Skill.objects.get(slug="sql")
    changes = {"prerequisites": [sql.pk], "steps-0-hours": "99"}
    assert save(other, skill, **changes).status_code == 302
    refused = editor.post(change_url(skill), {**mine, "prompt": "How well?"})
    assert "prerequisites Python, Statistics SQL" in text(refused)
    assert "learning step “Reach level 1”: hours 10 99" in text(refused)
    assert editor.post(change_url(skill), shown(refused)).status_code == 302
    skill.refresh_from_db()
    assert skill.prompt == "How well?"
    assert list(skill.prerequisites.all()) == [sql]


def test_ticked_boxes_in_the_order_of_the_page(editor: Client) -> None:
    skill = Skill.objects.get(slug="modelling")
    # As texts, in which their keys are signed, the one with more digits comes first.
    nine, ten, new = (
        Tool.objects.create(pk=key, slug=f"tool-{key}", name=f"Tool {key}", position=key)
        for key in (9009, 10010, 10011)
    )
    skill.tools.set([nine, ten])
    mine = form_data(editor, change_url(skill)) | {"tools": ["9009", "10010"], "prompt": "Mine."}
    skill.tools.add(new)
    refused = editor.post(change_url(skill), mine)
    assert "nothing else: the form has what is now" in text(refused)
    assert editor.post(change_url(skill), shown(refused)).status_code == 302
    assert set(skill.tools.all()) == {nine, ten, new}


@pytest.mark.parametrize("seen", ["", "nonsense", None])
def test_a_form_that_cannot_say_what_it_showed(editor: Client, seen: str | None) -> None:
    mine = {**form_data(editor, change_url(builder())), "title": "Mine", "seen": seen or ""}
    if seen is None:
        other_role = form_data(editor, change_url(Role.objects.get(slug="modeller")))
        mine["seen"] = other_role["seen"]
    refused = editor.post(change_url(builder()), mine)
    assert "cannot be told what this form was filled with" in text(refused)
    assert builder().title == "Builder"
    assert editor.post(change_url(builder()), shown(refused)).status_code == 302
    assert builder().title == "Mine"


@pytest.mark.parametrize("count", ["", "x", "99999999999", "-1"])
def test_nonsense_in_the_form_is_no_error_page(editor: Client, other: Client, count: str) -> None:
    mine = form_data(editor, change_url(builder()))
    save(other, builder(), title="Maker")
    mine |= {"requirements-TOTAL_FORMS": count, "requirements-0-skill": "9" * 30, "family": "9" * 9}
    assert editor.post(change_url(builder()), mine).status_code == 422


def test_the_log_says_from_what_to_what(editor: Client) -> None:
    save(editor, builder(), **{"requirements-0-level": "2.5", "title": "Maker"})
    page = text(editor.get(reverse("admin:admin_logentry_changelist")))
    assert "title: Builder → Maker" in page
    assert "requirement “Python”: level: 3.00 → 2.50" in page
    assert LogEntry.objects.count() == 1
