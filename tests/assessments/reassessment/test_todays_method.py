"""A result stays with the method that scored it, until its person asks for today's."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from assessments.engine.method import TODAY
from assessments.models import Assessment
from assessments.result import compute_result
from tests.assessments.person import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def earlier(finished: Person) -> Person:
    """Somebody whose result the first method scored."""
    Assessment.objects.filter(key=finished.key).update(method=1)
    return finished


def exported(person: Person) -> dict[str, Any]:
    return json.loads(person.text("export/json/"))


def test_a_new_result_is_by_todays_method(finished: Person) -> None:
    assert finished.row.method == TODAY.number
    assert "today's method" not in finished.text()
    assert "is by today's method" in finished.text("method/")


def test_an_earlier_one_stays_until_today_is_asked_for(earlier: Person) -> None:
    assert compute_result(earlier.row).profiles.method.number == 1
    assert "Look at it by today's method" in earlier.text()
    page = earlier.text("method/")
    assert "What moved, and why" in page
    assert earlier.row.method == 1, "looking changes nothing"
    given = exported(earlier)["answers"]
    assert earlier.post("method/")["Location"] == earlier.url()
    assert earlier.row.method == TODAY.number
    assert exported(earlier)["answers"] == given


def test_only_its_person_may_change_it(earlier: Person, stranger: Client) -> None:
    assert stranger.get(earlier.url("method/")).status_code == 404
    assert stranger.post(earlier.url("method/")).status_code == 404
    assert earlier.row.method == 1


def test_one_that_is_not_completed_has_no_such_page(person: Person) -> None:
    assert person.get("method/").status_code in (302, 404)


@pytest.mark.parametrize("method", [1, TODAY.number])
def test_a_file_keeps_the_method(finished: Person, stranger: Client, method: int) -> None:
    Assessment.objects.filter(key=finished.key).update(method=method)
    document = exported(finished)
    assert document.get("method", 1) == method
    assert ("method" in document) == (method != 1), "files of before had no such key"
    file = SimpleUploadedFile("mine.json", json.dumps(document).encode())
    assert stranger.post("/assessments/import/", {"file": file}).status_code == 302
    assert Assessment.objects.latest("pk").method == method


@pytest.mark.parametrize("method", [0, 99, True, "2"])
def test_a_file_of_an_unknown_method_is_refused(
    finished: Person, stranger: Client, method: object
) -> None:
    document = {**exported(finished), "method": method}
    file = SimpleUploadedFile("mine.json", json.dumps(document).encode())
    response = stranger.post("/assessments/import/", {"file": file})
    assert response.status_code == 422
    assert "method" in response.content.decode()


def test_before_and_after_name_the_method_where_it_differs(earlier: Person) -> None:
    again = Person()
    again.client = earlier.client
    again.key = earlier.post("again/")["Location"].split("/")[2]
    again.post("again/questions/", {"go": "results"})
    assert again.row.method == TODAY.number
    assert "What the method changed" in again.text("changes/")


def test_the_database_knows_the_methods(finished: Person) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.filter(key=finished.key).update(method=7)
