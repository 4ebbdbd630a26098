"""Before publishing: whom a draft would affect."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments.impact import actions as actions_of_impact
from assessments.impact import work as work_module
from assessments.impact.work import begin
from assessments.models import Answer, Assessment, ImpactRun
from roles import editions
from roles.draft import actions
from roles.draft.read import read_rows
from roles.models import Edition, Requirement, Role
from tests.assessments.person import Person
from tests.roles.editing import PUBLISH, text

pytestmark = pytest.mark.django_db
URL = "/admin/assessments/impactrun/impact/"


@pytest.fixture
def editor(published: Edition) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("editor"))
    return client


@pytest.fixture
def crowd(published: Edition) -> list[Assessment]:
    """120 people who want to be builders and are exactly that."""
    now = timezone.now()
    people = Assessment.objects.bulk_create(
        Assessment(
            edition=published,
            questionnaire="full",
            started_at=now,
            completed_at=now,
            target_role="builder",
        )
        for _ in range(120)
    )
    Answer.objects.bulk_create(
        Answer(assessment=person, kind="skill", slug=slug, value=value)
        for person in people
        for slug, value in (("python", 3), ("sql", 2), ("statistics", 0), ("modelling", None))
    )
    return people


def harder() -> None:
    """Builders must be experts; lead builders need no more than builders did."""
    Requirement.objects.filter(role__slug="builder").update(level=4)
    Requirement.objects.filter(role__slug="lead-builder", skill__slug="python").update(level=3)
    Requirement.objects.filter(role__slug="lead-builder", skill__slug="sql").update(level=2)


def test_the_impact_on_stored_people(editor: Client, crowd: list[Assessment]) -> None:
    harder()
    assert URL in editor.get(reverse(PUBLISH)).content.decode()
    assert not ImpactRun.objects.exists()
    page = text(editor.post(URL, follow=True))
    assert "120 of 120 results (100.0 %) would have another first role" in page
    assert "Builder Lead builder 120" in page
    assert "Builder 120 100.0 65.6 0 120" in page
    assert "simulated" not in page
    assert "edition 1" not in page
    run = ImpactRun.objects.get()
    assert (run.state, run.done, run.total, run.author) == ("done", 120, 120, "editor")
    assert not any(person.key in str(run.result) for person in crowd)


def test_why_they_move(editor: Client, crowd: list[Assessment]) -> None:
    Requirement.objects.filter(role__slug="builder", skill__slug="python").update(level=0)
    page = text(editor.post(URL, follow=True))
    assert "Python at none (0) instead of practitioner (3): without that, 100.0 % of them" in page


def test_few_people_are_simulated(editor: Client, person: Person) -> None:
    person.answer_all().finish()
    Role.objects.filter(slug="modeller").delete()
    page = text(editor.post(URL, follow=True))
    assert "These are results of simulated people" in page
    assert "Modeller is removed." in page


def test_another_draft_is_worked_out_anew(editor: Client) -> None:
    harder()
    editor.post(URL)
    Requirement.objects.filter(role__slug="builder").update(level=1)
    page = text(editor.get(URL))
    assert "would have another first role" not in page
    assert "Work it out" in editor.get(URL).content.decode()


def test_nothing_to_affect(editor: Client) -> None:
    assert "it affects nobody" in text(editor.get(URL))
    Requirement.objects.update(level=0)
    assert "Put these right first" in text(editor.post(URL))
    Role.objects.filter(slug="builder").update(summary="a" * 6000)
    assert "role builder: summary" in text(editor.get(URL))
    assert not ImpactRun.objects.exists()


@pytest.mark.usefixtures("crowd")
def test_many_are_worked_out_in_the_background(
    editor: Client, worker: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work_module, "IN_REQUEST", 10)
    monkeypatch.setattr(work_module, "BATCH", 50)
    harder()
    response = editor.post(URL, follow=True)
    assert "Being worked out: 0 of 120" in text(response)
    assert response["Refresh"] == "3"
    worker()
    assert "120 of 120 results" in text(editor.get(URL))


def test_a_run_that_died_or_failed_can_be_begun_again(
    editor: Client, crowd: list[Assessment], monkeypatch: pytest.MonkeyPatch
) -> None:
    harder()
    editor.post(URL)
    ImpactRun.objects.update(state="working", seen_at=timezone.now() - timedelta(minutes=6))
    response = editor.get(URL)
    assert "could not be worked out" in text(response)
    assert "Refresh" not in response
    monkeypatch.setattr(work_module, "_result", lambda run: 1 / 0)
    assert "could not be worked out" in text(editor.post(URL, follow=True))
    monkeypatch.undo()
    assert "120 of 120 results" in text(editor.post(URL, follow=True))


def test_two_editors_who_begin_at_once(
    editor: Client, crowd: list[Assessment], monkeypatch: pytest.MonkeyPatch
) -> None:
    harder()
    result = work_module._result

    def after_the_other(run: ImpactRun) -> Any:
        monkeypatch.setattr(work_module, "_result", result)
        begin(read_rows(), "the other")
        return result(run)

    monkeypatch.setattr(work_module, "_result", after_the_other)
    assert "120 of 120 results" in text(editor.post(URL, follow=True))
    assert ImpactRun.objects.get().author == "the other"


def test_dead_runs_go_and_others_at_work_stay(editor: Client) -> None:
    dead, working = (
        actions_of_impact.begin_run(
            edition_number=1, digest=name, document="{}", total=0, simulated=True, author=name
        )
        for name in ("dead", "working")
    )
    ImpactRun.objects.filter(pk=dead.pk).update(seen_at=timezone.now() - timedelta(minutes=6))
    harder()
    editor.post(URL)
    authors = set(ImpactRun.objects.values_list("author", flat=True))
    assert authors == {working.author, "editor"}


def test_the_number_of_queries_does_not_grow(editor: Client, crowd: list[Assessment]) -> None:
    harder()

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            begin(read_rows(), "tests")
        return len(queries)

    count()
    before = count()
    Assessment.objects.filter(pk__in=[person.pk for person in crowd[:60]]).update(target_role="")
    Assessment.objects.bulk_create(
        Assessment(edition=crowd[0].edition, questionnaire="full", started_at=now, completed_at=now)
        for now in [timezone.now()] * 120
    )
    assert count() == before


def test_only_publishers_ask(published: Edition, client: Client) -> None:
    assert client.get(URL).status_code == 302
    client.force_login(User.objects.create_user("writer", is_staff=True))
    for response in (client.get(URL), client.post(URL)):
        assert response.status_code == 403
    client.force_login(User.objects.create_superuser("editor"))
    assert client.get("/admin/assessments/impactrun/").status_code == 403


def test_before_anything_is_published(db: None, client: Client) -> None:
    client.force_login(User.objects.create_superuser("editor"))
    assert client.get(URL).status_code == 302


def test_publishing_and_restoring_leave_runs_alone(editor: Client) -> None:
    harder()
    editor.post(URL)
    actions.publish(note="Harder", author="tests")
    assert "it affects nobody" in text(editor.get(URL))
    assert editions.current_number() == 2
