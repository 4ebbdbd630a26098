"""People who answer on one catalogue of several."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.impact import work
from assessments.models import ImpactRun
from roles.draft import actions
from roles.draft.read import read_rows
from roles.models import Edition
from tests.assessments.person import ANSWERS, Person
from tests.roles.public.test_catalogues import other_catalogue


def publish_other(title: str = "Other trades") -> None:
    """The next edition of the other catalogue."""
    actions.publish_of_its_own(
        catalogue=other_catalogue(title), slug="trades", title="", note="", author="tests"
    )


@pytest.fixture
def both(published: Edition) -> Edition:
    """Two catalogues."""
    publish_other()
    return published


def begin(person: Person, catalogue: str) -> Person:
    """Begin the full questionnaire of a catalogue and answer everything."""
    data = {"way": "full", "catalogue": catalogue}
    person.key = person.client.post("/assessments/start/", data)["Location"].split("/")[2]
    return person.answer_all().finish()


def opened(person: Person, url: str) -> str:
    """A page that must open."""
    response = person.client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def test_one_chooses_where_to_begin(both: Edition) -> None:
    person = Person()
    start = opened(person, "/assessments/")
    assert 'name="catalogue" value="main"' in start
    assert "Other trades" in start
    assert 'name="catalogue" value="trades"' in opened(person, "/assessments/?catalogue=trades")
    assert person.client.get("/assessments/?catalogue=x").status_code == 404
    unknown = {"way": "full", "catalogue": "unknown"}
    assert person.client.post("/assessments/start/", unknown).status_code == 400


def test_everything_after_is_of_that_catalogue(both: Edition) -> None:
    person = begin(Person(), "trades")
    assert person.row.edition.catalogue_slug == "trades"
    results = person.text()
    assert "Chief baker" in results
    assert "Somebody else." in results
    assert "/catalogues/trades/compare/lead-builder-vs-modeller/" in results + person.text("why/")
    gaps = person.text("roles/lead-builder/")
    assert 'href="/catalogues/trades/roles/lead-builder/"' in gaps
    assert person.get("roles/builder/").status_code == 404
    assert "Chief baker" in person.text("plan/?role=lead-builder")
    assert "newer content is available" not in opened(person, "/assessments/")


def test_no_result_meets_another_catalogue(both: Edition) -> None:
    person = begin(Person(), "main")
    main = person.key
    begin(person, "trades")
    alone = person.text("changes/")
    assert "other results are of another catalogue" in alone
    assert "only result" not in alone
    assert person.get(f"changes/?with={main}").status_code == 404
    history = opened(person, "/assessments/history/")
    assert f"/assessments/{person.key}/" in history
    assert f"/assessments/{main}/" not in history
    assert 'href="?catalogue=main"' in history
    assert f"/assessments/{main}/" in opened(person, "/assessments/history/?catalogue=main")
    assert person.client.get("/assessments/history/?catalogue=x").status_code == 404
    work.begin(read_rows(), "tests")
    assert ImpactRun.objects.get().total == 1


def test_only_ratings_of_a_catalogue_are_laid_over_its_roles(both: Edition) -> None:
    person = begin(Person(), "trades")
    assert "your own ratings" not in opened(person, "/roles/lead-builder/")
    page = opened(person, "/catalogues/trades/roles/lead-builder/")
    assert "your own ratings" in page
    assert "catalogue=trades" in page
    beside = person.client.get("/assessments/compare/?role=lead-builder&catalogue=trades")
    assert beside["Location"].startswith(person.url("compare/"))
    assert person.client.get("/assessments/compare/?role=builder")["Location"] == "/assessments/"


def test_rating_again_stays_in_the_catalogue(both: Edition) -> None:
    person = begin(Person(), "trades")
    publish_other("Other trades, changed")
    assert "newer content is available" in opened(person, "/assessments/")
    assert "Chief baker" in person.text("current/")
    anew = {"from": person.key, "catalogue": "main"}
    person.key = person.client.post("/assessments/start/", anew)["Location"].split("/")[2]
    assert str(person.row.edition) == "Edition 2 of trades"
    person.finish()
    person.key = person.post("again/")["Location"].split("/")[2]
    assert str(person.row.edition) == "Edition 2 of trades"


def test_a_file_is_never_scored_against_another_catalogue(both: Edition) -> None:
    person = begin(Person(), "trades")
    content = person.get("export/json/").content
    assert b'"catalogue": "trades"' in content
    stranger = Person()
    sent = stranger.client.post("/assessments/import/", {"file": _file(content)})
    stranger.key = sent["Location"].split("/")[2]
    assert stranger.row.edition == person.row.edition
    elsewhere = content.replace(b'"catalogue": "trades"', b'"catalogue": "elsewhere"')
    digest = person.row.edition.digest.encode()
    elsewhere = elsewhere.replace(digest, b"0" * 64)
    refused = stranger.client.post("/assessments/import/", {"file": _file(elsewhere)})
    assert refused.status_code == 422
    assert b"does not have the catalogue" in refused.content


def _file(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("careerpath.json", content, "application/json")


def test_the_answers_are_those_of_the_form(both: Edition) -> None:
    person = begin(Person(), "trades")
    assert len(person.stored()) == sum(len(page) for page in list(ANSWERS.values())[:3])
