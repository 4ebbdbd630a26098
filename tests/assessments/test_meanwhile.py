"""Somebody writes in another tab, between what a post has read and what it writes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import ModuleType
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.utils import timezone

from assessments.answering import actions as answering
from assessments.models import Assessment, OwnStep
from assessments.plan import actions as plan
from tests.assessments.person import PLAN, Person

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
