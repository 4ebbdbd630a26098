"""An edition's document is long: only what reads it may fetch it, whatever page is opened."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Reminder
from assessments.models import Assessment, CalendarFeed, Share
from careerpath.weighed_cache import WeighedCache
from roles import editions
from tests.assessments.person import ANSWERS, PLAN, Person
from tests.assessments.test_access import NAMES, address

pytestmark = pytest.mark.django_db
DOCUMENT = '"roles_edition"."document"'
LOADING = (
    'SELECT "roles_edition"."number" AS "number", "roles_edition"."catalogue_id" AS "catalogue_id",'
    ' "roles_edition"."document" AS "document" FROM "roles_edition" WHERE "roles_edition"."id" = '
)
LAST = "remove"  # deletes the assessment
PUBLIC = ("/", "/roles/", "/roles/builder/", "/catalogues/")
OWN = ("/assessments/", "/assessments/history/", "/assessments/compare/", "/assessments/import/")
ADMIN = (
    "assessments/assessment/",
    "assessments/assessment/{assessment}/change/",
    "roles/edition/",
    "roles/edition/{edition}/change/",
    "roles/edition/{edition}/restore/",
    "roles/edition/publish/",
    "roles/edition/export/",
    "roles/role/matrix/",
    "assessments/impactrun/impact/",
)


@contextmanager
def no_document_comes_along() -> Iterator[None]:
    """Only the query that loads an edition names its document, and once an edition."""
    nothing: WeighedCache[tuple[int, str], editions.LoadedEdition] = WeighedCache(editions.BUDGET)
    with patch.object(editions, "_held", nothing), CaptureQueriesContext(connection) as queries:
        yield
    naming = [query["sql"] for query in queries if DOCUMENT in query["sql"]]
    assert len(naming) == 1, naming
    assert naming[0].startswith(LOADING)


@pytest.fixture
def repeated(ada: Person) -> Person:
    """Ada's second assessment, which repeats the first; all that can hang on one hangs on both."""
    answer = ada.client.post("/assessments/start/", {"from": ada.key})
    ada.key = answer["Location"].split("/")[2]
    ada.answer_all().finish()
    for row in Assessment.objects.all():
        Share.objects.create(assessment=row, shows_plan=True, ends_on="2100-01-01")
        CalendarFeed.objects.create(assessment=row)
        Reminder.objects.create(assessment=row, next_on="2030-01-01")
    return ada


def test_no_page_of_a_person_takes_it_along(repeated: Person) -> None:
    share, feed = Share.objects.all()[0], CalendarFeed.objects.all()[0]
    addresses = [*PUBLIC, *OWN, f"/shared/{share.key}/", f"/calendar/{feed.key}.ics"]
    addresses += ["/account/", "/account/download/", "/roles/builder/"]
    with no_document_comes_along():
        for url in [*addresses, *(address(name, repeated.key) for name in NAMES)]:
            assert repeated.client.get(url).status_code in (200, 302, 404, 405), url


def test_no_form_of_a_person_takes_it_along(repeated: Person) -> None:
    form = {**PLAN, **ANSWERS[1], **ANSWERS[3], "role": "builder", "answer": "4", "go": "next"}
    with no_document_comes_along():
        begun = Person().begin().answer_all()
        quick = Person().begin("quick")
        for name in sorted(NAMES, key=lambda name: name == LAST):
            for person in (begun, quick, repeated):
                code = person.client.post(address(name, person.key), form).status_code
                assert code in (200, 302, 400, 404, 405, 409, 422), name
        content = Person().begin().answer_all().finish().get("export/json/").content
        file = SimpleUploadedFile("x.json", content)
        assert repeated.client.post("/assessments/import/", {"file": file}).status_code == 302


def test_no_page_of_an_editor_takes_it_along(repeated: Person) -> None:
    editor = Client()
    editor.force_login(User.objects.create_superuser("editor"))
    numbers = {"assessment": repeated.row.pk, "edition": repeated.row.edition_id}
    with no_document_comes_along():
        for page in ADMIN:
            code = editor.get(f"/admin/{page.format(**numbers)}").status_code
            assert code == 200, page


def test_no_command_takes_it_along(repeated: Person, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"ratings": {"python": 3}}))
    with no_document_comes_along():
        with time_machine.travel("2040-01-02T06:00:00Z"):
            call_command("send_reminders", verbosity=0)
        call_command("recommend", str(answers))
        call_command("publish_due")
        call_command("catalogue", "export", str(tmp_path / "out"), "--format", "json")
    assert mail.outbox[-1].subject.startswith("Your next steps")
