"""Taking everything away, and deleting everything."""

import io
import json
import zipfile
from collections import Counter
from datetime import timedelta

import pytest
import time_machine
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions import remind
from assessments.models import CalendarFeed, OwnStep, Share
from roles.models import Edition
from tests.accounts.signing import PASSWORD, sign_in, sign_up, status
from tests.assessments.person import PLAN, Person

pytestmark = pytest.mark.django_db


def rows() -> Counter[str]:
    """How many rows each table has."""
    return Counter({model._meta.label: model._base_manager.count() for model in apps.get_models()})


def fill(person: Person) -> None:
    """Something in every table that hangs on an account."""
    step = person.text("plan/").split('name="step" value="')[1].split('"')[0]
    person.post("plan/", PLAN)
    person.post("plan/tick/", {"step": step, "done": "1"})
    OwnStep.objects.create(
        assessment=person.row, role="builder", title="Mine", hours=1, phase="build-foundation"
    )
    Share.objects.create(assessment=person.row, ends_on="2030-01-01")
    CalendarFeed.objects.create(assessment=person.row)
    remind(assessment=person.row, weekday=0, every_weeks=1, today=timezone.localdate())
    person.client.get("/account/2fa/totp/activate/")


def test_everything_can_be_downloaded(ada: Person) -> None:
    fill(ada)
    answer = ada.client.get("/account/download/")
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        found = {name: json.loads(archive.read(name)) for name in archive.namelist()}
    account = found.pop("account.json")
    assert account["email"] == "ada@example.org"
    assert account["addresses"] == [{"email": "ada@example.org", "verified": True, "primary": True}]
    assert [reminder["weekday"] for reminder in account["reminders"]] == [0]
    (assessment,) = found.values()
    assert assessment["edition"]["number"] == 1
    answers = assessment["answers"]
    assert {**answers["ratings"], **answers["interests"]} == ada.stored()
    for name in ("progress", "own_steps"):
        assert len(assessment["plan"][name]) == 1, name
    assert [share["assessment"] for share in account["shared"]] == [ada.key]
    assert account["calendar_feeds"][0]["key"] == ada.row.calendar_feed.key


def test_what_is_downloaded_can_be_imported(ada: Person) -> None:
    with zipfile.ZipFile(io.BytesIO(ada.client.get("/account/download/").content)) as archive:
        (name,) = set(archive.namelist()) - {"account.json"}
        file = io.BytesIO(archive.read(name))
    file.name = "mine.json"
    assert Client().post("/assessments/import/", {"file": file}).status_code == 302


def test_a_download_takes_no_more_queries_for_more_assessments(ada: Person) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert ada.client.get("/account/download/").status_code == 200
        return len(queries)

    fill(ada)
    few = asked()
    for _ in range(3):
        other = Person()
        other.client = ada.client
        fill(other.begin().answer_all().finish())
        other.begin("quick")
    assert asked() == few


def test_nothing_is_left_of_a_deleted_account(published: object) -> None:
    bob = Person().begin().answer_all().finish()
    sign_up(bob.client, "bob@example.org", PASSWORD)
    stranger = Person().begin()
    before = rows()
    ada = Person().begin().answer_all().finish()
    sign_up(ada.client)
    fill(ada)
    elsewhere = Client()
    sign_in(elsewhere)
    assert status(ada.client, "/account/delete/", x="1") == 302
    assert rows() == before
    for client in (ada.client, elsewhere):
        assert status(client, ada.url()) == 404
        assert status(client, "/account/") == 302
    assert status(bob.client, bob.url()) == 200
    assert status(stranger.client, stranger.url("questions/1/")) == 200


def test_deleting_needs_a_password_given_just_now(published: object) -> None:
    bob = Person().begin()
    sign_up(bob.client, "bob@example.org", PASSWORD)
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        assert "Show that it is me" in bob.client.get("/account/delete/").content.decode()
        assert status(bob.client, "/account/delete/", x="1") == 422
        assert get_user_model().objects.exists()
        url = "/account/reauthenticate/?next=/account/delete/"
        assert status(bob.client, url, password="wrong") == 422
        assert bob.client.post(url, {"password": PASSWORD})["Location"] == "/account/delete/"
        assert status(bob.client, "/account/delete/", x="1") == 302
        assert not get_user_model().objects.exists()


def test_without_a_password_one_signs_in_once_more(ada: Person) -> None:
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        assert "Sign in once more" in ada.client.get("/account/delete/").content.decode()
        assert status(ada.client, "/account/delete/", x="1") == 422
        next_ = "/account/login/?next=/account/delete/"
        assert ada.client.post("/account/logout/", {"next": next_})["Location"] == next_
        sign_in(ada.client)
        assert status(ada.client, "/account/delete/", x="1") == 302
        assert not get_user_model().objects.exists()


@pytest.mark.parametrize("now", [True, False])
def test_editors_do_not_delete_their_log(ada: Person, now: bool) -> None:
    users = get_user_model().objects
    users.update(is_staff=now)
    if not now:  # an editor once: the log is all that is left of it
        rows = Edition.objects.all()
        LogEntry.objects.log_actions(users.get().pk, rows, CHANGE, "x", single_object=True)
    assert "Ask an administrator" in ada.client.get("/account/delete/").content.decode()
    assert status(ada.client, "/account/delete/", x="1") == 422
    assert get_user_model().objects.exists()
