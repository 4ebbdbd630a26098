"""Coming back: rating oneself again, before and after, the current content, the history."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.models import Assessment, OwnStep, Status, StepProgress
from roles.document.parse import parse_catalogue
from roles.draft import actions
from tests.assessments.person import Person
from tests.assessments.test_pinning import publish_harder_builder
from tests.roles.factory import small_plain

pytestmark = pytest.mark.django_db


def tick(person: Person, step: str) -> None:
    person.post("plan/tick/", {"step": step, "done": "1"})


def rate_again(person: Person) -> Person:
    """Press "Rate again"."""
    later = Person()
    later.client = person.client
    response = person.post("again/")
    later.key = response["Location"].split("/")[2]
    return later


def checked(html: str) -> dict[str, str]:
    """The chosen answer of each question on the page."""
    found = re.findall(r'name="(skill-[\w-]+)"[^>]*value="(\w+)" checked', html)
    return dict(found)


def lines(html: str) -> dict[str, list[str]]:
    """Rows of tables: their head and their cells, without what is only layout."""
    rows = re.findall(r'<tr[^>]*><th scope="row">(.*?)</th>(.*?)</tr>', html)
    return {
        re.sub(r"<.*?>", "", head): [
            re.sub(r"<.*?>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", cells)
        ]
        for head, cells in rows
    }


@pytest.fixture
def learner(finished: Person) -> Person:
    """SQL was at awareness; they have done the step to working. Statistics: not sure."""
    tick(finished, "skill/sql/2")
    month_ago = timezone.now() - timedelta(days=30)
    rows = Assessment.objects.filter(key=finished.key)
    rows.update(started_at=month_ago, completed_at=month_ago)
    return finished


def test_steps_done_suggest_it(finished: Person) -> None:
    assert "rate yourself again." not in finished.text("plan/") + finished.text()
    tick(finished, "skill/sql/2")
    for page in ("plan/", ""):
        assert "You have done 1 learning step: rate yourself again." in finished.text(page)


def test_only_what_may_have_changed_is_asked(learner: Person) -> None:
    later = rate_again(learner)
    html = later.text("again/questions/")
    assert checked(html) == {"skill-sql": "2", "skill-statistics": "unsure"}
    assert "You were at awareness. You have done the step to working: is this right?" in html
    assert "You were not sure. Can you tell now?" in html


def test_a_skill_learnt_without_an_answer_is_not_called_not_sure(person: Person) -> None:
    person.leave(2, {"skill-modelling": "4"})
    tick(person.finish(), "skill/statistics/1")
    html = rate_again(person).text("again/questions/")
    assert "You had not answered. You have done the step to awareness: is this right?" in html


def test_confirming_makes_a_new_result_and_keeps_the_old_one(learner: Person) -> None:
    before = (learner.stored(), learner.row.completed_at)
    later = rate_again(learner)
    data = {"skill-sql": "2", "skill-statistics": "unsure", "go": "results"}
    assert later.post("again/questions/", data)["Location"] == later.url()
    assert later.stored() == {**learner.stored(), "sql": 2}
    assert later.row.earlier == learner.row
    assert later.row.completed_at
    assert later.row.hours_per_week == 10
    assert "100.0 %" in later.text("roles/builder/")
    assert (learner.stored(), learner.row.completed_at) == before
    assert later.get("again/questions/")["Location"] == later.url()


def test_everything_else_may_be_changed_too(learner: Person) -> None:
    later = rate_again(learner)
    assert later.get("questions/")["Location"] == later.url("again/questions/")
    response = later.post("again/questions/", {"skill-sql": "1", "go": "check"})
    assert response["Location"] == later.url("check/")
    assert later.stored()["sql"] == 1
    assert checked(later.text("again/questions/"))["skill-sql"] == "1", "as saved, not as suggested"
    assert later.get("questions/")["Location"] == later.url("check/"), "it is not asked again"
    later.leave(1, {"skill-python": "4"})
    later.finish()
    assert later.stored()["python"] == 4


def test_a_level_that_is_not_offered_is_refused(learner: Person) -> None:
    later = rate_again(learner)
    response = later.post("again/questions/", {"skill-sql": "7", "go": "results"})
    assert response.status_code == 422
    assert "SQL: choose one of the answers shown" in response.content.decode()
    assert later.row.completed_at is None
    assert later.stored() == learner.stored()


def test_a_step_without_those_before_it_suggests_nothing(finished: Person) -> None:
    finished.post("target/", {"role": "modeller"})
    tick(finished, "skill/modelling/3")
    StepProgress.objects.create(assessment=finished.row, step="skill/python/4", status=Status.DOING)
    html = rate_again(finished).text("again/questions/")
    assert checked(html)["skill-modelling"] == "0"
    assert "but not what comes before. What is right?" in html
    assert "You were at practitioner, and you have begun to learn more." in html


def test_with_nothing_that_may_have_changed_all_is_asked(someone: Callable[[], Person]) -> None:
    person = someone()
    person.leave(1, {"skill-python": "3", "skill-sql": "2"})
    person.finish()
    later = rate_again(person)
    assert later.get("again/questions/")["Location"] == later.url("questions/1/")
    assert checked(later.text("questions/1/")) == {"skill-python": "3", "skill-sql": "2"}


def test_what_was_made_of_the_plan_is_carried_over(learner: Person) -> None:
    row = learner.row
    learner.post("target/", {"role": "builder"})
    tick(learner, "role/builder/1")
    own = OwnStep.objects.create(
        assessment=row, role="builder", title="My own", hours=3, phase="connect"
    )
    StepProgress.objects.create(assessment=row, step=own.key, note="Begun", status=Status.DOING)
    later = rate_again(learner).row
    copy = later.own_steps.get()
    assert (copy.title, later.target_role) == ("My own", "builder")
    kept = dict(later.progress.values_list("step", "note"))
    assert kept == {"role/builder/1": "", copy.key: "Begun"}
    assert row.progress.count() == 3


def test_an_unfinished_one_cannot_be_repeated(person: Person) -> None:
    assert person.post("again/").status_code == 404
    assert person.get("again/").status_code == 405
    assert Assessment.objects.count() == 1


def repeated(learner: Person, **answers: str) -> Person:
    later = rate_again(learner)
    later.post("again/questions/", {**answers, "go": "results"})
    return later


def test_before_and_after_add_up(learner: Person) -> None:
    publish_harder_builder()
    later = repeated(learner, **{"skill-sql": "2", "skill-statistics": "3"})
    html = later.text("changes/")
    found = lines(html)
    before, _, same, _, now = list(found.values())[:5]
    assert (before[2], same[2], now[2]) == ("85.7 %", "69.2 %", "80.8 %")
    assert found["What the content changed"][2] == "\N{MINUS SIGN}16.5"
    assert found["What your answers changed"][2] == "+11.6"
    assert found["In all"][2] == "\N{MINUS SIGN}4.9"
    assert found["SQL"] == ["awareness", "working", "+11.6"]
    assert found["Statistics"] == ["not sure", "practitioner", "+0.0"]
    assert found["Together"][-1] == "+11.6"
    assert "Python: asked for at expert instead of practitioner." in html
    assert (
        "went from 85.7 % to 80.8 %: +11.6 points by your answers and \N{MINUS SIGN}16.5 because "
        "the content changed." in html
    )
    assert later.text("changes/").count("edition 1") >= 2


def test_on_one_edition_everything_comes_from_the_answers(learner: Person) -> None:
    later = repeated(learner, **{"skill-sql": "2"})
    html = later.text("changes/")
    assert "What the content changed" not in lines(html)
    assert lines(html)["What your answers changed"][2] == "+14.3"
    assert "every difference comes from your answers" in html
    assert lines(later.text("changes/?role=modeller"))["SQL"][-1] == "+0.0"


def test_seen_from_the_earlier_one_before_stays_before(learner: Person) -> None:
    later = repeated(learner, **{"skill-sql": "2"})
    html = learner.text(f"changes/?with={later.key}")
    assert lines(html)["SQL"][:2] == ["awareness", "working"]


def test_other_addresses_of_changes(learner: Person, someone: Callable[[], Person]) -> None:
    assert "Nothing to compare with yet" in learner.text("changes/")
    stranger = someone().answer_all().finish()
    later = repeated(learner, **{"skill-sql": "2"})
    assert later.get(f"changes/?with={stranger.key}").status_code == 404
    assert later.get("changes/?with=x").status_code == 404
    assert later.get("changes/?role=astronaut").status_code == 404
    learner.post("delete/")
    assert "Nothing to compare with yet" in later.text("changes/")


def test_the_same_answers_with_the_current_content(finished: Person) -> None:
    assert "Your result is up to date" in finished.text("current/")
    assert "See this with the current content" not in finished.text()
    publish_harder_builder()
    assert "See this with the current content" in finished.text()
    before = finished.stored()
    html = finished.text("current/")
    found = lines(html)
    assert found["Your result, edition 1"][2] == "85.7 %"
    assert found["What the content changed"][2] == "\N{MINUS SIGN}16.5"
    assert found["The same answers, edition 2"][2] == "69.2 %"
    assert "Harder builder would come first instead of Builder" in html
    assert (finished.stored(), Assessment.objects.count()) == (before, 1)
    assert finished.row.edition.number == 1
    assert finished.get("current/?role=astronaut").status_code == 404


def test_with_nothing_of_it_in_the_current_content_there_is_nothing_to_compare(
    person: Person,
) -> None:
    person.leave(2, {"skill-modelling": "4"})
    person.finish()
    plain = small_plain()
    del plain["skills"][3], plain["roles"][2]["requirements"][0]
    plain["questionnaires"][0]["sections"][1]["skills"] = ["statistics"]
    actions.import_catalogue(catalogue=parse_catalogue(plain))
    actions.publish(note="Without modelling", author="tests")
    html = person.text("current/")
    assert "None of the skills you rated is in the current content." in html
    assert "closest" not in html


def test_the_history_shows_every_result(learner: Person, stranger: Client) -> None:
    later = repeated(learner, **{"skill-sql": "2"})
    html = later.client.get("/assessments/history/").content.decode()
    assert re.findall(r">([\d.]+ %)</text>", html) == ["85.7 %", "100.0 %"]
    assert html.count('class="hint edition">edition 1') == 2
    modeller = later.client.get("/assessments/history/?role=modeller").content.decode()
    assert "Readiness for Modeller" in modeller
    assert later.client.get("/assessments/history/?role=x").status_code == 404
    assert "No results yet" in stranger.get("/assessments/history/").content.decode()


def test_the_history_costs_the_same_for_many_results(learner: Person) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert learner.client.get("/assessments/history/").status_code == 200
        return len(queries)

    cost()
    repeated(learner, **{"skill-sql": "2"})
    two = cost()
    for level in "123":
        repeated(learner, **{"skill-sql": level})
    assert cost() == two


def test_starting_anew_remembers_what_it_repeats(learner: Person) -> None:
    later = Person()
    later.client = learner.client
    response = learner.client.post("/assessments/start/", {"from": learner.key})
    later.key = response["Location"].split("/")[2]
    assert later.row.earlier == learner.row
    assert later.stored() == learner.stored()


def test_how_the_plan_is_laid_out_is_kept(learner: Person) -> None:
    learner.post(
        "plan/",
        {
            "hours_per_week": "7",
            "plan_kind": "fewest-hours",
            "plan_target": "70",
            "plan_budget": "30",
            "plan_start": "2026-01-05",
            "ready_by": "2099-06-01",
            "weeks_off": ["2099-01-05"],
        },
    )
    row = rate_again(learner).row
    assert (row.hours_per_week, row.plan_kind, row.plan_target) == (7, "fewest-hours", 70)
    assert (row.plan_budget, row.ready_by) == (30, date(2099, 6, 1))
    assert row.weeks_off == ["2099-01-05"]
    assert row.plan_start is None, "the new plan begins when the new answers are complete"
