"""What the database itself refuses, and two submissions at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction
from django.db.models import ProtectedError, QuerySet

from assessments import locking
from assessments.answering import actions
from assessments.models import Answer, Assessment, Kind, PlanKind, StepProgress
from assessments.plan.actions import lay_out
from roles import editions
from roles.draft import actions as role_actions
from roles.models import Edition, ImmutableError
from tests.assessments.person import Person
from tests.roles.factory import small_catalogue


@pytest.mark.parametrize(
    "wrong",
    [{"value": 5}, {"value": -1}, {"kind": "hobby", "value": 1}],
    ids=["above 4", "below 0", "of no kind"],
)
def test_impossible_answers(person: Person, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(**{"assessment": person.row, "kind": "skill", "slug": "sql", **wrong})


def test_one_answer_per_question(person: Person) -> None:
    row = person.row
    for kind in Kind:
        Answer.objects.create(assessment=row, kind=kind, slug="sql", value=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(assessment=row, kind=Kind.SKILL, slug="sql", value=2)


def test_one_tick_per_step(person: Person) -> None:
    row = person.row
    StepProgress.objects.create(assessment=row, step="skill/sql/1")
    with pytest.raises(IntegrityError), transaction.atomic():
        StepProgress.objects.create(assessment=row, step="skill/sql/1")


@pytest.mark.parametrize(
    "wrong",
    [
        {"hours_per_week": 0},
        {"hours_per_week": 81},
        {"plan_kind": "laziest"},
        {"plan_target": 0},
        {"plan_target": 101},
        {"plan_budget": 0},
        {"plan_budget": 5001},
    ],
    ids=str,
)
def test_impossible_plans(person: Person, wrong: dict[str, Any]) -> None:
    choice = {
        "hours_per_week": 5,
        "plan_kind": PlanKind.FEWEST_HOURS,
        "plan_target": 80,
        "plan_budget": 100,
    }
    lay_out(assessment=person.row, **choice)  # type: ignore[arg-type]
    with pytest.raises(IntegrityError), transaction.atomic():
        lay_out(assessment=person.row, **{**choice, **wrong})


def test_an_edition_with_results_cannot_be_deleted(person: Person) -> None:
    with pytest.raises(ImmutableError):
        person.row.edition.delete()
    with pytest.raises(ProtectedError):
        QuerySet(Edition).delete()
    assert Edition.objects.count() == 1


def test_keys_cannot_be_guessed(published: Edition) -> None:
    edition = editions.current()
    made = [actions.start(edition=edition, questionnaire="full") for _ in range(20)]
    assert len({item.key for item in made}) == 20
    assert all(len(item.key) == 22 for item in made)


def test_a_page_is_saved_all_or_nothing(person: Person) -> None:
    wrong = actions.PageAnswers(ratings={"python": 1, "sql": 9})
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.save_page(assessment=person.row, page=1, answers=wrong)
    assert (person.stored(), person.row.page) == ({}, 0)


@pytest.mark.django_db(transaction=True)
def test_two_submissions_at_once_store_one_answer_each() -> None:
    role_actions.import_catalogue(catalogue=small_catalogue())
    role_actions.publish(note="First", author="tests")
    person = Person().begin()
    together = Barrier(4)

    def submit(value: int) -> list[int]:
        try:
            browser = Person()
            browser.client.cookies = person.client.cookies
            browser.key = person.key
            together.wait(timeout=20)
            answers = {"skill-python": str(value), "skill-sql": str(value)}
            codes = [browser.post("questions/1/", answers).status_code]
            together.wait(timeout=20)
            codes.append(browser.post("check/").status_code)
            together.wait(timeout=20)
            tick = {"step": "skill/sql/1", "done": "1"}
            codes.append(browser.post("plan/tick/", tick).status_code)
            return codes
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(submit, range(4)))
    assert codes == [[302, 302, 302]] * 4
    stored = person.stored()
    assert sorted(stored) == ["python", "sql"]
    assert stored["python"] == stored["sql"], "one submission won as a whole"
    assert Answer.objects.count() == 2
    assert Assessment.objects.get().completed_at
    assert StepProgress.objects.count() <= 1


def test_a_page_left_just_after_completion_is_not_saved(finished: Person) -> None:
    before = finished.stored()
    with pytest.raises(locking.AlreadyCompletedError):
        actions.save_page(
            assessment=finished.row, page=1, answers=actions.PageAnswers(ratings={"python": 0})
        )
    assert finished.stored() == before
