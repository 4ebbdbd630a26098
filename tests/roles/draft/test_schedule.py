"""Publishing at a time: what is published is what was reviewed."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from roles import editions
from roles.draft import actions
from roles.models import Edition, Requirement, ScheduledEdition
from tests.roles.editing import PUBLISH, builder, save, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]


@pytest.fixture
def scheduled(editor: Client) -> ScheduledEdition:
    """The builder's title, changed, for tomorrow."""
    save(editor, builder(), title="Maker")
    at = timezone.now() + timedelta(days=1)
    data = {"note": "Renamed", "publish_at": f"{at:%Y-%m-%dT%H:%M}"}
    response = editor.post(reverse(PUBLISH), data, follow=True)
    assert "It will be published on" in text(response)
    return ScheduledEdition.objects.get()


def due(days: int = 2) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=days)):
        call_command("publish_due")


def test_what_was_reviewed_is_published_when_it_is_due(
    editor: Client, scheduled: ScheduledEdition
) -> None:
    save(editor, builder(), title="Something later")
    call_command("publish_due")
    assert Edition.objects.count() == 1
    due()
    due()
    assert Edition.objects.count() == 2
    edition = editions.current()
    assert edition.roles["builder"].title == "Maker"
    assert builder().title == "Something later"
    newest = Edition.objects.newest_first()[0]
    assert (newest.note, newest.author) == ("Renamed", "editor")
    assert LogEntry.objects.filter(change_message="Published as scheduled: Renamed").exists()


def test_it_is_seen_and_can_be_cancelled(editor: Client, scheduled: ScheduledEdition) -> None:
    page = text(editor.get(reverse(PUBLISH)))
    assert "Waiting for their time" in page
    cancel = reverse("admin:roles_edition_cancel", args=[scheduled.pk])
    editor.get(cancel)
    scheduled.refresh_from_db()
    assert scheduled.state == "waiting"
    assert "Cancelled." in text(editor.post(cancel, follow=True))
    assert "no longer waiting" in text(editor.post(cancel, follow=True))
    due()
    assert Edition.objects.count() == 1


def test_another_edition_in_between_holds_it_back(
    editor: Client, scheduled: ScheduledEdition
) -> None:
    Requirement.objects.update(level=1)
    actions.publish(note="In between", author="tests")
    with pytest.raises(CommandError, match="Edition 2 was published meanwhile"):
        due()
    assert Edition.objects.count() == 2
    assert "Held back. Edition 2 was published meanwhile." in text(editor.get(reverse(PUBLISH)))


def test_what_was_kept_is_checked_again(editor: Client, scheduled: ScheduledEdition) -> None:
    ScheduledEdition.objects.update(document="{}")
    with pytest.raises(CommandError, match="does not match its digest"):
        due()
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("at", ["2001-01-01T10:00", "soon", "99999-01-01T00:00"])
def test_a_time_that_cannot_be(editor: Client, at: str) -> None:
    save(editor, builder(), title="Maker")
    response = editor.post(reverse(PUBLISH), {"note": "a", "publish_at": at})
    assert response.context["form"].errors["publish_at"]
    assert at in response.content.decode()
    assert not ScheduledEdition.objects.exists()


def test_a_draft_with_problems_is_not_kept(editor: Client) -> None:
    Requirement.objects.update(level=0)
    at = f"{timezone.now() + timedelta(days=1):%Y-%m-%dT%H:%M}"
    editor.post(reverse(PUBLISH), {"note": "a", "publish_at": at})
    assert not ScheduledEdition.objects.exists()


def test_only_publishers_cancel(client: Client, scheduled: ScheduledEdition) -> None:
    other = Client()
    cancel = reverse("admin:roles_edition_cancel", args=[scheduled.pk])
    assert other.post(cancel).status_code == 302
    assert client.get(reverse("admin:roles_edition_cancel", args=[99])).status_code == 404
    scheduled.refresh_from_db()
    assert scheduled.state == "waiting"
