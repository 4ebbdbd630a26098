"""The quick check, one question at a time, and what may be added afterwards."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from assessments import result
from assessments.questions import unanswered
from roles.document.parse import parse_catalogue
from roles.document.types import Catalogue
from roles.draft import actions
from tests.assessments.person import Person
from tests.roles.factory import small_catalogue, small_plain

pytestmark = pytest.mark.django_db

SKILLS = {"python", "sql", "statistics", "modelling"}
BUILDER = {"python": "3", "sql": "2", "statistics": "0", "modelling": "0"}


@pytest.fixture
def quick(published: Any) -> Person:
    """Somebody who has just pressed "Start the quick check"."""
    return Person().begin("quick")


@pytest.fixture
def stopped(quick: Person) -> Person:
    """Somebody who has rated python at 3 and stopped there."""
    quick.post("quick/python/", {"answer": "3"})
    quick.post("quick/sql/", {"go": "stop"})
    assert quick.row.completed_at
    return quick


def publish(catalogue: Catalogue) -> None:
    actions.import_catalogue(catalogue=catalogue)
    actions.publish(note="Another", author="tests")


def place(person: Person, response: HttpResponse) -> str:
    """Where a redirect leads, within the assessment."""
    assert response.status_code == 302, response.content.decode()
    return response["Location"].removeprefix(person.url())


def asked(person: Person) -> str:
    """The skill that is asked about now."""
    found = re.fullmatch(r"quick/([\w-]+)/", place(person, person.get("quick/")))
    assert found, "no question is left"
    return found[1]


def answer(person: Person, skill: str, value: str) -> str:
    """Press an answer; where that leads."""
    return place(person, person.post(f"quick/{skill}/", {"answer": value}))


def marked(html: str) -> list[str]:
    """Values of the answers shown as chosen before."""
    return re.findall(r'quick-chosen" id="\w+" name="answer" value="(\w+)"', html)


def test_from_the_start_to_the_results_of_all_there_is_to_ask(quick: Person) -> None:
    order = []
    while not quick.row.completed_at:
        skill = asked(quick)
        html = quick.text(f"quick/{skill}/")
        assert f"Question {len(order) + 1} ·" in html
        left = 4 - len(order)
        assert f"At most {left} more question" in html
        order.append(skill)
        leads_to = answer(quick, skill, BUILDER[skill])
    assert leads_to == "", "straight to the results"
    assert set(order) == SKILLS, "four are fewer than it may stop after"
    assert quick.stored() == {skill: int(value) for skill, value in BUILDER.items()}
    assert "You are closest to Builder" in quick.text()


def test_the_built_in_catalogue_settles_before_all_is_asked(builtin: Catalogue) -> None:
    publish(builtin)
    person = Person().begin("quick")
    wanted = {row.skill: row.level for row in builtin.roles[0].requirements}
    while not person.row.completed_at:
        skill = asked(person)
        answer(person, skill, str(round(wanted.get(skill, 0))))
    assert 5 <= len(person.stored()) <= 20
    assert f"You are closest to {builtin.roles[0].title}" in person.text()


def test_not_sure_is_an_answer_and_is_not_asked_again(quick: Person) -> None:
    seen = []
    for _ in SKILLS:
        seen.append(asked(quick))
        answer(quick, seen[-1], "unsure")
    assert set(seen) == SKILLS
    assert quick.stored() == dict.fromkeys(SKILLS)
    assert place(quick, quick.get("quick/")) == "check/"
    assert "Rate at least one skill" in quick.text("check/")


def test_going_back_shows_the_old_answer_and_can_change_it(quick: Person) -> None:
    first = asked(quick)
    assert 'href="/assessments/">Back' in quick.text(f"quick/{first}/")
    answer(quick, first, "4")
    second = asked(quick)
    html = quick.text(f"quick/{second}/")
    assert f'href="{quick.url(f"quick/{first}/")}">Back' in html
    assert marked(html) == []

    html = quick.text(f"quick/{first}/")
    assert marked(html) == ["4"]
    assert "Question 1 ·" in html
    assert answer(quick, first, "0") == "quick/"
    assert quick.stored() == {first: 0}
    third = asked(quick)
    answer(quick, third, "1")
    answer(quick, first, "1")
    fourth = quick.text(f"quick/{asked(quick)}/")
    assert f'href="{quick.url(f"quick/{third}/")}">Back' in fourth, "the order asked stays"


@pytest.mark.parametrize("value", [None, "", "5", "-1", "3.5", "٣", "<b>", "9" * 5000])
def test_an_impossible_answer_is_refused_and_the_question_still_there(
    quick: Person, value: str | None
) -> None:
    response = quick.post("quick/python/", {} if value is None else {"answer": value})
    html = response.content.decode()
    assert response.status_code == 422
    assert '<a href="#id_answer_0">Python: choose one of the answers shown</a>' in html
    assert 'id="id_answer_0"' in html
    assert "How well do you know Python?" in html
    assert quick.stored() == {}


def test_stopping_early_needs_a_rating(quick: Person) -> None:
    answer(quick, "python", "unsure")
    response = quick.post("quick/sql/", {"go": "stop"})
    assert response.status_code == 422
    assert "Rate at least one skill" in response.content.decode()
    assert quick.row.completed_at is None
    answer(quick, "sql", "2")
    assert place(quick, quick.post("quick/statistics/", {"go": "stop"})) == ""
    assert "Your results" in quick.text()
    assert "or until you stop it" in quick.text(), "it says nothing of why it ended"


def test_it_goes_on_where_it_was(quick: Person) -> None:
    answer(quick, asked(quick), "2")
    assert place(quick, quick.get("questions/")) == "quick/"
    assert "The quick check, edition 1" in quick.client.get("/assessments/").content.decode()
    again = quick.post("check/")
    assert place(quick, again) == ""
    response = quick.client.post("/assessments/start/", {"from": quick.key})
    assert response["Location"].endswith("/questions/1/"), "anew is the full way"


def test_there_are_two_ways_and_no_other(published: Any) -> None:
    person = Person()
    html = person.client.get("/assessments/").content.decode()
    assert html.index("Start the quick check") < html.index("Begin the full questionnaire")
    for way in ("odd", "", "q" * 5000):
        assert person.client.post("/assessments/start/", {"way": way}).status_code == 400


@pytest.mark.parametrize("slug", ["cobol", "builder", "é", "x" * 3000])
def test_there_are_no_other_questions(stopped: Person, slug: str) -> None:
    assert stopped.get(f"quick/{slug}/").status_code == 404
    assert stopped.post(f"quick/{slug}/", {"answer": "1"}).status_code == 404
    if slug != "builder":
        assert stopped.get(f"roles/{slug}/questions/").status_code == 404


def test_a_role_s_open_questions_make_its_gaps_exact(stopped: Person) -> None:
    assert "71.4" in stopped.text("roles/builder/"), "15 of 21, or anything up to all"
    html = stopped.text("roles/builder/questions/")
    assert "How well do you know SQL?" in html
    for other in ("Python", "Statistics", "Modelling"):
        assert f"How well do you know {other}?" not in html
    sent = {"skill-sql": "1", "skill-python": "0", "skill-modelling": "4"}
    assert place(stopped, stopped.post("roles/builder/questions/", sent)) == "roles/builder/"
    assert stopped.stored() == {"python": 3, "sql": 1}
    assert "85.7 %" in stopped.text("roles/builder/"), "18 of 21"
    assert place(stopped, stopped.get("roles/builder/questions/")) == "roles/builder/"
    again = stopped.post("roles/builder/questions/", {"skill-sql": "4"})
    assert place(stopped, again) == "roles/builder/"
    assert stopped.stored()["sql"] == 1


def test_not_sure_may_become_a_rating_after_the_full_questionnaire(finished: Person) -> None:
    sent = {"skill-statistics": "2", "skill-modelling": "4"}
    assert 'value="unsure" checked' in finished.text("roles/modeller/questions/")
    finished.post("roles/modeller/questions/", sent)
    assert finished.stored()["statistics"] == 2
    assert finished.stored()["modelling"] == 0, "given answers stay"
    html = finished.text("interests/")
    assert "Explain things" in html
    assert "Build things" not in html
    assert place(finished, finished.post("interests/", {"activity-explain": "1"})) == ""
    assert finished.stored()["explain"] == 1
    assert place(finished, finished.get("interests/")) == ""


@pytest.mark.parametrize("rest", ["roles/builder/questions/", "interests/"])
def test_an_impossible_addition_is_refused(stopped: Person, rest: str) -> None:
    response = stopped.post(rest, {"skill-sql": "7", "activity-build": "7"})
    assert response.status_code == 422
    assert "choose one of the answers shown" in response.content.decode()
    assert stopped.stored() == {"python": 3}


def test_nothing_is_added_before_the_results(quick: Person) -> None:
    for rest in ("roles/builder/questions/", "interests/"):
        assert place(quick, quick.post(rest, {"skill-sql": "2"})) == "questions/"
    assert quick.stored() == {}


def test_the_check_goes_on_after_the_results_until_all_is_asked(stopped: Person) -> None:
    for _ in range(3):
        skill = asked(stopped)
        html = stopped.text(f"quick/{skill}/")
        assert "Back to my results" in html
        assert "Stop here" not in html
        assert answer(stopped, skill, "1") == "quick/"
        assert answer(stopped, skill, "1") == "quick/", "a second press changes nothing"
        assert stopped.post(f"quick/{skill}/", {"answer": "4"}).status_code == 409
        assert place(stopped, stopped.get(f"quick/{skill}/")) == ""
    assert stopped.stored() == {"python": 3, "sql": 1, "statistics": 1, "modelling": 1}
    assert place(stopped, stopped.get("quick/")) == ""


def test_what_is_still_open_is_counted(stopped: Person, finished: Person) -> None:
    def counts(person: Person) -> tuple[int, int, int]:
        found = unanswered.count_unanswered(result.compute_result(person.row), "modeller")
        return (found.open_role_skills, found.open_skills, found.open_activities)

    assert counts(stopped) == (2, 3, 2)
    assert counts(finished) == (1, 0, 1), "not sure of statistics and of explaining"


def test_a_page_costs_the_same_however_much_was_answered(quick: Person) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as found:
            quick.text(f"quick/{skill}/")
        return len(found)

    skill = asked(quick)
    before = cost()
    answer(quick, skill, "2")
    skill = asked(quick)
    assert cost() == before <= 5


def test_one_role_needs_one_answer(db: None) -> None:
    plain = small_plain()
    plain["roles"] = plain["roles"][:1]
    publish(parse_catalogue(plain))
    person = Person().begin("quick")
    assert answer(person, asked(person), "unsure") == "quick/"
    assert answer(person, asked(person), "2") == ""
    assert "You are closest to Builder" in person.text()


def test_a_questionnaire_that_asks_about_some_skills_only(db: None) -> None:
    plain = small_plain()
    plain["questionnaires"][0]["sections"] = plain["questionnaires"][0]["sections"][:1]
    plain["questionnaires"][0]["activities"] = []
    plain["skills"][1]["levels"] = {}
    plain["skills"][1]["steps"] = []
    publish(parse_catalogue(plain))
    person = Person().begin("quick")
    assert {asked(person)} <= {"python", "sql"}
    assert "At most 2 more questions" in person.text("quick/sql/")
    assert person.get("quick/statistics/").status_code == 404
    answer(person, "python", "3")
    assert answer(person, "sql", "2") == ""
    assert "statistics" in person.text("roles/modeller/questions/"), "asked for all the same"
    assert place(person, person.get("interests/")) == ""


def test_the_way_back_leads_to_what_was_asked_here(db: None) -> None:
    plain = small_plain()
    short = {"slug": "short", "title": "Short", "sections": [{"title": "S", "skills": ["sql"]}]}
    plain["questionnaires"].append({**plain["questionnaires"][0], **short, "activities": []})
    publish(parse_catalogue(plain))
    person = Person().begin().answer_all().finish()
    again = {"way": "quick", "from": person.key, "questionnaire": "short"}
    person.key = person.client.post("/assessments/start/", again)["Location"].split("/")[2]
    html = person.text("quick/sql/")
    assert "Question 1 " in html
    assert "At most 0 more questions" in html
    assert f'href="{person.url("quick/python/")}"' not in html


def test_it_stays_on_its_own_edition(quick: Person) -> None:
    catalogue = small_catalogue()
    questionnaire = catalogue.questionnaires[0]
    sections = questionnaire.sections[1:]
    publish(catalogue.replaced(questionnaires=(questionnaire.replaced(sections=sections),)))
    answer(quick, "python", "1")
    assert "At most 3 more questions" in quick.text("quick/sql/")
    assert Person().begin("quick").get("quick/python/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_additions_at_the_same_moment_are_stored_once(published: Any) -> None:
    person = Person().begin("quick")
    person.post("quick/python/", {"answer": "3"})
    person.post("check/")
    together = Barrier(4)

    def submit(value: int) -> int:
        try:
            browser = Person()
            browser.client.cookies = person.client.cookies
            browser.key = person.key
            together.wait(timeout=20)
            sent = {"skill-statistics": str(value), "skill-modelling": str(value)}
            return browser.post("roles/modeller/questions/", sent).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(submit, range(4)))
    assert codes == [302] * 4
    stored = person.stored()
    assert sorted(stored) == ["modelling", "python", "statistics"]
    assert stored["modelling"] == stored["statistics"], "one submission won as a whole"


def test_deleted_meanwhile(stopped: Person) -> None:
    stopped.post("delete/")
    assert stopped.post("quick/sql/", {"answer": "1"}).status_code == 404


def test_the_results_may_offer_what_is_still_open(stopped: Person) -> None:
    def offer(**counts: int) -> str:
        found = {"open_role_skills": 0, "open_skills": 0, "open_activities": 0, **counts}
        context = {"assessment": stopped.row, "role_slug": "builder", "role_title": "Builder"}
        return render_to_string("results/next_questions.html", {**context, **found})

    assert offer().strip() == ""
    html = offer(open_role_skills=1, open_skills=3, open_activities=2)
    for rest in ("roles/builder/questions/", "quick/", "interests/"):
        assert f'href="{stopped.url(rest)}"' in html
    assert "Answer the one question about Builder" in html
    assert "Answer the 2 questions about Builder" in offer(open_role_skills=2)
