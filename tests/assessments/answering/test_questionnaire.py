"""Filling in the questionnaire, page by page."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from assessments.models import Answer, Assessment
from roles.draft import actions
from tests.assessments.person import ANSWERS, Person
from tests.roles.factory import small_catalogue

pytestmark = pytest.mark.django_db


def checked(html: str) -> set[str]:
    """Names and values of the radio buttons and checkboxes that are on."""
    inputs = re.findall(r"<input[^>]*\bchecked\b[^>]*>", html)
    return {
        "=".join(re.search(rf'{key}="([^"]*)"', item)[1] for key in ("name", "value"))
        for item in inputs
    }


def test_the_whole_way(published: Any) -> None:
    person = Person().begin()
    assert "/questions/1/" in person.client.get(person.url("questions/"))["Location"]
    for page, answers in ANSWERS.items():
        assert f"Page {page} of 4" in person.text(f"questions/{page}/")
        expected = f"questions/{page + 1}/" if page < 4 else "check/"
        assert person.leave(page, answers) == expected
    assert person.stored() == {
        "python": 3,
        "sql": 1,
        "statistics": None,
        "modelling": 0,
        "build": 4,
        "explain": None,
    }
    row = person.row
    assert (row.education, row.tools, row.hours_per_week) == ("BSc in biology", ["git"], 10)
    overview = person.text("check/")
    for words in ("Practitioner", "Not sure", "Very much", "BSc in biology", "Git", "10"):
        assert words in overview
    person.finish()
    assert "You are closest to Builder" in person.text()
    assert "Results of" in person.client.get("/assessments/").content.decode()


def test_what_was_saved_is_there_again(person: Person) -> None:
    person.answer_all()
    assert checked(person.text("questions/1/")) == {"skill-python=3", "skill-sql=1"}
    assert checked(person.text("questions/2/")) == {
        "skill-statistics=unsure",
        "skill-modelling=0",
    }
    assert checked(person.text("questions/4/")) == {"tools=git"}
    assert "BSc in biology" in person.text("questions/4/")
    assert person.get("questions/")["Location"] == person.url("check/")


@pytest.mark.parametrize(
    ("go", "leads_to"), [("back", "questions/1/"), ("check", "check/"), ("odd", "questions/3/")]
)
def test_every_way_out_of_a_page_saves_it(person: Person, go: str, leads_to: str) -> None:
    assert person.leave(2, {"skill-statistics": "2"}, go=go) == leads_to
    assert person.stored() == {"statistics": 2}


def test_back_on_the_first_page_goes_on(person: Person) -> None:
    assert person.leave(1, go="back") == "questions/2/"


def test_blank_stays_unanswered(person: Person) -> None:
    person.leave(1, {"skill-python": "", "skill-sql": "0"})
    assert person.stored() == {"sql": 0}
    assert "Not answered" in person.text("check/")


def test_an_answer_can_be_changed(person: Person) -> None:
    person.leave(1, {"skill-python": "3"})
    person.leave(1, {"skill-python": "unsure"})
    assert person.stored() == {"python": None}


@pytest.mark.parametrize("value", ["7", "-1", "3.5", "many", "None", "٣", "<script>", "9" * 5000])
def test_an_impossible_answer_is_refused_and_the_rest_kept(person: Person, value: str) -> None:
    response = person.post("questions/1/", {"skill-python": value, "skill-sql": "2"})
    html = response.content.decode()
    assert response.status_code == 422
    assert "Python: choose one of the answers shown" in html
    target = re.search(r'<a href="#(id_skill-python[^"]*)"', html)[1]
    assert f'id="{target}"' in html
    assert checked(html) == {"skill-sql=2"}
    assert person.stored() == {}


@pytest.mark.parametrize("hours", ["0", "81", "abc", "", "5.5", "-3", "9" * 400])
def test_impossible_hours_are_refused_and_the_rest_kept(person: Person, hours: str) -> None:
    said = {"education": "Self-taught <b>", "hours_per_week": hours, "tools": ["git"]}
    response = person.post("questions/4/", said)
    html = response.content.decode()
    assert response.status_code == 422
    assert '<a href="#id_hours_per_week">Hours a week: enter' in html
    assert 'id="id_hours_per_week"' in html
    if hours:
        assert f'value="{hours}"' in html
    assert "Self-taught <b>" in unescape(html)
    assert "<b>" not in html
    assert checked(html) == {"tools=git"}
    assert person.row.education == ""


def test_a_line_break_is_one_character(person: Person) -> None:
    person.leave(4, {"hours_per_week": "5", "education": "x" * 500 + "\r\n" + "y" * 499})
    assert person.row.education == "x" * 500 + "\n" + "y" * 499


def test_an_unknown_tool_is_refused(person: Person) -> None:
    response = person.post("questions/4/", {"hours_per_week": "5", "tools": ["git", "abacus"]})
    html = response.content.decode()
    assert response.status_code == 422
    target = re.search(r'<a href="#(id_tools[^"]*)">Tools: choose', html)[1]
    assert f'id="{target}"' in html


def test_fields_nobody_asked_for_are_ignored(person: Person) -> None:
    sent = {"skill-cobol": "4", "skill-modelling": "4", "completed_at": "2020-01-01", "page": "99"}
    person.leave(1, {**sent, "skill-python": "1"})
    assert person.stored() == {"python": 1}
    assert (person.row.completed_at, person.row.page) == (None, 1)


@pytest.mark.parametrize("number", ["0", "5", "99999999999999999999999", "-1", "one"])
def test_there_are_no_other_pages(person: Person, number: str) -> None:
    assert person.get(f"questions/{number}/").status_code == 404
    assert person.post(f"questions/{number}/", {"skill-python": "1"}).status_code == 404


def test_malformed_requests_are_refused(person: Person) -> None:
    big = person.post("questions/4/", {"hours_per_week": "5", "education": "x" * 10_000_000})
    nul = person.post("questions/4/", {"hours_per_week": "5", "education": "a\0b"})
    assert (big.status_code, nul.status_code) == (413, 400)
    assert person.client.post("/assessments/start/", {"from": "\0"}).status_code == 400
    assert person.client.get("/assessments/%00/").status_code == 400
    assert person.row.education == ""


def test_nothing_rated_cannot_be_completed(person: Person) -> None:
    person.leave(1, {"skill-python": "unsure"})
    person.leave(3, {"activity-build": "4"})
    assert "Rate at least one skill" in person.text("check/")
    response = person.post("check/")
    assert response.status_code == 422
    assert f'<a href="{person.url("questions/1/")}">Rate at least one skill' in (
        response.content.decode()
    )
    assert person.row.completed_at is None
    assert person.get()["Location"] == person.url("questions/")
    assert person.get("plan/").status_code == 404


def test_completing_twice_changes_nothing(finished: Person) -> None:
    when = finished.row.completed_at
    finished.finish()
    assert finished.row.completed_at == when


def test_a_completed_assessment_cannot_be_changed(finished: Person) -> None:
    before = finished.stored()
    assert finished.post("questions/1/", {"skill-python": "0"}).status_code == 409
    assert finished.stored() == before
    for rest in ("questions/", "questions/1/", "check/"):
        assert finished.get(rest)["Location"] == finished.url()


def test_start_anew_from_earlier_answers(finished: Person) -> None:
    catalogue = small_catalogue()
    modeller = catalogue.roles[2]
    questionnaire = catalogue.questionnaires[0]
    without_sql = catalogue.replaced(
        skills=tuple(skill for skill in catalogue.skills if skill.slug != "sql"),
        roles=(
            *(
                role.replaced(requirements=role.requirements[:1])
                for role in catalogue.roles
                if role != modeller
            ),
            modeller,
        ),
        questionnaires=(
            questionnaire.replaced(
                sections=(
                    questionnaire.sections[0].replaced(skills=("python",)),
                    questionnaire.sections[1],
                )
            ),
        ),
    )
    actions.import_catalogue(catalogue=without_sql)
    actions.publish(note="No SQL", author="tests")
    response = finished.client.post("/assessments/start/", {"from": finished.key})
    again = Person()
    again.client, again.key = finished.client, response["Location"].split("/")[2]
    expected = {slug: value for slug, value in finished.stored().items() if slug != "sql"}
    assert again.stored() == expected
    assert (again.row.edition.number, again.row.hours_per_week) == (2, 10)
    assert again.finish().text()
    assert finished.stored()["sql"] == 1


def test_delete(finished: Person) -> None:
    assert "Delete it" in finished.text("delete/")
    assert finished.post("delete/")["Location"] == "/assessments/"
    assert (Assessment.objects.count(), Answer.objects.count()) == (0, 0)
    assert finished.get().status_code == 404
    assert finished.post("delete/").status_code == 404


def test_the_answers_mark_public_role_pages_for_their_owner_only(
    finished: Person, stranger: Client
) -> None:
    mine = finished.client.get("/roles/builder/")
    theirs = stranger.get("/roles/builder/")
    assert mine.status_code == theirs.status_code == 200
    assert mine.content != theirs.content


def test_two_people_do_not_mix(someone: Callable[[], Person]) -> None:
    one, other = someone(), someone()
    one.leave(1, {"skill-python": "1"})
    other.leave(1, {"skill-python": "4"})
    assert (one.stored(), other.stored()) == ({"python": 1}, {"python": 4})


def test_without_an_edition_there_is_nothing_to_begin(client: Client) -> None:
    assert client.get("/assessments/").status_code == 503
    assert client.post("/assessments/start/").status_code == 503
    assert client.get("/assessments/start/").status_code == 405
