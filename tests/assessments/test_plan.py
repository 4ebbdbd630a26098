"""The plan page: ticking steps, changing the hours, choosing another role."""

import re

import pytest

from assessments.models import StepDone
from tests.assessments.person import Person

pytestmark = pytest.mark.django_db


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
    assert list(figures(html).values()) == ["85.7 %", "100.0 %", "2 hours", "1 week"]
    assert "85.7 %" in finished.text("roles/builder/")
    finished.post("plan/tick/", {"step": "skill/sql/2", "done": "1"})
    assert StepDone.objects.count() == 1
    finished.post("plan/tick/", {"step": "skill/sql/2", "done": "0"})
    assert "0 of 2 steps done" in finished.text("plan/")


@pytest.mark.parametrize("step", ["skill/sql/1", "skill/cobol/1", "role/modeller/1", "", "x" * 999])
def test_a_step_of_no_plan_is_refused_kindly(finished: Person, step: str) -> None:
    response = finished.post("plan/tick/", {"step": step, "done": "1"})
    assert response["Location"] == finished.url("plan/")
    assert "That step is not in this plan." in finished.text("plan/")
    assert StepDone.objects.count() == 0


def test_hours_lay_it_out_again(finished: Person) -> None:
    assert finished.post("plan/", {"hours_per_week": "4"})["Location"] == finished.url("plan/")
    assert figures(finished.text("plan/"))["At 4 hours a week"] == "6 weeks"


@pytest.mark.parametrize("hours", ["0", "81", "abc", ""])
def test_impossible_hours_keep_what_was_typed(finished: Person, hours: str) -> None:
    response = finished.post("plan/", {"hours_per_week": hours})
    html = response.content.decode()
    assert response.status_code == 422
    assert '<a href="#id_hours_per_week">Hours a week: enter' in html
    field = re.search(r'<input[^>]*id="id_hours_per_week"[^>]*>', html)[0]
    assert (f'value="{hours}"' in field) == bool(hours)
    assert "At 10 hours a week" in html
    assert finished.row.hours_per_week == 10


def test_ticks_survive_a_change_of_role(finished: Person) -> None:
    finished.post("plan/tick/", {"step": "skill/sql/2", "done": "1"})
    finished.post("target/", {"role": "lead-builder"})
    html = finished.text("plan/")
    assert re.search(r'class="step step-done" id="skill-sql-2"', html)
