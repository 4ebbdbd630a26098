"""The editors' pages for import and export."""

import io
import json
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from roles.document.parse import parse_catalogue
from roles.document.types import Catalogue
from roles.draft import actions
from roles.draft.read import read_rows, rows_digest
from roles.formats.folder import read_packed
from roles.formats.guard import MAX_FILE
from roles.formats.registry import packers
from roles.formats.xlsx import read_workbook
from roles.models import Edition, PendingImport, Requirement, Role
from tests.roles.editing import change_url, text
from tests.roles.factory import small_catalogue, small_plain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]

IMPORT = "/admin/roles/edition/import/"
EXPORT = "/admin/roles/edition/export/"


def other() -> Catalogue:
    """The small catalogue with one thing changed, one removed and one added."""
    plain = small_plain()
    plain["roles"][0]["requirements"][0]["level"] = 1
    del plain["roles"][2]
    plain["tools"].append({"slug": "vim", "name": "Vim"})
    return parse_catalogue(plain)


def packed(catalogue: Catalogue, name: str = "xlsx") -> bytes:
    pack = packers()[name].pack
    assert pack
    return pack(catalogue)


def send(client: Client, content: bytes, name: str = "mine.xlsx") -> Any:
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, content)})


@pytest.mark.parametrize("form", ["xlsx", "json", "yaml"])
def test_look_then_confirm(editor: Client, form: str) -> None:
    name = f"mine{packers()[form].suffix}"
    shown = send(editor, packed(other(), form), name)
    assert shown.status_code == 302
    page = text(editor.get(shown["Location"]))
    assert "holds 2 roles and 4 skills. Against the draft: 1 addition, 1 change, 1 removal." in page
    assert "Role builder, requirements, python, level 3 1" in page
    assert "1 removal Where What goes Role modeller modeller" in page
    assert read_rows() == small_catalogue()
    done = editor.post(shown["Location"], follow=True)
    assert f"The draft is now as in {name}." in text(done)
    assert read_rows() == other()
    entry = LogEntry.objects.get()
    assert entry.user.get_username() == "editor"
    assert entry.get_change_message().startswith(f"Imported {name} (")
    assert entry.get_change_message().endswith("): 1 addition, 1 change, 1 removal.")
    assert PendingImport.objects.get().state == "done"
    assert Edition.objects.count() == 1


def test_what_is_confirmed_is_what_was_shown(editor: Client) -> None:
    first = send(editor, packed(other()))["Location"]
    send(editor, packed(small_catalogue().replaced(title="Another")))
    editor.post(first)
    assert read_rows() == other()
    assert "The draft is now as in" in text(editor.post(first, follow=True))
    assert LogEntry.objects.count() == 1


def test_a_draft_that_changed_meanwhile_refuses(editor: Client) -> None:
    address = send(editor, packed(other()))["Location"]
    Requirement.objects.filter(role__slug="builder").update(note="New")
    before = rows_digest()
    for response in (editor.get(address), editor.post(address)):
        assert "Somebody has changed the draft since. Nothing was imported" in text(response)
        assert "Replace the draft" not in response.content.decode()
    assert response.status_code == 422
    assert rows_digest() == before
    assert not LogEntry.objects.exists()


def test_a_stored_document_that_was_altered_refuses(editor: Client) -> None:
    address = send(editor, packed(other()))["Location"]
    PendingImport.objects.update(digest="0" * 64)
    assert editor.post(address).status_code == 422
    assert read_rows() == small_catalogue()


def test_an_import_expires_and_is_its_authors_own(editor: Client, client: Client) -> None:
    address = send(editor, packed(other()))["Location"]
    stranger = Client()
    stranger.force_login(User.objects.create_superuser("stranger"))
    for browser in (stranger, editor):
        if browser is editor:
            PendingImport.objects.update(made_at=timezone.now() - timedelta(hours=2))
        for response in (browser.get(address), browser.post(address)):
            assert response["Location"] == IMPORT
    assert read_rows() == small_catalogue()
    send(editor, packed(other()))
    assert PendingImport.objects.count() == 1


def test_nothing_to_import(editor: Client) -> None:
    page = text(editor.get(send(editor, packed(small_catalogue()))["Location"]))
    assert "It equals the draft: there is nothing to import." in page


def test_an_import_mends_a_draft_that_makes_no_document(editor: Client) -> None:
    Role.objects.filter(slug="builder").update(summary="a" * 6000)
    address = send(editor, packed(other()))["Location"]
    page = text(editor.get(address))
    assert "The draft cannot be read as it is" in page
    assert "role builder: summary:" in page
    editor.post(address)
    assert read_rows() == other()


@pytest.mark.parametrize(
    ("name", "content", "messages"),
    [
        ("a.json", b"{", ["a.json line 1, column 2", "is not valid JSON"]),
        ("a.json", b'{"title": "a", "title": "b"}', ["the key &quot;title&quot; stands twice"]),
        ("a.json", b"\xff", ["is not UTF-8 text"]),
        ("a.xlsx", b"PK", ["is not a ZIP archive"]),
        ("a.zip", b"PK", ["is not a ZIP archive"]),
        ("a.csv", b"a;b", ["is of a kind that is not read here"]),
        ("a.json", b" " * (MAX_FILE + 1), ["is too large: 40.0 MB; at most 40 MB"]),
        ("a.json", b"", ["The submitted file is empty."]),
    ],
)
def test_a_refusal_says_where_and_changes_nothing(
    editor: Client, name: str, content: bytes, messages: list[str]
) -> None:
    response = send(editor, content, name)
    assert response.status_code == 422
    for message in messages:
        assert message in text(response)
    assert not PendingImport.objects.filter(state="waiting").exists()
    assert read_rows() == small_catalogue()


def test_every_problem_is_shown_with_its_place(editor: Client) -> None:
    plain = small_plain()
    plain["roles"][0]["family"] = "None"
    plain["roles"][1]["seniority"] = "none"
    page = text(send(editor, json.dumps(plain, indent=1).encode(), "a.json"))
    assert "2 problems" in page
    assert "role builder line " in page
    assert "role lead-builder line " in page


def test_no_file_at_all(editor: Client) -> None:
    response = editor.post(IMPORT, {})
    assert response.status_code == 422
    assert "This field is required." in text(response)


# Export


@pytest.mark.parametrize("edition", ["draft", "1"])
def test_every_form_can_be_fetched(editor: Client, edition: str) -> None:
    Requirement.objects.update(level=1)
    expected = read_rows() if edition == "draft" else small_catalogue()
    name = "draft" if edition == "draft" else "edition-1"

    def fetch(form: str) -> bytes:
        response = editor.get(EXPORT, {"edition": edition, "format": form})
        suffix = packers()[form].suffix
        assert f'filename="catalogue-{name}{suffix}"' in response["Content-Disposition"]
        return response.content

    assert read_workbook(fetch("xlsx"), "a").catalogue == expected
    assert read_packed(fetch("yaml"), "a").catalogue == expected
    assert parse_catalogue(json.loads(fetch("json"))) == expected


def test_an_edition_is_fetched_from_the_list(editor: Client, published: Edition) -> None:
    page = editor.get(reverse("admin:roles_edition_changelist")).content.decode()
    address = reverse("admin:roles_edition_download", args=[published.pk])
    for form in packers():
        assert f'href="{address}?format={form}"' in page
        assert editor.get(address, {"format": form}).status_code == 200
    assert editor.get(address, {"format": "pdf"}).status_code == 404


@pytest.mark.parametrize("query", [{"edition": "7", "format": "json"}, {"format": "pdf"}])
def test_what_is_not_there_cannot_be_fetched(editor: Client, query: dict[str, str]) -> None:
    response = editor.get(EXPORT, query)
    assert response.status_code == 422
    assert response.context["form"].errors


def test_a_draft_that_makes_no_document_cannot_be_fetched(editor: Client) -> None:
    Role.objects.filter(slug="builder").update(summary="a" * 6000)
    response = editor.get(EXPORT, {"edition": "draft", "format": "xlsx"})
    assert response.status_code == 422
    assert "role builder" in text(response)


# Editions


def test_editions_say_how_much_they_changed(editor: Client, published: Edition) -> None:
    actions.import_catalogue(catalogue=other())
    second = actions.publish(note="Less", author="tests")
    size = "1 addition, 1 change, 1 removal"
    assert f"What it changed: {size}" in text(editor.get(change_url(second)))
    assert "What it changed: The first edition" in text(editor.get(change_url(published)))
    page = text(editor.get(reverse("admin:roles_edition_changelist")))
    assert page.count(size) == 1


# Who may


def sign_in(client: Client, *permissions: str) -> None:
    user = User.objects.create_user("helper", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(user)


def rights(*verbs: str, but: str = "") -> list[str]:
    names = Permission.objects.filter(content_type__app_label="roles")
    known = names.values_list("codename", flat=True)
    return [name for name in known if name.split("_")[0] in verbs and name != but]


def test_an_import_needs_every_right_it_uses(published: Edition, client: Client) -> None:
    for but in ("delete_salary", "add_edition", "delete_featuredjob"):
        sign_in(client, *rights("add", "change", "delete", but=but))
        form = client.get(IMPORT).context["form"]
        offered = {*dict(form.fields["kind"].choices), *dict(form.fields["into"].choices)}
        missing = {"delete_salary": "main", "add_edition": "+", "delete_featuredjob": "jobs"}
        assert offered == {"", "onet", "esco", "gdad", "salaries", "jobs", "main", "+"} - {
            missing[but],
            "salaries" if but == "delete_salary" else "",
        } | {""}
        client.logout()
        User.objects.all().delete()
    sign_in(client, "view_role", "change_salary")
    assert client.get(IMPORT).status_code == 403
    assert send(client, packed(other())).status_code == 403
    assert client.post(f"{IMPORT}abc/").status_code == 403
    client.logout()
    User.objects.all().delete()
    sign_in(client, *rights("add", "change", "delete"))
    assert client.get(IMPORT).status_code == 200


def test_an_export_needs_the_right_to_look(published: Edition, client: Client) -> None:
    sign_in(client, "change_role", "view_edition")
    assert client.get(EXPORT).status_code == 200
    assert client.get(EXPORT, {"edition": "draft", "format": "json"}).status_code == 422
    assert client.get(EXPORT, {"edition": "1", "format": "json"}).status_code == 200
    page = client.get(reverse("admin:roles_edition_changelist")).content.decode()
    assert EXPORT in page
    assert IMPORT not in page
    User.objects.get().user_permissions.clear()
    assert client.get(EXPORT).status_code == 403


def test_strangers_are_asked_to_sign_in(published: Edition, client: Client) -> None:
    for address in (IMPORT, f"{IMPORT}abc/", EXPORT):
        assert "/admin/login/" in client.get(address)["Location"]


def test_the_lists_ask_as_little_for_many_editions(editor: Client) -> None:
    def count(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert editor.get(address).status_code == 200
        return len(queries)

    addresses = (reverse("admin:roles_edition_changelist"), EXPORT)
    before = [count(address) for address in addresses]
    for level in (1, 2):
        Requirement.objects.update(level=level)
        actions.publish(note="Again", author="tests")
    assert [count(address) for address in addresses] == before


def test_import_is_offered(editor: Client) -> None:
    for name in ("index", "roles_role_changelist", "roles_edition_changelist"):
        page = editor.get(reverse(f"admin:{name}")).content.decode()
        assert IMPORT in page
        assert EXPORT in page


def test_large_uploads_are_read_from_a_file_too(editor: Client) -> None:
    padded = packed(other(), "json") + b" " * 3_000_000
    assert editor.post(IMPORT, {"file": io.BytesIO(padded)}).status_code == 422  # it has no name
    assert send(editor, padded, "a.json").status_code == 302
