"""Viewers look, writers draft, publishers publish."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from roles.models import Edition, Requirement, Skill
from tests.roles.editing import PUBLISH, builder, change_url, save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]
LOOK = [
    "/admin/",
    "/admin/roles/role/",
    "/admin/roles/role/health/",
    "/admin/roles/role/matrix/",
    "/admin/admin/logentry/",
    "/admin/roles/edition/",
    "/admin/assessments/impactrun/apart/",
]
IMPACT = "/admin/assessments/impactrun/impact/"


@pytest.fixture
def groups(published: Edition) -> None:
    call_command("setup_site")


def member(*names: str) -> Client:
    user = User.objects.create_user("-".join(names), is_staff=True)
    user.groups.set(Group.objects.filter(name__in=names))
    client = Client()
    client.force_login(user)
    return client


def pages(client: Client, *urls: str) -> set[int]:
    return {client.get(url).status_code for url in urls}


def role_pages() -> list[str]:
    names = ("differences", "preview", "change")
    return [reverse(f"admin:roles_role_{name}", args=[builder().pk]) for name in names]


def test_no_rights_on_the_queue_are_offered(editor: Client) -> None:
    for page in ("/admin/auth/group/add/", f"/admin/auth/user/{User.objects.get().pk}/change/"):
        form = editor.get(page).context["adminform"].form
        offered = form.fields.get("permissions") or form.fields["user_permissions"]
        apps = {str(item.content_type.app_label) for item in offered.queryset}
        assert "roles" in apps
        assert "django_tasks_database" not in apps


def test_viewers_look(groups: None) -> None:
    viewer = member("Viewers")
    skill = change_url(Skill.objects.get(slug="sql"))
    assert pages(viewer, *LOOK, *role_pages(), skill) == {200}
    assert pages(viewer, reverse(PUBLISH), IMPACT, "/admin/roles/role/links/") == {403}
    assert viewer.post(change_url(builder()), {"title": "x"}).status_code == 403
    assert viewer.post("/admin/roles/role/matrix/", {}).status_code == 403
    assert builder().title == "Builder"


def test_writers_draft(groups: None) -> None:
    writer = member("Writers")
    assert pages(writer, *LOOK, *role_pages(), "/admin/roles/role/links/") == {200}
    assert save(writer, builder(), title="Maker").status_code == 302
    assert builder().title == "Maker"
    assert pages(writer, reverse(PUBLISH), IMPACT) == {403}
    edition = Edition.objects.get()
    restore = reverse("admin:roles_edition_restore", args=[edition.pk])
    assert writer.post(restore).status_code == 403
    assert writer.post(reverse(PUBLISH), {"note": "x"}).status_code == 403


def test_publishers_publish_and_restore(groups: None) -> None:
    publisher = member("Publishers")
    assert pages(publisher, *LOOK, *role_pages(), reverse(PUBLISH), IMPACT) == {200}
    assert publisher.post(change_url(builder()), {"title": "x"}).status_code == 403
    Requirement.objects.update(level=1)
    assert publisher.post(reverse(PUBLISH), {"note": "x"}).status_code == 302
    first = Edition.objects.get(number=1)
    restore = reverse("admin:roles_edition_restore", args=[first.pk])
    assert publisher.post(restore).status_code == 302
    assert Edition.objects.count() == 3


def test_what_somebody_added_to_a_group_stays(groups: None) -> None:
    viewers = Group.objects.get(name="Viewers")
    extra = Permission.objects.get(codename="change_tool")
    viewers.permissions.add(extra)
    call_command("setup_site")
    assert extra in viewers.permissions.all()
    assert Group.objects.count() == 3
