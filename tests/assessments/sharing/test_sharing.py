"""Addresses that open something to whoever has them: shared pages and calendar feeds."""

from collections.abc import Callable
from datetime import timedelta
from unittest.mock import patch

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from assessments import result
from assessments.engine.robustness import Robustness
from assessments.engine.step_marks import Marks
from assessments.models import Assessment, CalendarFeed, OwnStep, Share, Status, StepProgress
from assessments.results import sure
from assessments.results.page import results_page
from assessments.sharing.shared_page import shared_page
from roles.document.parse import parse_catalogue
from roles.draft import actions
from tests.assessments.person import Person
from tests.roles.factory import small_plain

pytestmark = pytest.mark.django_db


def in_days(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def make_share(person: Person, shows: str = "plan", days: int = 30) -> str:
    """Make a page and return its address."""
    response = person.post("take-along/share/", {"shows": shows, "ends_on": in_days(days)})
    assert response["Location"] == person.url("take-along/#share")
    return f"/shared/{person.row.shares.latest('pk').key}/"


def make_feed(person: Person) -> str:
    assert person.post("take-along/feed/")["Location"] == person.url("take-along/#calendar")
    return f"/calendar/{person.row.calendar_feed.key}.ics"


def write_privately(person: Person) -> None:
    StepProgress.objects.create(
        assessment=person.row,
        step="skill/sql/2",
        status=Status.DOING,
        note="secret",
        evidence="secret",
        intention="secret",
    )
    OwnStep.objects.create(
        assessment=person.row,
        role="builder",
        title="Ask Ann",
        what="secret",
        hours=3,
        phase="connect",
    )


def test_a_shared_page_shows_the_result_and_the_plan(finished: Person, stranger: Client) -> None:
    write_privately(finished)
    address = make_share(finished)
    response = stranger.get(address)
    text = response.content.decode()
    for said in ("Closest to Builder", "How sure is this?", "Reach level 2", "Ask Ann"):
        assert said in text
    assert f"until the end of {timezone.localdate() + timedelta(days=30):%-d %B %Y}" in text
    for secret in ("secret", "BSc in biology", finished.key):
        assert secret not in text
    assert "sessionid" not in response.cookies
    assert f"http://testserver{address}" in finished.text("take-along/")


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Robustness(0.998, ((1, 0.002),), ()), "in over 99 of 100"),
        (Robustness(1.0, (), ()), "in 100 of 100"),
        (Robustness(0.6, ((1, 0.4),), ()), "put Lead builder first"),
        (Robustness(0.6, ((1, 0.2), (2, 0.2)), ()), "put Lead builder or Modeller first"),
    ],
)
def test_others_are_told_as_much_as_oneself(
    finished: Person, stranger: Client, found: Robustness, said: str
) -> None:
    with patch.object(sure, "robustness", return_value=found):
        assert said in finished.text()
        assert said in stranger.get(make_share(finished)).content.decode()


def test_owner_and_guest_read_the_same_where_one_family_was_asked_about(db: None) -> None:
    plain = small_plain()
    plain["roles"][2]["family"] = "Keepers"
    actions.import_catalogue(catalogue=parse_catalogue(plain))
    actions.publish(note="Two families", author="tests")
    person = Person().begin()
    Assessment.objects.update(families=["Builders"])
    person.leave(1, {"skill-python": "3", "skill-sql": "1"})
    person.finish()
    make_share(person)
    scored = result.compute_result(person.row)
    own = results_page(scored, Marks(), show_all=False)
    others = shared_page(scored, person.row.shares.get(), timezone.localdate())
    assert (own.asked, own.sure.caution) == (2, ""), "nothing of the other family is missing"
    assert (others.sure, others.shares) == (own.sure.for_others, own.sure.shares)


def test_the_plan_is_shown_only_if_chosen(finished: Person, stranger: Client) -> None:
    text = stranger.get(make_share(finished, "result")).content.decode()
    assert "Closest to Builder" in text
    assert "Reach level 2" not in text


def test_nobody_finds_it_by_chance(finished: Person, stranger: Client) -> None:
    for address in (make_share(finished), make_feed(finished)):
        response = stranger.get(address)
        assert response["X-Robots-Tag"] == "noindex"
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["Cache-Control"] == "private, no-store"
    assert b'<meta name="robots" content="noindex">' in stranger.get(make_share(finished)).content
    robots = stranger.get("/robots.txt").content.decode()
    for path in ("/assessments/", "/shared/", "/calendar/"):
        assert f"Disallow: {path}\n" in robots


def test_revoking_closes_at_once_and_twice_does_no_harm(finished: Person, stranger: Client) -> None:
    kept, address = make_share(finished), make_share(finished)
    key = address.split("/")[2]
    for _ in range(2):
        assert finished.post("take-along/share/revoke/", {"share": key}).status_code == 302
        assert stranger.get(address).status_code == 404
    assert stranger.get(kept).status_code == 200
    feed = make_feed(finished)
    for _ in range(2):
        assert finished.post("take-along/feed/revoke/").status_code == 302
        assert stranger.get(feed).status_code == 404
    assert make_feed(finished) != feed, "an address that was closed stays closed"


def test_a_share_opens_on_its_last_day_and_no_later(finished: Person, stranger: Client) -> None:
    now = timezone.now().replace(hour=12)
    with time_machine.travel(now, tick=False):
        address = make_share(finished, days=1)
    with time_machine.travel(now + timedelta(hours=35), tick=False):
        assert stranger.get(address).status_code == 200
    with time_machine.travel(now + timedelta(hours=37), tick=False):
        assert stranger.get(address).status_code == 404
        assert address not in finished.text("take-along/")


def test_everything_closes_with_the_assessment(finished: Person, stranger: Client) -> None:
    addresses = make_share(finished), make_feed(finished)
    finished.post("delete/")
    assert [stranger.get(address).status_code for address in addresses] == [404, 404]


def test_nobody_revokes_what_others_share(
    finished: Person, someone: Callable[[], Person], stranger: Client
) -> None:
    address = make_share(finished)
    other = someone().answer_all().finish()
    other.post("take-along/share/revoke/", {"share": address.split("/")[2]})
    assert stranger.get(address).status_code == 200


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({}, "What may be seen: choose"),
        ({"shows": "notes", "ends_on": "2026-13-01"}, "The last day: enter a date such as"),
        ({"shows": "plan", "ends_on": -1}, "choose today or a day to come"),
        ({"shows": "plan", "ends_on": 366}, "or earlier"),
        ({"shows": "plan", "ends_on": "9" * 3000}, "The last day: enter a date such as"),
    ],
)
def test_what_cannot_be_shared_is_explained(
    finished: Person, form: dict[str, str | int], said: str
) -> None:
    sent = {key: in_days(day) if isinstance(day, int) else day for key, day in form.items()}
    response = finished.post("take-along/share/", sent)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert "Error: Take it along" in response.content.decode()
    assert not Share.objects.exists()


def test_twenty_are_enough(finished: Person) -> None:
    ended = make_share(finished)
    finished.row.shares.update(ends_on=timezone.localdate() - timedelta(days=1))
    for _ in range(20):
        make_share(finished)
    assert not finished.row.shares.filter(key=ended.split("/")[2]).exists(), "those that ended go"
    response = finished.post("take-along/share/", {"shows": "plan", "ends_on": in_days(2)})
    assert response.status_code == 422
    assert "There are 20 shared pages already" in response.content.decode()
    assert Share.objects.count() == 20


def test_there_is_one_feed_an_assessment(finished: Person, stranger: Client) -> None:
    write_privately(finished)
    assert make_feed(finished) == make_feed(finished)
    assert CalendarFeed.objects.count() == 1
    response = stranger.get(make_feed(finished))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.content == finished.get("calendar.ics").content
    assert b"secret" not in response.content


@pytest.mark.parametrize("key", ["A" * 22, "x", "é", "' OR 1=1 --", "a" * 3000])
def test_made_up_addresses_open_nothing(finished: Person, stranger: Client, key: str) -> None:
    make_share(finished), make_feed(finished)
    assert stranger.get(f"/shared/{key}/").status_code == 404
    assert stranger.get(f"/calendar/{key}.ics").status_code == 404
    assert stranger.get(f"/shared/{finished.key}/").status_code == 404


def test_looking_writes_nothing_and_posting_is_not_possible(
    finished: Person, stranger: Client
) -> None:
    for address in (make_share(finished), make_feed(finished), "/robots.txt"):
        assert stranger.post(address).status_code == 405
        assert stranger.head(address).status_code == 200


def test_an_unfinished_assessment_has_nothing_to_share(person: Person) -> None:
    person.answer_all()
    for rest in ("take-along/", "export/json/", "calendar.ics"):
        assert person.get(rest).status_code == 404
    for rest in ("take-along/share/", "take-along/feed/"):
        assert person.post(rest, {"shows": "plan", "ends_on": in_days(2)}).status_code == 404
