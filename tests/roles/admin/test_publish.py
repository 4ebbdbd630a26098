"""The editors' pages: publishing, restoring, who may, who did what."""

import json

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from roles import editions
from roles.admin import editions as editions_admin
from roles.draft import actions
from roles.models import Edition, Requirement, Role
from tests.roles.editing import PUBLISH, builder, change_url, save, text
from tests.roles.factory import small_catalogue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]


def sign_in(client: Client, *permissions: str) -> None:
    user = User.objects.create_user("helper", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(user)


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


def test_two_clicks_make_one_edition(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    Requirement.objects.update(level=1)
    read = editions_admin.read_draft

    def click_again() -> editions_admin.Draft:
        draft = read()
        actions.publish(note="The first click", author="editor")
        return draft

    monkeypatch.setattr(editions_admin, "read_draft", click_again)
    response = editor.post(reverse(PUBLISH), {"note": "The second click"}, follow=True)
    assert "Nothing to publish: the draft equals the current edition." in text(response)
    assert Edition.objects.count() == 2


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
    assert "Role “Builder” is new." in text(client.get(reverse(PUBLISH)))
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
    for delete in (
        reverse("admin:admin_logentry_delete", args=[entry.pk]),
        reverse("admin:auth_user_delete", args=[entry.user_id]),
    ):
        assert editor.post(delete, {"post": "yes"}).status_code == 403
