"""The plan page: ticking steps, laying it out again, choosing another role."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from assessments.engine.shortest import SolverError
from assessments.models import StepProgress
from tests.assessments.person import PLAN, Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def wednesday() -> Iterator[None]:
    """All of this happens at noon on 25 November 2026, a Wednesday."""
    with time_machine.travel("2026-11-25T12:00:00+00:00", tick=False):
        yield


FEWEST = {**PLAN, "plan_kind": "fewest-hours"}
MOST = {**PLAN, "plan_kind": "most-readiness"}


def value_of(html: str, field: str) -> str | None:
    found = re.search(r'value="([^"]*)"', re.search(rf'<input[^>]*id="{field}"[^>]*>', html)[0])
    return found and found[1]


def checked(html: str) -> list[str]:
    return re.findall(r'<input type="radio" name="plan_kind" value="([^"]*)"[^>]*checked', html)


def steps(html: str) -> list[str]:
    return re.findall(r'class="step[^"]*" id="([^"]*)"', html)


def figures(html: str) -> dict[str, str]:
    return dict(re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", html))


def test_it_is_for_the_closest_role_until_another_is_chosen(finished: Person) -> None:
    html = finished.text("plan/")
    assert "Your plan for Builder" in html
    assert figures(html) == {
        "Readiness when rated": "85.7 %",
        "With the steps you have done": "85.7 %",
        "Left to do": "22 hours",
        "At 10 hours a week": "3 weeks",
        "Done by": "13 Dec",
    }
    assert "0 of 2 steps done" in html
    assert "You can do SQL" not in html
    finished.post("target/", {"role": "modeller"})
    assert "Your plan for Modeller" in finished.text("plan/")


def test_ticking_moves_the_projection_and_never_the_readiness(finished: Person) -> None:
    response = finished.post("plan/tick/", {"step": "skill/sql/2", "done": "1"})
    assert response["Location"] == finished.url("plan/") + "#skill-sql-2"
    html = finished.text("plan/")
    assert 'id="skill-sql-2"' in html
    assert "1 of 2 steps done" in html
    assert list(figures(html).values()) == ["85.7 %", "100.0 %", "2 hours", "1 week", "29 Nov"]
    assert "85.7 %" in finished.text("roles/builder/")
    finished.post("plan/tick/", {"step": "skill/sql/2", "done": "1"})
    assert StepProgress.objects.count() == 1
    finished.post("plan/tick/", {"step": "skill/sql/2", "done": "0"})
    assert "0 of 2 steps done" in finished.text("plan/")


@pytest.mark.parametrize("step", ["skill/sql/1", "skill/cobol/1", "role/modeller/1", "", "x" * 999])
def test_a_step_of_no_plan_is_refused_kindly(finished: Person, step: str) -> None:
    response = finished.post("plan/tick/", {"step": step, "done": "1"})
    assert response["Location"] == finished.url("plan/")
    assert "That step is not in this plan." in finished.text("plan/")
    assert StepProgress.objects.count() == 0


def test_hours_lay_it_out_again(finished: Person) -> None:
    assert finished.post("plan/", {**PLAN, "hours_per_week": "4"})["Location"] == finished.url(
        "plan/"
    )
    assert figures(finished.text("plan/"))["At 4 hours a week"] == "6 weeks"


@pytest.mark.parametrize("hours", ["0", "81", "abc", ""])
def test_impossible_hours_keep_what_was_typed(finished: Person, hours: str) -> None:
    response = finished.post("plan/", {**PLAN, "hours_per_week": hours})
    html = response.content.decode()
    assert response.status_code == 422
    assert '<a href="#id_hours_per_week">Hours a week: enter' in html
    assert value_of(html, "id_hours_per_week") == (hours or None)
    assert "At 10 hours a week" in html
    assert finished.row.hours_per_week == 10


def test_ticks_survive_a_change_of_role(finished: Person) -> None:
    finished.post("plan/tick/", {"step": "skill/sql/2", "done": "1"})
    finished.post("target/", {"role": "lead-builder"})
    html = finished.text("plan/")
    assert re.search(r'class="step step-done" id="skill-sql-2"', html)


@pytest.fixture
def modeller(finished: Person) -> Person:
    """Somebody who has begun nothing of what a modeller does: statistics 3, modelling 3.5."""
    finished.post("target/", {"role": "modeller"})
    return finished


def test_everything_is_laid_out_until_something_else_is_chosen(modeller: Person) -> None:
    html = modeller.text("plan/")
    assert checked(html) == ["everything"]
    assert len(steps(html)) == 8
    assert "Nothing to do in this phase." in html
    assert "No other set of steps" not in html
    assert "When the plan is done" not in figures(html)


def test_the_fewest_hours_to_a_readiness(modeller: Person) -> None:
    assert modeller.post("plan/", FEWEST)["Location"] == modeller.url("plan/")
    html = modeller.text("plan/")
    assert checked(html) == ["fewest-hours"]
    assert (
        "120 hours take you from 0.0 % to 91.5 %. No other set of steps gets there in fewer hours."
    ) in html
    assert "Everything the role asks for would take 162 hours." in html
    assert list(figures(html).items()) == [
        ("Readiness when rated", "0.0 %"),
        ("With the steps you have done", "0.0 %"),
        ("When the plan is done", "91.5 %"),
        ("Left to do", "120 hours"),
        ("At 10 hours a week", "12 weeks"),
        ("Done by", "14 Feb 2027"),
    ]
    assert steps(html) == [
        f"skill-{skill}-{level}" for level in (1, 2, 3) for skill in ("statistics", "modelling")
    ]
    assert "25 Jan 2027 to 14 Feb 2027" in html
    assert "Nothing to do in this phase." not in html
    assert "Go to a meeting." not in html


def test_the_most_readiness_in_so_many_hours(modeller: Person) -> None:
    modeller.post("plan/", {**MOST, "plan_budget": "25"})
    html = modeller.text("plan/")
    assert "20 hours take you from 0.0 % to 30.6 %. No other set of steps gains more in" in html
    assert steps(html) == ["skill-statistics-1", "skill-modelling-1"]
    modeller.post("plan/", {**MOST, "plan_budget": "5"})
    html = modeller.text("plan/")
    assert "No step that adds to your readiness fits into 5 hours." in html
    assert steps(html) == []
    assert "<progress" not in html


def test_where_there_is_nothing_to_gain(finished: Person) -> None:
    finished.post("plan/", FEWEST)
    html = finished.text("plan/")
    assert "You are there already: at 85.7 % you need no step to reach 80 %." in html
    finished.post("plan/tick/", {"step": "skill/sql/2", "done": "1"})
    finished.post("plan/", MOST)
    html = finished.text("plan/")
    assert "You are there already: no step is left that adds to your readiness." in html
    assert steps(html) == ["skill-sql-2"]


def test_where_nothing_is_left_but_what_was_set_aside(finished: Person) -> None:
    finished.post("plan/note/", {"step": "skill/sql/2", "status": "skipped"})
    left = (
        "You are at 85.7 %. Nothing is left that adds to it but what you set aside: to go "
        "further, take one of those steps back."
    )
    finished.post("plan/", {**FEWEST, "plan_target": "95"})
    assert left in finished.text("plan/")
    finished.post("plan/", MOST)
    assert left in finished.text("plan/")


def test_a_target_beyond_what_was_not_set_aside(modeller: Person) -> None:
    modeller.post("plan/note/", {"step": "skill/modelling/4", "status": "skipped"})
    modeller.post("plan/", {**FEWEST, "plan_target": "100"})
    assert "as far as all steps but those you set aside together go." in modeller.text("plan/")


def test_ticking_keeps_the_choice_and_the_choice_keeps_ticks(modeller: Person) -> None:
    modeller.post("plan/", FEWEST)
    for step in ("skill/statistics/1", "skill/modelling/4", "role/modeller/1"):
        modeller.post("plan/tick/", {"step": step, "done": "1"})
    html = modeller.text("plan/")
    assert checked(html) == ["fewest-hours"]
    assert "2 of 6 steps done" in html
    assert "80 hours take you from 22.1 % to 83.1 %." in html
    assert modeller.post("plan/", PLAN).status_code == 302
    assert "3 of 8 steps done" in modeller.text("plan/")


def test_the_choice_is_kept(modeller: Person) -> None:
    modeller.post("plan/", {**MOST, "plan_target": "65", "plan_budget": "250"})
    row = modeller.row
    assert (row.plan_kind, row.plan_target, row.plan_budget) == ("most-readiness", 65, 250)
    html = modeller.text("plan/")
    assert value_of(html, "id_plan_target") == "65"
    assert value_of(html, "id_plan_budget") == "250"


WRONG = ["0", "-5", "abc", "", "12.5", "9" * 5000]


@pytest.mark.parametrize("typed", [*WRONG, "5001"], ids=lambda typed: repr(typed[:6]))
@pytest.mark.parametrize("form", [FEWEST, MOST], ids=["target", "budget"])
def test_an_impossible_number_keeps_what_was_typed(
    modeller: Person, form: dict[str, str], typed: str
) -> None:
    mine, other = (
        ("plan_target", "plan_budget") if form is FEWEST else ("plan_budget", "plan_target")
    )
    response = modeller.post("plan/", {**form, mine: typed, other: "abc"})
    html = response.content.decode()
    assert response.status_code == 422
    assert f'<a href="#id_{mine}">' in html
    assert f'<a href="#id_{other}">' not in html
    assert value_of(html, f"id_{mine}") == (typed or None)
    assert value_of(html, f"id_{other}") == "abc"
    assert checked(html) == [form["plan_kind"]]
    assert len(steps(html)) == 8
    assert modeller.row.plan_kind == "everything"


@pytest.mark.parametrize("typed", WRONG, ids=lambda typed: repr(typed[:6]))
def test_a_number_that_is_not_asked_for_stops_nobody(modeller: Person, typed: str) -> None:
    assert modeller.post("plan/", {**FEWEST, "plan_budget": typed}).status_code == 302
    row = modeller.row
    assert (row.plan_kind, row.plan_target, row.plan_budget) == ("fewest-hours", 80, 100)


@pytest.mark.parametrize("kind", ["", "laziest", "x" * 999])
def test_a_plan_of_no_kind(modeller: Person, kind: str) -> None:
    response = modeller.post("plan/", {**PLAN, "plan_kind": kind, "plan_target": "70"})
    html = response.content.decode()
    assert response.status_code == 422
    assert '<a href="#id_plan_kind_0">Choose one of the plans</a>' in html
    assert value_of(html, "id_plan_target") == "70"


@pytest.mark.parametrize("field", PLAN)
def test_a_character_that_nobody_types(modeller: Person, field: str) -> None:
    assert modeller.post("plan/", {**FEWEST, field: "5\x00"}).status_code == 400
    assert modeller.row.plan_kind == "everything"


def test_a_short_plan_asks_the_database_no_more(
    modeller: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with CaptureQueriesContext(connection) as everything:
        modeller.get("plan/")
    number = len(everything)
    modeller.post("plan/", FEWEST)
    with django_assert_num_queries(number):
        modeller.get("plan/")


def test_a_short_plan_that_cannot_be_worked_out_is_said(
    finished: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gives_up(*_args: object, **_kwargs: object) -> None:
        raise SolverError("gave up")

    monkeypatch.setattr("assessments.result.fewest_hours", gives_up)
    finished.post("plan/", {**PLAN, "plan_kind": "fewest-hours"})
    html = finished.text("plan/")
    assert "could not be worked out" in html
    assert "0 of 2 steps done" in html
