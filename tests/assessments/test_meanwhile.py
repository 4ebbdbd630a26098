"""Somebody writes in another tab, between what a post has read and what it writes."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from types import ModuleType
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.utils import timezone

from assessments.answering import actions as answering
from assessments.models import Assessment, OwnStep, StepProgress
from assessments.plan import actions as plan
from roles.draft import actions as catalogues
from roles.models import Edition
from tests.assessments.person import ANSWERS, PLAN, Person
from tests.roles.factory import small_catalogue

pytestmark = pytest.mark.django_db


@contextmanager
def just_before(room: ModuleType, name: str, happens: Callable[[], Any]) -> Iterator[None]:
    """Something happens after the view has read its rows and before its action writes."""
    action = getattr(room, name)

    def late(**named: Any) -> Any:
        happens()
        return action(**named)

    with patch.object(room, name, late):
        yield


@pytest.mark.parametrize("url", ["again/", "/assessments/start/"])
def test_rating_again_takes_over_what_was_saved_last(finished: Person, url: str) -> None:
    row = finished.row

    def other_tab() -> None:
        plan.lay_out(
            assessment=row,
            hours_per_week=30,
            plan_kind="fewest-hours",
            plan_target=70,
            plan_budget=10,
        )
        row.answers.filter(slug="statistics").update(value=2)

    with just_before(answering, "start", other_tab):
        post = finished.post if url == "again/" else finished.client.post
        assert post(url, {"from": finished.key}).status_code == 302
    new = Assessment.objects.get(earlier=row)
    assert (new.hours_per_week, new.plan_kind, new.plan_target) == (30, "fewest-hours", 70)
    assert new.answers.get(slug="statistics").value == 2


def test_saving_a_page_keeps_what_else_was_saved(person: Person) -> None:
    save_page, row = answering.save_page, person.row

    def other_tab() -> None:
        background = answering.Background(hours_per_week=7)
        answers = answering.PageAnswers(background=background)
        save_page(assessment=row, page=4, answers=answers)

    with just_before(answering, "save_page", other_tab):
        person.leave(1, {"skill-python": "3"})
    assert (person.row.hours_per_week, person.row.page) == (7, 4)


def test_the_plan_keeps_what_was_chosen_meanwhile(finished: Person) -> None:
    def other_tab() -> None:
        finished.post("target/", {"role": "modeller"})
        finished.post("weight/", {"percent": "30"})

    with just_before(plan, "lay_out", other_tab):
        finished.post("plan/", {**PLAN, "hours_per_week": "12"})
    row = finished.row
    assert (row.target_role, row.interest_weight, row.hours_per_week) == ("modeller", 30, 12)


def test_a_step_removed_meanwhile_is_not_described_anew(finished: Person) -> None:
    words = {"title": "Mine", "hours": "1", "phase": "connect"}
    finished.post("plan/own/", words)
    step = OwnStep.objects.get()
    for name, rest in (("change_own_step", ""), ("remove_own_step", "remove/")):
        with just_before(plan, name, lambda: OwnStep.objects.all().delete()):
            assert finished.post(f"plan/own/{step.pk}/{rest}", words).status_code == 404
        assert not OwnStep.objects.exists()
        step.save(force_insert=True)


def test_a_clock_put_back_keeps_nobody_from_their_results(person: Person) -> None:
    person.answer_all()
    with time_machine.travel(timezone.now() - timedelta(hours=1), tick=False):
        person.finish()
    assert person.row.completed_at == person.row.started_at
    assert person.get().status_code == 200


def in_another_tab(happens: Callable[[], Any], *, before_it_is_sent: bool) -> Any:
    """It happens before the post, or after its view has read the rows."""
    if before_it_is_sent:
        happens()
        return nullcontext()
    return just_before(answering, "save_page", happens)


def repeated(finished: Person) -> Person:
    finished.key = finished.post("again/")["Location"].split("/")[2]
    return finished


ABOUT = {"education": "An MSc", "hours_per_week": "9", "tools": ["postgresql"]}
# How somebody came to the page, its address, what they typed, and what of it is in the page again.
LATE: list[tuple[str, str, dict[str, Any], str]] = [
    ("full", "questions/1/", {"skill-sql": "4"}, r'name="skill-sql"[^>]* value="4" checked'),
    ("full", "questions/4/", ABOUT, r">\s*An MSc</textarea>"),
    ("again", "again/questions/", {"skill-statistics": "3"}, r'statistics"[^>]* value="3" checked'),
    ("quick", "quick/sql/", {"answer": "4"}, r'quick-chosen" id="\w+" name="answer" value="4"'),
]


@pytest.mark.parametrize("before_it_is_sent", [True, False])
@pytest.mark.parametrize(("way", "url", "typed", "there"), LATE, ids=[case[1] for case in LATE])
def test_what_is_sent_after_completion_is_kept_for_rating_again(
    someone: Callable[[], Person],
    way: str,
    url: str,
    typed: dict[str, Any],
    there: str,
    before_it_is_sent: bool,
) -> None:
    person = Person().begin("quick") if way == "quick" else someone()
    person.answer_all()
    if way == "again":
        person = repeated(person.finish())
    stored = person.stored()
    with in_another_tab(lambda: person.finish(), before_it_is_sent=before_it_is_sent):
        response = person.post(url, typed)
    html = response.content.decode()
    assert response.status_code == 409
    assert "This assessment was completed meanwhile" in html
    assert re.search(there, html)
    assert 'name="go" value="again">Rate again<' in html
    assert person.stored() == stored

    earlier = person.row
    response = person.post(url, {**typed, "go": "again"})
    new = Assessment.objects.get(earlier=earlier)
    assert response["Location"] == f"/assessments/{new.key}/check/"
    said = {name.partition("-")[2]: int(value) for name, value in typed.items() if "-" in name}
    if "answer" in typed:
        said = {"sql": 4}
    assert dict(new.answers.values_list("slug", "value")) == {**stored, **said}
    if typed is ABOUT:
        assert (new.education, new.hours_per_week, new.tools) == ("An MSc", 9, ["postgresql"])
    else:
        assert new.education == earlier.education
    assert (person.stored(), person.row.education) == (stored, earlier.education)


@pytest.mark.parametrize(
    ("url", "typed"), [("questions/1/", {"skill-sql": "1"}), ("questions/4/", ANSWERS[4])]
)
def test_what_says_nothing_new_leads_to_the_results(
    finished: Person, url: str, typed: dict[str, Any]
) -> None:
    assert finished.post(url, typed)["Location"] == finished.url()


def test_what_the_newest_content_has_no_more_is_left_behind(finished: Person) -> None:
    catalogue = small_catalogue()
    roles = tuple(role.replaced(tools=()) for role in catalogue.roles)
    skills = tuple(skill.replaced(tools=()) for skill in catalogue.skills)
    changed = catalogue.replaced(tools=catalogue.tools[:1], roles=roles, skills=skills)
    catalogues.import_catalogue(catalogue=changed)
    catalogues.publish(note="Without PostgreSQL", author="tests")
    sent = {**ABOUT, "tools": ["git", "postgresql"], "go": "again"}
    assert finished.client.get(finished.post("questions/4/", sent)["Location"]).status_code == 200
    assert Assessment.objects.get(earlier=finished.row).tools == ["git"]


@pytest.mark.parametrize(
    ("begun", "rest", "sent"),
    [
        ("full", "check/", {}),
        ("quick", "quick/sql/", {"go": "stop"}),
        ("again", "again/questions/", {"skill-statistics": "unsure", "go": "results"}),
    ],
)
def test_nothing_is_completed_without_a_rating(
    published: Edition, begun: str, rest: str, sent: dict[str, str]
) -> None:
    if begun == "again":
        person = Person().begin().answer_all().finish()
        person.key = person.post("again/")["Location"].split("/")[2]
    else:
        person = Person().begin(begun)
        person.leave(1, {"skill-python": "3"})
    with just_before(answering, "complete", lambda: person.row.answers.update(value=None)):
        response = person.post(rest, sent)
    assert person.row.completed_at is None
    if rest == "check/":
        assert response.status_code == 422
    else:
        assert response["Location"] == person.url("check/")
    assert "Rate at least one skill" in person.text("check/")


def test_what_a_form_leaves_out_stays_as_another_tab_has_it(finished: Person) -> None:
    note_step, step = plan.note_step, "role/builder/1"

    def other_tab() -> None:
        notes = plan.Notes(status="doing", note="Written meanwhile.", way="quick")
        note_step(assessment=finished.row, known=[step], step=step, notes=notes)

    with just_before(plan, "note_step", other_tab):
        finished.post("plan/note/", {"step": step, "intention": "Tuesdays"})
    row = StepProgress.objects.get()
    assert (row.status, row.note, row.way) == ("doing", "Written meanwhile.", "quick")
    assert row.intention == "Tuesdays"


@pytest.mark.parametrize(
    ("action", "rest", "sent"),
    [
        ("tick_step", "plan/tick/", {"done": "1"}),
        ("note_step", "plan/note/", {"note": "Done."}),
    ],
)
def test_of_an_own_step_that_was_removed_nothing_is_left(
    finished: Person, action: str, rest: str, sent: dict[str, str]
) -> None:
    finished.post("plan/own/", {"title": "Mine", "hours": "1", "phase": "connect"})
    step = OwnStep.objects.get()

    def other_tab() -> None:
        plan.remove_own_step(assessment=finished.row, number=step.pk)

    with just_before(plan, action, other_tab):
        finished.post(rest, {"step": step.key, **sent})
    assert "That step is not in this plan." in finished.text("plan/")
    assert not StepProgress.objects.exists()
