"""Somebody with sixty results on twenty editions: every page of theirs opens and agrees."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from assessments.models import Answer, Assessment
from roles.models import Edition
from tests.assessments.person import Person

pytestmark = pytest.mark.django_db
EDITIONS, RESULTS = 20, 60


@pytest.fixture
def regular(published: Edition) -> Person:
    """The n-th result is a day younger than the one before; python rises, sql is not sure."""
    editions = [published]
    editions += Edition.objects.bulk_create(
        Edition(number=number, digest=published.digest, document=published.document)
        for number in range(2, EDITIONS + 1)
    )
    user, begun = User.objects.create_user("regular"), timezone.now() - timedelta(days=RESULTS)
    rows = Assessment.objects.bulk_create(
        Assessment(
            edition=editions[day * EDITIONS // RESULTS],
            owner=user,
            questionnaire="full",
            started_at=begun + timedelta(days=day),
            completed_at=begun + timedelta(days=day, hours=1),
        )
        for day in range(RESULTS)
    )
    Answer.objects.bulk_create(
        Answer(assessment=row, kind="skill", slug=slug, value=value)
        for day, row in enumerate(rows)
        for slug, value in (("python", day * 5 // RESULTS), ("sql", None))
    )
    person = Person()
    person.client.force_login(user)
    person.key = rows[-1].key
    return person


def test_every_page_opens_and_takes_the_same_one_for_the_newest(regular: Person) -> None:
    list_, history, mine = (
        regular.client.get(url).content.decode()
        for url in ("/assessments/", "/assessments/history/", "/account/")
    )
    for key in Assessment.objects.values_list("key", flat=True):
        assert all(f"/assessments/{key}/" in page for page in (list_, history, mine)), key
    assert "You: 4 expert" in regular.client.get("/roles/builder/").content.decode()
    to = regular.client.get("/assessments/compare/?role=builder&role=modeller")["Location"]
    assert to.startswith(regular.url("compare/"))
    for rest in ("", "changes/", "current/", "plan/", "take-along/"):
        assert regular.get(rest).status_code == 200, rest


def test_everything_comes_along_and_can_be_brought_back(regular: Person) -> None:
    response = regular.client.get("/account/download/")
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        files = [archive.read(name) for name in archive.namelist() if "assessments/" in name]
    assert len(files) == RESULTS
    stranger = Person()
    for content in files[:: RESULTS // 6]:
        answer = stranger.client.post("/assessments/import/", {"file": io.BytesIO(content)})
        assert answer.status_code == 302
        stranger.key = answer["Location"].split("/")[2]
        assert stranger.get("export/csv/").status_code == 200
