"""The results, and the gaps to one role."""

import re

import pytest

from assessments.models import Assessment
from tests.assessments.person import Person

pytestmark = pytest.mark.django_db


def numbers(html: str, pattern: str) -> list[float]:
    return [float(value) for value in re.findall(pattern, html)]


def test_they_answer_four_questions_in_order(finished: Person) -> None:
    html = finished.text()
    parts = (
        "You are closest to Builder",
        "3 of 4 skills",
        "Why Builder comes before Lead builder",
        "What stands between you and it",
        "What to do first",
        "The roles in order",
        "This result belongs to edition 1",
    )
    places = [html.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)
    assert "You rated SQL at awareness." in html
    assert "chance of getting the job" in html


def test_the_reasons_shown_add_up_to_the_lead_shown(finished: Person) -> None:
    html = finished.text()
    section = html[html.index('id="why"') : html.index('id="between"')]
    lead = numbers(section, r"leads by ([\d.]+) points")[0]
    shown = numbers(section, r'<span class="num">([+-][\d.]+)</span>')
    other = numbers(section, r"Everything else together: ([+-][\d.]+)\.")
    assert round(sum(shown) + sum(other), 1) == lead
    fits = numbers(html, r'<td class="num">(\d+\.\d)</td>')
    assert round(fits[0] - fits[1], 1) == lead


def test_only_one_rating(person: Person) -> None:
    person.leave(2, {"skill-modelling": "4"})
    html = person.finish().text()
    assert "You are closest to Modeller" in html
    assert "not asked" in html


@pytest.mark.parametrize("level", ["0", "4"])
def test_everything_rated_the_same(person: Person, level: str) -> None:
    person.leave(1, {"skill-python": level, "skill-sql": level})
    person.leave(2, {"skill-statistics": level, "skill-modelling": level})
    html = person.finish().text()
    assert ("Nothing: you rate yourself at or above" in html) == (level == "4")
    for role in ("builder", "lead-builder", "modeller"):
        person.text(f"roles/{role}/")
    person.text("plan/")


def test_the_gaps_add_up_to_the_readiness_shown(finished: Person) -> None:
    """Builder asks python 3 (importance 5) and sql 2 (importance 3); they have 3 and 1."""
    html = finished.text("roles/builder/")
    assert "85.7 %" in html
    assert "14.3" in html
    assert "SQL" in html
    assert "Statistics" not in html
    assert "BSc in biology" in html


def test_gaps_of_a_role_with_unknown_ratings_are_a_range(finished: Person) -> None:
    assert "0.0–40.7 %" in finished.text("roles/modeller/")


def test_unknown_roles(finished: Person) -> None:
    assert finished.get("roles/astronaut/").status_code == 404
    assert finished.post("target/", {"role": "astronaut"}).status_code == 404
    assert finished.post("target/", {}).status_code == 404
    assert Assessment.objects.get().target_role == ""


def test_before_completion_there_are_no_results(person: Person) -> None:
    person.leave(1, {"skill-python": "3"})
    assert person.get()["Location"] == person.url("questions/")
    assert person.get("roles/builder/").status_code == 404
    assert person.post("target/", {"role": "builder"}).status_code == 404
    assert person.post("plan/tick/", {"step": "skill/sql/2", "done": "1"}).status_code == 404


def test_choosing_a_role_to_look_at_or_to_plan_for(finished: Person) -> None:
    look = finished.post("target/", {"role": "modeller", "show": "gaps"})
    assert look["Location"] == finished.url("roles/modeller/")
    assert finished.row.target_role == ""
    plan = finished.post("target/", {"role": "modeller", "show": "plan"})
    assert plan["Location"] == finished.url("plan/")
    assert finished.row.target_role == "modeller"
    assert '<option value="modeller" selected>' in finished.text()


def test_gaps_names_the_tools(finished: Person) -> None:
    html = finished.text("roles/builder/")
    assert "Git" in html
    assert "PostgreSQL" in html
