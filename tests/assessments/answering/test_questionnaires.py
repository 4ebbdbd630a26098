"""Editors keep several questionnaires, and each can be asked."""

import pytest

from roles.document.types import Questionnaire, Section
from roles.draft import actions
from roles.models import Edition
from tests.assessments.person import Person
from tests.roles.factory import small_catalogue

pytestmark = pytest.mark.django_db
SHORT = Questionnaire(
    slug="short",
    title="Only the essentials",
    description="For those in a hurry.",
    sections=(Section(title="Essentials", skills=("sql", "python")),),
)


@pytest.fixture
def two() -> Edition:
    """The small catalogue with a second questionnaire."""
    catalogue = small_catalogue()
    both = (*catalogue.questionnaires, SHORT)
    actions.import_catalogue(catalogue=catalogue.replaced(questionnaires=both))
    return actions.publish(note="Two questionnaires", author="tests")


def test_a_single_one_is_not_offered(published: Edition) -> None:
    page = Person().client.get("/assessments/").content.decode()
    assert "Which questions" not in page
    assert 'name="questionnaire"' not in page


def test_one_chooses_which_questions_to_answer(two: Edition) -> None:
    person = Person()
    first = person.client.get("/assessments/")
    assert [item.title for item in first.context["questionnaires"]][1] == "Only the essentials"
    chosen = person.client.get("/assessments/?questionnaire=short")
    assert chosen.context["questionnaire"].slug == "short"
    assert chosen.context["chosen"].skills == 2
    begun = person.client.post("/assessments/start/", {"way": "full", "questionnaire": "short"})
    person.key = begun["Location"].split("/")[2]
    assert person.row.questionnaire == "short"
    person.post("questions/1/", {"skill-sql": "3", "skill-python": "1"})
    person.finish()
    again = person.post("again/")
    person.key = again["Location"].split("/")[2]
    assert person.row.questionnaire == "short", "the same questions again"


def test_a_questionnaire_that_is_not_there(two: Edition) -> None:
    client = Person().client
    assert client.get("/assessments/?questionnaire=x").status_code == 404
    answer = client.post("/assessments/start/", {"way": "quick", "questionnaire": "x"})
    assert answer.status_code == 404
