"""Only the browser that began an assessment can open it, and looking never changes anything."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments import urls
from assessments.models import Assessment
from tests.assessments.person import PLAN, Person

pytestmark = pytest.mark.django_db

WITH_KEY = [pattern for pattern in urls.urlpatterns if "<str:key>" in str(pattern.pattern)]
NAMES = [pattern.name for pattern in WITH_KEY]
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


def address(name: str, key: str) -> str:
    pattern = next(item for item in WITH_KEY if item.name == name).pattern
    slug = "python" if name == "quick_question" else "builder"
    values = {"key": key, "slug": slug, "number": 1, "format_slug": "json"}
    return reverse(f"assessments:{name}", kwargs={k: values[k] for k in pattern.converters})


def test_every_address_is_swept() -> None:
    assert len(NAMES) == len(urls.urlpatterns) - 7, "all but seven have a key"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("complete", [True, False])
def test_another_browser_finds_nothing(
    person: Person, stranger: Client, someone: Callable[[], Person], name: str, complete: bool
) -> None:
    person.answer_all()
    if complete:
        person.finish()
    before = (Assessment.objects.values().get(), person.stored())
    for other in (stranger, someone().client):
        form = {**PLAN, "role": "builder", "skill-python": "4", "answer": "4", "step": "x"}
        found = {
            key: (other.get(address(name, key)), other.post(address(name, key), form))
            for key in (person.key, "A" * 22)
        }
        theirs, made_up = ([r.status_code for r in pair] for pair in found.values())
        # 405 where the page has no such method for anybody
        assert theirs == made_up
        assert 404 in theirs
        assert set(theirs) <= {404, 405}
        assert not any(person.key.encode() in r.content for r in found["A" * 22])
    assert (Assessment.objects.values().get(key=person.key), person.stored()) == before


@pytest.mark.parametrize("key", ["A" * 22, "x", "é", "' OR 1=1 --", "a" * 3000])
def test_a_made_up_key_finds_nothing_in_ones_own_browser(finished: Person, key: str) -> None:
    for name in NAMES:
        assert finished.client.get(address(name, key)).status_code in (404, 405)


def test_nobody_begins_from_answers_of_others(finished: Person, stranger: Client) -> None:
    for key in (finished.key, "made-up"):
        assert stranger.post("/assessments/start/", {"from": key}).status_code == 404
    assert Assessment.objects.count() == 1


@pytest.mark.parametrize("complete", [True, False])
def test_looking_never_writes(person: Person, complete: bool) -> None:
    person.answer_all()
    if complete:
        person.finish()
    addresses = ["/assessments/", *(address(name, person.key) for name in NAMES)]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        codes = {url: person.client.get(url).status_code for url in addresses}
    assert not [q["sql"] for q in queries if q["sql"].lstrip().upper().startswith(WRITES)]
    assert set(codes.values()) <= {200, 302, 404, 405}
    if complete:
        opened = [url for url, code in codes.items() if code == 200]
        # index, results, delete, interests, gaps, first, what-if, why, plan, take-along, export,
        # calendar, changes, current, today's method, compare
        assert len(opened) == 16


def test_looking_at_the_site_begins_no_session(published: object, stranger: Client) -> None:
    for url in ("/assessments/", "/roles/builder/"):
        assert "sessionid" not in stranger.get(url).cookies
