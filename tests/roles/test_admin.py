"""The editors' pages: editing, what is refused, publishing, restoring, who did what."""

import json
import re
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from roles import actions, editions
from roles.models import (
    CatalogueInfo,
    Edition,
    LearningStep,
    Questionnaire,
    Requirement,
    Role,
    Section,
    Skill,
)
from tests.roles.factory import small_catalogue

pytestmark = pytest.mark.django_db
PUBLISH = "admin:roles_edition_publish"
PARTS = [
    "responsibilities",
    "requirements",
    "activities",
    "education",
    "certificates",
    "role_tools",
    "industries",
    "outlook",
    "salaries",
    "getting_started",
    "sources",
]
LISTS = [
    "activity",
    "category",
    "catalogueinfo",
    "edition",
    "family",
    "learningstep",
    "questionnaire",
    "role",
    "section",
    "seniority",
    "skill",
    "tool",
]


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    """Drawing the traceback of each refused request would take longer than the tests."""
    caplog.set_level("CRITICAL", logger="django.request")


@pytest.fixture
def editor(published: Edition, client: Client) -> Client:
    """Somebody who may do everything, signed in."""
    client.force_login(User.objects.create_superuser("editor"))
    return client


def sign_in(client: Client, *permissions: str) -> None:
    user = User.objects.create_user("helper", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(user)


def change_url(row: Any) -> str:
    return reverse(f"admin:roles_{row._meta.model_name}_change", args=[row.pk])


def form_data(client: Client, url: str) -> dict[str, Any]:
    """What a browser would send back unchanged."""
    context = client.get(url).context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    data = {}
    for form in forms:
        for field in form:
            value = field.value()
            if value is not None and value is not False:
                data[field.html_name] = value
    return data


def save(client: Client, row: Any, **changes: Any) -> Any:
    """Send the change page of a row with some fields changed."""
    url = change_url(row)
    return client.post(url, {**form_data(client, url), **changes})


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", response.content.decode()))


def builder() -> Role:
    return Role.objects.get(slug="builder")


# Editing


@pytest.mark.parametrize(
    "model",
    [
        "activity",
        "category",
        "catalogueinfo",
        "edition",
        "family",
        "learningstep",
        "questionnaire",
        "role",
        "section",
        "seniority",
        "skill",
        "tool",
    ],
)
def test_list_pages_cost_the_same_however_long(editor: Client, model: str) -> None:
    url = reverse(f"admin:roles_{model}_changelist")
    with CaptureQueriesContext(connection) as queries:
        response = editor.get(url, {"q": ""})
    assert response.status_code == 200
    assert len(queries) <= 10


@pytest.mark.parametrize("model", [Role, Skill, LearningStep, Questionnaire, Section])
def test_an_unchanged_form_changes_nothing(editor: Client, model: Any) -> None:
    for row in model.objects.all()[:2]:
        assert save(editor, row).status_code == 302
    draft = editor.get(reverse(PUBLISH)).context["draft"]
    assert (draft.changes, draft.problems) == ([], [])


@pytest.mark.parametrize(
    "model",
    [
        "activity",
        "category",
        "family",
        "learningstep",
        "questionnaire",
        "role",
        "seniority",
        "skill",
        "tool",
    ],
)
def test_add_pages_open(editor: Client, model: str) -> None:
    assert editor.get(reverse(f"admin:roles_{model}_add")).status_code == 200


def test_parts_come_in_reading_order(editor: Client) -> None:
    response = editor.get(change_url(builder()))
    prefixes = [inline.formset.prefix for inline in response.context["inline_admin_formsets"]]
    assert prefixes == PARTS


def test_pages_need_no_inline_script_or_style(editor: Client) -> None:
    for url in (reverse("admin:index"), change_url(builder()), reverse(PUBLISH)):
        html = editor.get(url).content.decode()
        assert not re.search(r"<script(?![^>]*(src=|application/json))", html)
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", html)


def test_a_new_row_without_a_place_comes_last(editor: Client) -> None:
    save(
        editor,
        builder(),
        **{
            "responsibilities-TOTAL_FORMS": 3,
            "responsibilities-2-text": "Rest.",
            "responsibilities-2-position": 0,
            "responsibilities-2-role": builder().pk,
        },
    )
    texts = [item.text for item in builder().responsibilities.all()]
    assert texts == ["Do the work.", "Check the work.", "Rest."]


def test_a_new_tool_comes_last(editor: Client) -> None:
    data = {"name": "New", "slug": "new", "position": 0}
    assert editor.post(reverse("admin:roles_tool_add"), data).status_code == 302
    assert editor.get(reverse(PUBLISH)).context["draft"].changes[0].path == "tools.new"


def test_line_ends_from_a_browser_are_no_difference(editor: Client) -> None:
    Role.objects.filter(slug="builder").update(definition="One.\nTwo.")
    actions.publish(note="Lines", author="tests")
    save(editor, builder(), definition="One.\r\nTwo.")
    assert editor.get(reverse(PUBLISH)).context["draft"].changes == []


# What is refused, on the page and never with an error page


WRONG = {
    "requirements-0-level": ("5", "less than or equal to 4"),
    "requirements-1-level": ("2.555", "no more than 3 digits in total"),
    "requirements-0-importance": ("0", "greater than or equal to 1"),
    "salaries-0-n": ("29", "greater than or equal to 30"),
    "salaries-0-currency": ("euro", "at most 3 characters"),
    "sources-0-url": ("javascript:alert(1)", "Enter a valid URL"),
    "getting_started-0-phase": ("later", "Select a valid choice"),
}


def test_wrong_values_are_form_errors(editor: Client) -> None:
    response = save(editor, builder(), **{field: value for field, (value, _) in WRONG.items()})
    assert response.status_code == 200
    for _value, message in WRONG.values():
        assert message in text(response)


@pytest.mark.parametrize(
    ("slug", "message"),
    [
        ("a-vs-b", "separates roles in an address"),
        ("lead-builder", "Role with this Slug already exists"),
        ("Big Words", "Enter a valid"),
    ],
)
def test_a_wrong_slug_is_a_form_error(editor: Client, slug: str, message: str) -> None:
    data = {"title": "New", "slug": slug, "position": 0}
    assert message in text(editor.post(reverse("admin:roles_role_add"), with_no_parts(data)))


def with_no_parts(data: dict[str, Any]) -> dict[str, Any]:
    """The form of a role without any children."""
    counts = ("TOTAL_FORMS", "INITIAL_FORMS")
    return data | {f"{part}-{count}": 0 for part in PARTS for count in counts}


def test_salaries_out_of_order_are_a_form_error(editor: Client) -> None:
    assert "is violated" in text(save(editor, builder(), **{"salaries-0-p25": "25"}))


def test_one_requirement_per_skill(editor: Client) -> None:
    python = Skill.objects.get(slug="python")
    response = save(editor, builder(), **{"requirements-1-skill": python.pk})
    assert "Please correct the duplicate" in text(response)


def test_two_requirements_may_trade_skills(editor: Client) -> None:
    first, second = builder().requirements.all()
    response = save(
        editor,
        builder(),
        **{"requirements-0-skill": second.skill_id, "requirements-1-skill": first.skill_id},
    )
    assert response.status_code == 302
    assert [(item.pk, item.skill.slug) for item in builder().requirements.all()] == [
        (first.pk, "sql"),
        (second.pk, "python"),
    ]


def test_a_requirement_may_take_over_a_deleted_one(editor: Client) -> None:
    first, second = builder().requirements.all()
    changes = {"requirements-0-skill": second.skill_id, "requirements-1-DELETE": "on"}
    assert save(editor, builder(), **changes).status_code == 302
    assert [(item.pk, item.skill.slug) for item in builder().requirements.all()] == [
        (first.pk, "sql")
    ]


def test_one_statement_per_level(editor: Client) -> None:
    response = save(editor, Skill.objects.get(slug="python"), **{"level_statements-0-level": "2"})
    assert "Please correct the duplicate" in text(response)


@pytest.mark.parametrize("hours", ["0", "2001", "many"])
def test_hours_of_a_step(editor: Client, hours: str) -> None:
    response = save(editor, LearningStep.objects.get(slug="python-1"), hours=hours)
    assert response.status_code == 200
    assert response.context["adminform"].form.errors["hours"]


def test_a_skill_in_use_is_not_deleted(editor: Client) -> None:
    python = Skill.objects.get(slug="python")
    url = reverse("admin:roles_skill_delete", args=[python.pk])
    for response in (editor.get(url), editor.post(url, {"post": "yes"})):
        assert "protected related objects" in text(response)
    assert Skill.objects.filter(slug="python").exists()


def test_the_catalogue_has_one_description(editor: Client) -> None:
    info = CatalogueInfo.objects.get()
    assert editor.get(reverse("admin:roles_catalogueinfo_add")).status_code == 403
    delete = reverse("admin:roles_catalogueinfo_delete", args=[info.pk])
    assert editor.post(delete, {"post": "yes"}).status_code == 403
    assert save(editor, info, title="Renamed").status_code == 302
    assert CatalogueInfo.objects.get().title == "Renamed"


# What differs, and the public page


def test_what_differs_in_one_role(editor: Client) -> None:
    save(editor, builder(), **{"requirements-0-level": "1.5", "title": "<b>Maker</b>"})
    save(editor, Role.objects.get(slug="modeller"), title="Other")
    url = reverse("admin:roles_role_differences", args=[builder().pk])
    assert url in editor.get(change_url(builder())).content.decode()
    response = editor.get(url)
    assert [(change.path, change.after) for change in response.context["changes"]] == [
        ("roles.builder.title", "<b>Maker</b>"),
        ("roles.builder.requirements.python.level", "1.5"),
    ]
    assert b"<b>Maker" not in response.content


def test_what_differs_in_a_role_that_cannot_be_read(editor: Client) -> None:
    Role.objects.filter(slug="builder").update(summary="a" * 6000)
    url = reverse("admin:roles_role_differences", args=[builder().pk])
    assert "role builder: summary:" in text(editor.get(url))


def test_no_such_role(editor: Client) -> None:
    assert editor.get(reverse("admin:roles_role_differences", args=[999])).status_code == 404


def test_only_a_published_role_is_seen_on_the_site(editor: Client) -> None:
    assert "View on site" in text(editor.get(change_url(builder())))
    Role.objects.filter(slug="builder").update(slug="maker")
    role = Role.objects.get(slug="maker")
    assert "View on site" not in text(editor.get(change_url(role)))


# Publishing


def test_edit_look_publish(editor: Client) -> None:
    save(editor, builder(), **{"requirements-0-level": "2.5"})
    page = editor.get(reverse(PUBLISH))
    assert "roles.builder.requirements.python.level changed 3 2.5" in text(page)
    assert "1 difference" in text(page)
    assert Edition.objects.count() == 1
    response = editor.post(reverse(PUBLISH), {"note": "Easier"}, follow=True)
    assert "Published edition 2." in text(response)
    edition = Edition.objects.newest_first()[0]
    assert (edition.number, edition.note, edition.author) == (2, "Easier", "editor")
    assert editions.current().roles["builder"].requirements[0].level == 2.5
    log = text(editor.get(reverse("admin:admin_logentry_changelist")))
    assert "Published: Easier" in log
    assert "Changed Level for requirement" in log


def test_nothing_to_publish(editor: Client) -> None:
    for response in (editor.get(reverse(PUBLISH)), editor.post(reverse(PUBLISH), {"note": "a"})):
        assert "the draft equals the current edition" in text(response)
        assert 'value="Publish" disabled' in response.content.decode()
    assert Edition.objects.count() == 1


def test_a_refusal_tells_everything_and_keeps_the_note(editor: Client) -> None:
    Requirement.objects.update(level=0)
    assert "3 problems" in text(editor.get(reverse(PUBLISH)))
    response = editor.post(reverse(PUBLISH), {"note": "My long note"})
    for role in ("builder", "lead-builder", "modeller"):
        assert f"role {role}: requirements: a role must ask" in text(response)
    assert "My long note" in response.content.decode()
    assert Edition.objects.count() == 1


def test_a_draft_that_makes_no_document(editor: Client) -> None:
    Role.objects.filter(slug="builder").update(summary="a" * 6000)
    assert "role builder: summary:" in text(editor.post(reverse(PUBLISH), {"note": "a"}))


@pytest.mark.parametrize("note", ["", "  ", "a" * 501])
def test_a_note_is_needed(editor: Client, note: str) -> None:
    Requirement.objects.update(level=1)
    response = editor.post(reverse(PUBLISH), {"note": note})
    assert response.context["form"].errors["note"]
    assert Edition.objects.count() == 1


def test_the_first_edition(db: None, client: Client) -> None:
    actions.import_catalogue(catalogue=small_catalogue())
    client.force_login(User.objects.create_superuser("editor"))
    assert client.get(change_url(builder())).status_code == 200
    assert client.post(reverse(PUBLISH), {"note": "First"}).status_code == 302
    assert Edition.objects.get().number == 1


def test_links_to_publishing(editor: Client) -> None:
    for name in ("index", "roles_role_changelist", "roles_edition_changelist"):
        assert reverse(PUBLISH) in editor.get(reverse(f"admin:{name}")).content.decode()


# Editions


def test_editions_are_looked_at_only(editor: Client, published: Edition) -> None:
    assert editor.get(reverse("admin:roles_edition_add")).status_code == 403
    assert published.digest in text(editor.get(change_url(published)))
    assert editor.post(change_url(published), {"note": "changed"}).status_code == 403
    delete = reverse("admin:roles_edition_delete", args=[published.pk])
    assert editor.post(delete, {"post": "yes"}).status_code == 403
    assert Edition.objects.get().note == "First"


def test_download(editor: Client, published: Edition) -> None:
    url = reverse("admin:roles_edition_download", args=[published.pk])
    assert url in editor.get(reverse("admin:roles_edition_changelist")).content.decode()
    response = editor.get(url)
    assert response.content.decode() == published.document
    assert json.loads(response.content)["title"] == "Small catalogue"
    assert 'filename="catalogue-edition-1.json"' in response["Content-Disposition"]


def test_restore(editor: Client, published: Edition) -> None:
    Requirement.objects.update(level=1)
    actions.publish(note="Lower", author="tests")
    Requirement.objects.update(level=2)
    url = reverse("admin:roles_edition_restore", args=[published.pk])
    page = text(editor.get(url))
    assert "roles.builder.requirements.python.level changed 1 3" in page
    assert "changes that are not published" in page
    assert Edition.objects.count() == 2
    assert "Edition 3 restores edition 1." in text(editor.post(url, follow=True))
    assert editions.current().catalogue == small_catalogue()
    assert LogEntry.objects.filter(change_message__contains="Restored from edition 1").exists()


@pytest.mark.parametrize("view", ["download", "restore"])
def test_no_such_edition(editor: Client, view: str) -> None:
    assert editor.get(reverse(f"admin:roles_edition_{view}", args=[999])).status_code == 404


# Who may


def test_an_editor_who_may_not_publish(published: Edition, client: Client) -> None:
    sign_in(client, "change_role", "view_role", "view_edition")
    assert client.get(change_url(builder())).status_code == 200
    restore = reverse("admin:roles_edition_restore", args=[published.pk])
    for url in (reverse(PUBLISH), restore):
        assert client.get(url).status_code == 403
        assert client.post(url, {"note": "a"}).status_code == 403
        page = client.get(reverse("admin:roles_edition_changelist")).content.decode()
        assert url not in page
    assert Edition.objects.count() == 1


def test_a_publisher_need_not_edit(published: Edition, client: Client) -> None:
    sign_in(client, "add_edition", "view_edition")
    Requirement.objects.update(level=1)
    assert client.post(reverse(PUBLISH), {"note": "a"}).status_code == 302
    assert Edition.objects.count() == 2


def test_only_those_who_may_look_see_differences_and_documents(
    published: Edition, client: Client
) -> None:
    sign_in(client)
    for name, row in (("role_differences", builder()), ("edition_download", published)):
        url = reverse(f"admin:roles_{name}", args=[row.pk])
        assert client.get(url).status_code == 403


def test_strangers_are_asked_to_sign_in(published: Edition, client: Client) -> None:
    for url in (reverse(PUBLISH), reverse("admin:roles_edition_restore", args=[published.pk])):
        response = client.post(url, {"note": "a"})
        assert response.status_code == 302
        assert "/admin/login/" in response["Location"]
    assert Edition.objects.count() == 1


def test_recent_changes_are_for_everybody_and_for_good(editor: Client) -> None:
    save(editor, builder(), title="Maker")
    entry = LogEntry.objects.get()
    url = reverse("admin:admin_logentry_changelist")
    with CaptureQueriesContext(connection) as queries:
        page = text(editor.get(url))
    assert "Recent changes" in page
    assert "editor changed Catalogue | role Maker Changed Title." in page
    assert len(queries) <= 12
    delete = reverse("admin:admin_logentry_delete", args=[entry.pk])
    assert editor.post(delete, {"post": "yes"}).status_code == 403
