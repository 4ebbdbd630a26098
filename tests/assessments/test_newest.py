"""The assessment completed last is somebody's newest, on every page alike."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models import Assessment
from tests.accounts.signing import sign_up
from tests.assessments.person import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(finished: Person) -> tuple[Person, Person]:
    """One person's results: the first begun was completed last, and rated Python higher."""
    other = Person()
    other.client = finished.client
    other.begin().answer_all()
    Assessment.objects.filter(key=other.key).update(
        started_at=timezone.now() - timedelta(days=9), completed_at=timezone.now()
    )
    other.row.answers.filter(slug="python").update(value=4)
    Assessment.objects.filter(key=finished.key).update(
        started_at=timezone.now() - timedelta(days=3),
        completed_at=timezone.now() - timedelta(days=2),
    )
    return other, finished


def in_order(page: str, *people: Person) -> bool:
    places = [re.search(f"/assessments/{person.key}/", page) for person in people]
    starts = [found.start() for found in places if found]
    return len(starts) == len(people) and starts == sorted(starts)


def test_the_list_my_page_and_comparing_agree(two: tuple[Person, Person]) -> None:
    client = two[0].client
    assert in_order(client.get("/assessments/").content.decode(), *two)
    to = client.get("/assessments/compare/?role=builder&role=modeller")["Location"]
    assert to.startswith(two[0].url("compare/"))
    role = client.get("/roles/builder/").content.decode()
    assert "You: 4 expert" in role
    sign_up(client)
    assert in_order(client.get("/account/").content.decode(), *two)


def test_one_begun_since_is_newer_until_it_is_complete(two: tuple[Person, Person]) -> None:
    begun = Person()
    begun.client = two[0].client
    begun.begin()
    assert in_order(begun.client.get("/assessments/").content.decode(), begun, *two)


def test_what_is_begun_does_not_hide_a_result_on_role_pages(two: tuple[Person, Person]) -> None:
    begun = Person()
    begun.client = two[0].client
    begun.begin()
    for answer in ("unsure", "1"):
        begun.leave(1, {"skill-python": answer})
        assert "You: 4 expert" in begun.client.get("/roles/builder/").content.decode()


def test_without_a_result_role_pages_show_how_far_one_has_come(person: Person) -> None:
    person.leave(1, {"skill-python": "unsure"})
    assert "called “You”" not in person.client.get("/roles/builder/").content.decode()
    person.leave(1, {"skill-python": "1"})
    other = Person()
    other.client = person.client
    other.begin().leave(1, {"skill-python": "unsure"})
    assert "You: 1 awareness" in person.client.get("/roles/builder/").content.decode()
