"""Trying out other ratings: what moves, and that nothing is stored."""

import re

import pytest

from tests.assessments.person import PLAN, Person

pytestmark = pytest.mark.django_db


def rows(html: str) -> dict[str, list[str]]:
    """The table before and after, by row."""
    html = html.split("The first roles")[0]
    found = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', html)
    return {name: re.findall(r'<td class="num[^"]*">(.*?)</td>', cells) for name, cells in found}


def test_untouched_it_says_what_the_results_say(finished: Person) -> None:
    html = finished.text("what-if/builder/")
    assert "Nothing is changed yet." in html
    assert all(before == after for before, after in rows(html).values())
    assert rows(html)["Readiness"] == ["85.7 %", "85.7 %"]


def test_other_levels_move_the_scores_and_are_not_stored(finished: Person) -> None:
    """Builder asks python 3 (importance 5) and sql 2 (importance 3); they have 3 and 1."""
    before = finished.stored()
    html = finished.text("what-if/builder/?skill-python=0&skill-sql=2")
    assert "Python: none instead of practitioner." in html
    assert "SQL: working instead of awareness." in html
    assert rows(html)["Readiness"] == ["85.7 %", "28.6 %"]
    assert rows(html)["Hours its plan still takes"] == ["22", "62"]
    assert finished.stored() == before
    one = finished.text("what-if/builder/?skill-python=0")
    assert '<option value="1" selected>Awareness</option>' in one, "SQL stays as rated"
    assert rows(finished.text("what-if/builder/"))["Readiness"] == ["85.7 %", "85.7 %"]


def test_enough_changes_bring_another_role_first(finished: Person) -> None:
    tried = "skill-statistics=3&skill-modelling=4"
    html = finished.text(f"what-if/modeller/?{tried}")
    assert rows(html)["Closest role"] == ["Builder", "Modeller"]
    assert '<option value="4" selected>Expert</option>' in html
    assert "Modeller would be the closest instead of Builder." in html
    assert "<td>Builder</td><td><strong>Modeller</strong></td>" in html


def test_not_sure_may_be_tried_too(finished: Person) -> None:
    html = finished.text("what-if/builder/?skill-sql=unsure")
    assert "SQL: not sure instead of awareness." in html
    assert rows(html)["Readiness"] == ["85.7 %", "71.4–100.0 %"]


def test_with_nothing_rated_there_is_nothing_to_compare(finished: Person) -> None:
    html = finished.text("what-if/builder/?skill-python=unsure&skill-sql=unsure")
    assert "Nothing would be rated any more" not in html, "modelling is"
    tried = "&".join(f"skill-{slug}=unsure" for slug in ("statistics", "modelling"))
    finished.row.answers.filter(slug__in=["python", "sql"]).update(value=None)
    html = finished.text(f"what-if/modeller/?{tried}")
    assert html.count("Nothing would be rated any more, so there is nothing to compare.") == 2
    assert "The first roles" not in html


def test_a_skill_never_answered_is_not_called_not_sure(person: Person) -> None:
    person.leave(2, {"skill-modelling": "4"})
    html = person.finish().text("what-if/modeller/?skill-statistics=2")
    assert "Statistics: working instead of not answered." in html
    assert '<option value="" selected>Not answered</option>' in person.text("what-if/modeller/")
    for page in ("roles/modeller/", "export/md/"):
        assert "not answered" in person.text(page)
        assert "not sure" not in person.text(page)


def test_a_level_left_blank_stays_as_rated(finished: Person) -> None:
    assert "Nothing is changed yet." in finished.text("what-if/builder/?skill-sql=")


@pytest.mark.parametrize("level", ["5", "-1", "many", "3.5", "9" * 300])
def test_an_impossible_level_is_refused(finished: Person, level: str) -> None:
    response = finished.get(f"what-if/builder/?skill-python={level}&skill-sql=3")
    html = response.content.decode()
    assert response.status_code == 422
    assert '<a href="#id_skill-python">Python: choose one of the levels shown' in html
    assert '<option value="3" selected>Practitioner</option>' in html, "the other one is kept"


def test_a_short_plan_takes_the_same_hours_here_as_on_its_own_page(finished: Person) -> None:
    short = {**PLAN, "plan_kind": "fewest-hours", "plan_target": "86"}
    assert finished.post("plan/", short).status_code == 302
    assert "20 hours" in finished.text("plan/")
    assert rows(finished.text("what-if/builder/"))["Hours its plan still takes"] == ["20", "20"]


def test_other_addresses(finished: Person) -> None:
    assert finished.get("what-if/astronaut/").status_code == 404
    assert finished.get("what-if/builder/?skill-cobol=3&page=2").status_code == 200
    assert finished.get("what-if/builder/?skill-sql=%00").status_code == 400
    assert finished.post("what-if/builder/", {"skill-sql": "2"}).status_code == 405
