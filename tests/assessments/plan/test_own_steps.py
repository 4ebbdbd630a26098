"""Steps that a person adds to their plan."""

import re
from collections.abc import Callable

import pytest

from assessments.models import OwnStep, StepProgress
from tests.assessments.person import Person

pytestmark = pytest.mark.django_db

OWN = {"title": "Ask Priya", "what": "Over lunch.", "hours": "3", "phase": "know-your-interest"}


def add(person: Person, **fields: str) -> OwnStep:
    response = person.post("plan/own/", {**OWN, **fields})
    assert response.status_code == 302, response.content.decode()
    step = OwnStep.objects.latest("pk")
    assert response["Location"] == person.url("plan/") + f"#own-{step.pk}"
    return step


def steps(html: str) -> list[str]:
    return re.findall(r'class="step[^"]*" id="([^"]*)"', html)


def test_they_are_laid_into_their_phase_and_can_be_ticked(finished: Person) -> None:
    first, last = add(finished), add(finished, title="<b>Talk</b>", phase="connect")
    html = finished.text("plan/")
    own = [f"own-{first.pk}", f"own-{last.pk}"]
    assert steps(html) == [own[0], "skill-sql-2", "role-builder-1", own[1]]
    assert "28 hours" in html
    assert "0 of 4 steps done" in html
    assert "&lt;b&gt;Talk&lt;/b&gt;" in html
    finished.post("plan/tick/", {"step": first.key, "done": "1"})
    note = {"step": last.key, "status": "skipped", "note": "Too shy"}
    finished.post("plan/note/", note)
    html = finished.text("plan/")
    assert "1 of 3 steps done" in html
    assert html.index("Not for me</h2>") < html.index(f'id="{own[1]}"') < html.index("Too shy")


def test_they_belong_to_one_role(finished: Person) -> None:
    step = add(finished)
    finished.post("target/", {"role": "modeller"})
    assert "Ask Priya" not in finished.text("plan/")
    finished.post("plan/tick/", {"step": step.key, "done": "1"})
    assert not StepProgress.objects.exists()


def test_a_short_plan_keeps_them(finished: Person) -> None:
    step = add(finished)
    finished.post(
        "plan/",
        {
            "hours_per_week": "10",
            "plan_kind": "fewest-hours",
            "plan_target": "90",
            "plan_budget": "1",
        },
    )
    assert steps(finished.text("plan/")) == [f"own-{step.pk}", "skill-sql-2"]


def test_changing_and_removing(finished: Person) -> None:
    step = add(finished)
    finished.post("plan/note/", {"step": step.key, "status": "todo", "note": "Soon"})
    page = f"plan/own/{step.pk}/"
    assert 'value="Ask Priya"' in finished.text(page)
    response = finished.post(page, {**OWN, "title": "Ask Tom", "hours": "9"})
    assert response["Location"] == finished.url("plan/") + f"#own-{step.pk}"
    step.refresh_from_db()
    assert (step.title, step.hours) == ("Ask Tom", 9)
    assert finished.post(f"{page}remove/").status_code == 302
    assert not OwnStep.objects.exists()
    assert not StepProgress.objects.exists()
    for gone in (page, f"{page}remove/"):
        assert finished.post(gone, OWN).status_code == 404


WRONG = [
    ("title", "", "The step needs a name"),
    ("title", "x" * 201, "The step&#x27;s name: at most 200 characters"),
    ("what", "x" * 2001, "What you will do: at most 2000 characters"),
    ("hours", "0", "Hours it takes: enter a whole number from 1 to 2000"),
    ("hours", "2001", "Hours it takes: enter a whole number from 1 to 2000"),
    ("hours", "9" * 5000, "Hours it takes: enter a whole number from 1 to 2000"),
    ("phase", "never", "Phase: choose one from the list"),
]


@pytest.mark.parametrize(("field", "typed", "message"), WRONG, ids=lambda value: value[:9])
@pytest.mark.parametrize("changing", [False, True], ids=["add", "change"])
def test_what_is_wrong_is_said_and_kept(
    finished: Person, field: str, typed: str, message: str, changing: bool
) -> None:
    address = f"plan/own/{add(finished).pk}/" if changing else "plan/own/"
    before = list(OwnStep.objects.values())
    response = finished.post(address, {**OWN, "title": "Typed", field: typed})
    html = response.content.decode()
    assert response.status_code == 422
    assert f'<a href="#id_own_{field}">{message}</a>' in html
    assert (typed if field == "title" else "Typed") in html
    assert list(OwnStep.objects.values()) == before


def test_fifty_are_the_most(finished: Person) -> None:
    step = add(finished)
    OwnStep.objects.bulk_create(
        OwnStep(assessment=step.assessment, role="modeller", title="x", hours=1, phase="connect")
        for _ in range(49)
    )
    response = finished.post("plan/own/", {**OWN, "title": "One more"})
    html = response.content.decode()
    assert response.status_code == 422
    assert "You have added 50 steps, the most there can be. Remove one first" in html
    assert 'value="One more"' in html
    assert OwnStep.objects.count() == 50


def test_nobody_reaches_those_of_others(finished: Person, someone: Callable[[], Person]) -> None:
    step, other = add(finished), someone().answer_all().finish()
    for rest in (f"plan/own/{step.pk}/", f"plan/own/{step.pk}/remove/"):
        assert other.post(rest, {**OWN, "title": "Mine now"}).status_code == 404
    other.post("plan/tick/", {"step": step.key, "done": "1"})
    other.post("plan/note/", {"step": step.key, "status": "done"})
    step.refresh_from_db()
    assert step.title == "Ask Priya"
    assert not StepProgress.objects.exists()


@pytest.mark.parametrize("number", ["0", "9" * 19, "9" * 400])
def test_numbers_that_nothing_has(finished: Person, number: str) -> None:
    assert finished.get(f"plan/own/{number}/").status_code == 404
    assert finished.post(f"plan/own/{number}/remove/").status_code == 404


def test_every_step_at_its_longest_still_has_a_page(finished: Person) -> None:
    row = finished.row
    OwnStep.objects.bulk_create(
        OwnStep(assessment=row, role="builder", title="x", hours=2000, phase="connect")
        for _ in range(50)
    )
    finished.post(
        "plan/",
        {
            "hours_per_week": "1",
            "plan_start": "2199-12-31",
            "plan_kind": "everything",
            "plan_target": "1",
            "plan_budget": "1",
            "ready_by": "",
        },
    )
    assert "100022 hours" in finished.text("plan/")
    row.refresh_from_db()
    finished.post("plan/", {"hours_per_week": "1", "plan_kind": "everything", "plan_target": "1",
                            "plan_budget": "1", "ready_by": "2199-12-31"})  # fmt: skip
    assert "more than a hundred years from now" in finished.text("plan/")


def test_a_line_break_is_one_character(finished: Person) -> None:
    what = "x" * 1000 + "\r\n" + "y" * 999
    finished.post("plan/own/", {**OWN, "what": what})
    assert OwnStep.objects.get().what == what.replace("\r\n", "\n")
