"""An account takes the assessments of the browser, and then opens them alone."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.models import Assessment, CalendarFeed, Share
from tests.accounts.signing import sign_in, sign_up, status
from tests.assessments.person import Person

pytestmark = pytest.mark.django_db
WRITES = ("INSERT", "UPDATE", "DELETE")


def test_signing_up_takes_what_the_browser_has(ada: Person) -> None:
    assert ada.row.owner is not None
    text = ada.client.get("/account/").content.decode()
    assert "now belongs to your account" in text
    assert f"/assessments/{ada.key}/" in text
    assert status(ada.client, ada.url()) == 200


def test_signing_in_joins_what_both_have(ada: Person, someone: Callable[[], Person]) -> None:
    elsewhere = someone()
    sign_in(elsewhere.client)
    for client in (ada.client, elsewhere.client):
        for url in (ada.url(), elsewhere.url("questions/1/")):
            assert status(client, url) == 200
        listed = client.get("/assessments/").content.decode()
        assert ada.key in listed
        assert elsewhere.key in listed


def test_what_somebody_else_owns_stays_theirs(ada: Person, someone: Callable[[], Person]) -> None:
    thief = someone()
    session = thief.client.session
    session["assessments"] = [thief.key, ada.key]
    session.save()
    assert status(thief.client, ada.url()) == 404
    assert ada.key not in thief.client.get("/assessments/").content.decode()
    sign_up(thief.client, "bob@example.org")
    assert status(thief.client, ada.url()) == 404
    assert ada.row.owner.email == "ada@example.org"
    assert thief.row.owner.email == "bob@example.org"
    for rest, form in (("shares/revoke/", {"share": "x"}), ("reminder/", {"go": "stop"})):
        assert status(thief.client, f"/account/assessments/{ada.key}/{rest}", **form) == 404


def test_an_account_not_yet_confirmed_takes_nothing(person: Person) -> None:
    person.client.post("/account/signup/", {"email": "typo@example.org", "password1": ""})
    assert person.row.owner is None
    assert status(person.client, person.url("questions/1/")) == 200


def test_what_is_begun_while_signed_in_is_owned(ada: Person) -> None:
    again = ada.client.post("/assessments/start/", {"from": ada.key})["Location"].split("/")[2]
    assert Assessment.objects.get(key=again).owner == ada.row.owner
    other = Client()
    sign_in(other)
    assert status(other, f"/assessments/{again}/questions/1/") == 200


def test_signing_out_closes_them_in_this_browser(ada: Person) -> None:
    ada.client.post("/account/logout/")
    assert status(ada.client, ada.url()) == 404
    assert ada.key not in ada.client.get("/assessments/").content.decode()
    sign_in(ada.client)
    assert status(ada.client, ada.url()) == 200


def test_role_pages_show_the_accounts_ratings(ada: Person) -> None:
    other = Client()
    before = other.get("/roles/builder/").content
    sign_in(other)
    assert other.get("/roles/builder/").content != before
    assert other.get("/roles/builder/").content == ada.client.get("/roles/builder/").content


@pytest.mark.parametrize("url", ["/account/", "/assessments/", "/account/download/"])
def test_queries_do_not_grow(ada: Person, url: str) -> None:
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert status(ada.client, url) == 200
        return len(found)

    few = count()
    for _ in range(3):
        other = ada.client.post("/assessments/start/", {"from": ada.key})["Location"]
        row = Assessment.objects.get(key=other.split("/")[2])
        Share.objects.create(assessment=row, ends_on="2030-01-01")
        CalendarFeed.objects.create(assessment=row)
    assert count() == few


def test_looking_never_writes(ada: Person) -> None:
    ask = {"weekday": "0", "every_weeks": "1"}
    ada.client.post(f"/account/assessments/{ada.key}/reminder/", ask)
    ada.client.get("/account/")  # says once what the forms did
    stop = f"/account/reminders/stop/{ada.row.reminder.token}/"
    own = [f"/account/{rest}" for rest in ("", "download/", "delete/", "deleted/", "logout/")]
    with CaptureQueriesContext(connection) as found:
        for url in (*own, f"/account/assessments/{ada.key}/reminder/", stop):
            assert status(ada.client, url) == 200
    assert not [query["sql"] for query in found if query["sql"].startswith(WRITES)]


def test_a_strangers_visit_asks_for_no_user(person: Person, stranger: Client) -> None:
    with CaptureQueriesContext(connection) as found:
        stranger.get("/assessments/")
        person.client.get("/assessments/")
        person.get("questions/1/")
    assert not [query for query in found if "auth_user" in query["sql"]]


def test_shares_and_feeds_are_listed_and_closed(ada: Person) -> None:
    share = Share.objects.create(assessment=ada.row, ends_on="2030-01-01", shows_plan=True)
    CalendarFeed.objects.create(assessment=ada.row)
    text = ada.client.get("/account/").content.decode()
    assert "Shared until 1 January 2030, with the plan" in text
    assert "Close the feed" in text
    base = f"/account/assessments/{ada.key}"
    assert status(ada.client, f"{base}/shares/revoke/") == 405
    assert status(ada.client, f"{base}/shares/revoke/", share=share.key) == 302
    assert status(ada.client, f"{base}/feed/revoke/", x="1") == 302
    assert not Share.objects.exists()
    assert not CalendarFeed.objects.exists()


def test_going_back_after_signing_out_shows_nothing(
    ada: Person, someone: Callable[[], Person]
) -> None:
    for page in ("", "plan/", "check/", "roles/builder/"):
        assert "no-store" in ada.get(page)["Cache-Control"], page
    kept = someone().get("questions/1/")["Cache-Control"]
    assert "private" in kept
    assert "no-store" not in kept, "going back may show what was typed"


def test_my_page_leaves_out_shares_that_have_ended(ada: Person) -> None:
    Share.objects.create(assessment=ada.row, ends_on="2001-05-17")
    today = Share.objects.create(assessment=ada.row, ends_on=timezone.localdate())
    html = ada.client.get("/account/").content.decode()
    assert today.key in html
    assert "17 May 2001" not in html
