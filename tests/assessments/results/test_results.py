"""The results, and the gaps to one role."""

import re

import pytest
from django.urls import reverse

from assessments.engine.step_marks import Marks
from assessments.models import Assessment
from assessments.result import compute_result
from assessments.results.page import ResultsPage, results_page
from assessments.results.why import MOST_REASONS
from careerpath.figures import signed
from roles.document.types import Catalogue
from roles.public.at_a_glance import outlook_line, pay_line
from tests.assessments.person import Person

pytestmark = pytest.mark.django_db


def numbers(html: str, pattern: str) -> list[float]:
    """What ``pattern`` finds; it meets a hyphen where people read a minus."""
    return [float(value) for value in re.findall(pattern, html.replace("\N{MINUS SIGN}", "-"))]


def page_of(person: Person) -> ResultsPage:
    return results_page(compute_result(person.row), Marks(), show_all=False)


def section(html: str, start: str, end: str) -> str:
    return html[html.index(f'id="{start}"') : html.index(f'id="{end}"')]


def test_one_screen_answers_and_the_rest_is_folded(finished: Person) -> None:
    html = finished.text()
    parts = (
        "You are closest to Builder",
        "On the little you have rated so far, Builder is ahead",
        "3 of 4 skills",
        "You have <span",
        "so often it comes first",
        "First step",
        "SQL: awareness, asked for working",
        "You bring",
        "How sure is this?",
        "Why Builder comes before Lead builder",
        "Where you and Builder differ",
        "What is missing for Builder",
        "What to do first",
        "The roles in order",
        "This result belongs to edition 1",
    )
    places = [html.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)
    assert "You rated SQL at awareness." in html
    assert "chance of getting the job" in html


def test_what_is_missing_and_what_to_do_are_about_the_target(finished: Person) -> None:
    assert not page_of(finished).has_target
    finished.post("target/", {"role": "modeller"})
    page = page_of(finished)
    assert (page.first.slug, page.goal.slug, page.has_target) == ("builder", "modeller", True)
    assert "Statistics" in {gap.skill for gap in page.gaps}
    assert "First step to Modeller" in finished.text()


def test_pay_and_outlook_carry_source_and_year_or_do_not_appear(builtin: Catalogue) -> None:
    for role in builtin.roles:
        pay, outlook = pay_line(role), outlook_line(role)
        assert bool(outlook) == bool(role.outlook)
        assert not pay or any(
            f"{item.year}. Source: {item.source}" in pay for item in role.salaries
        )
        assert not outlook or f"Source: {role.outlook[0].source}, {role.outlook[0].year}" in outlook


def test_more_than_a_role_asks_for_is_brought_along_and_not_held_against_anybody(
    person: Person,
) -> None:
    """Builder asks python 3 and sql 2, and neither statistics nor modelling."""
    person.leave(1, {"skill-python": "3", "skill-sql": "3"})
    person.leave(2, {"skill-statistics": "0", "skill-modelling": "0"})
    page = page_of(person.finish())
    assert page.first.slug == "builder"
    assert page.against.more == ["SQL"]
    assert not any("SQL" in line.text for line in page.against.lines)
    told = sum(line.points for line in page.against.lines)
    summed = told + page.against.more_points + page.against.other_points
    assert round(-summed, 1) == page.against.missing


def test_as_few_reasons_are_shown_as_carry_two_thirds_of_the_lead(finished: Person) -> None:
    why = page_of(finished).why
    assert why
    points = [line.points for line in why.for_it]
    assert sum(points) >= why.lead * 2 / 3 or len(points) == MOST_REASONS
    assert sum(points[:-1]) < why.lead * 2 / 3


def test_the_reasons_shown_add_up_to_the_lead_shown(finished: Person) -> None:
    html = finished.text()
    why = section(html, "why", "against")
    lead = numbers(why, r"leads by ([\d.]+) points")[0]
    shown = numbers(why, r'<span class="num">([+-][\d.]+)</span>')
    other = numbers(why, r"Everything else together: ([+-][\d.]+)\.")
    assert round(sum(shown) + sum(other), 1) == lead
    fits = numbers(html, r'<td class="num">(\d+\.\d)</td>')
    assert round(fits[0] - fits[1], 1) == lead


def test_what_speaks_against_the_first_role_adds_up_to_what_its_fit_lacks(finished: Person) -> None:
    html = finished.text()
    against = section(html, "against", "between")
    missing = numbers(against, r"largest of the ([\d.]+) points")[0]
    shown = numbers(against, r'<span class="num">([+-][\d.]+)</span>')
    other = numbers(against, r"Everything else together: ([+-][\d.]+)\.")
    assert round(-sum(shown) - sum(other), 1) == missing
    fit = numbers(html, r"<dt>Fit</dt><dd>([\d.]+)</dd>")[0]
    assert round(100 - fit, 1) == missing


def test_a_clear_result_says_so(person: Person) -> None:
    person.leave(1, {"skill-python": "0", "skill-sql": "0"})
    person.leave(2, {"skill-statistics": "3", "skill-modelling": "4"})
    html = person.finish().text()
    assert "You are closest to Modeller" in html
    assert "Modeller leads clearly: it stays first in over 99 of 100" in html
    assert "It is close" not in html


def test_the_shares_of_a_close_call_add_up(finished: Person) -> None:
    sure = section(finished.text(), "sure", "why")
    parts = numbers(sure, r'</th><td class="num">(\d+)</td>')
    assert len(parts) > 1
    assert sum(parts) == 100
    assert "would come first." in sure


@pytest.mark.parametrize(
    ("value", "words"),
    [("2", "You rated every skill at working"), ("0", "at none"), ("4", "at expert")],
)
def test_the_same_rating_everywhere_is_explained_kindly(
    person: Person, value: str, words: str
) -> None:
    person.leave(1, {"skill-python": value, "skill-sql": value})
    person.leave(2, {"skill-statistics": value, "skill-modelling": value})
    html = person.finish().text()
    assert words in html
    assert "would say more" in html


def test_enjoyment_counts_as_much_as_the_person_says(finished: Person) -> None:
    before = finished.text()
    assert "Now: enjoyment counts 0 %." in before
    assert "stays first" in section(before, "weight", "order-table")
    saved = finished.post("weight/", {"percent": "100"})
    assert saved["Location"] == finished.url() + "#weight"
    after = finished.text()
    assert "Now: enjoyment counts 100 %." in after
    assert '<th scope="col" class="num">Together</th>' in after
    assert finished.row.interest_weight == 100
    assert "Together" not in before


@pytest.mark.parametrize("percent", ["", "101", "-1", "much", "5.5", "9" * 400])
def test_an_impossible_weight_is_refused(finished: Person, percent: str) -> None:
    response = finished.post("weight/", {"percent": percent})
    html = response.content.decode()
    assert response.status_code == 422
    assert '<a href="#id_percent">How much enjoyment counts: enter' in html
    assert finished.row.interest_weight == 0


def test_without_interests_there_is_nothing_to_weigh(person: Person) -> None:
    person.leave(1, {"skill-python": "3"})
    html = person.finish().text()
    assert "Say what you would enjoy, and you can choose" in html
    assert "Order the roles again" not in html


def test_why_for_any_two_roles(finished: Person) -> None:
    assert "Why Builder comes before Lead builder" in finished.text("why/")
    html = finished.text("why/?first=modeller&second=lead-builder")
    assert "Why Lead builder comes before Modeller" in html
    shown = numbers(html, r'</td><td class="num">([+-][\d.]+)</td></tr>')
    lead = numbers(html, r"leads by ([\d.]+) points")[0]
    assert round(sum(shown), 1) == lead
    assert "a role does not come before itself" in finished.text(
        "why/?first=builder&second=builder"
    )
    assert finished.get("why/?first=astronaut").status_code == 404
    assert finished.get("why/?second=%00").status_code == 400


def test_why_names_activities_once_enjoyment_counts(finished: Person) -> None:
    finished.post("weight/", {"percent": "40"})
    html = finished.text("why/?first=builder&second=modeller")
    assert "of fit and enjoyment together" in html
    shown = numbers(html, r'</td><td class="num">([+-][\d.]+)</td></tr>')
    assert round(sum(shown), 1) == numbers(html, r"leads by ([\d.]+) points")[0]


def test_what_would_put_another_role_first(finished: Person) -> None:
    assert "Builder is first already" in finished.text("roles/builder/first/")
    html = finished.text("roles/modeller/first/")
    hours = int(numbers(html, r"(\d+) hours? of learning")[0])
    steps = [int(value) for value in numbers(html, r'<td class="num">(\d+)</td><td')]
    assert sum(steps[:-1]) == steps[-1] == hours
    assert finished.get("roles/astronaut/first/").status_code == 404
    assert "What would put Modeller first?" in finished.text("roles/modeller/")
    assert "What would put Builder first?" not in finished.text("roles/builder/")


def test_ticked_steps_count_towards_coming_first(finished: Person) -> None:
    """Also steps of other roles, and the place said is the one they lead to."""
    ticked = ["skill/statistics/3", "skill/modelling/4"]
    finished.post("target/", {"role": "modeller", "show": "plan"})
    for step in ticked:
        assert finished.post("plan/tick/", {"step": step, "done": "1"}).status_code == 302
    before = finished.text("roles/builder/first/")
    finished.post("target/", {"role": "builder", "show": "plan"})
    finished.post("plan/tick/", {"step": "skill/sql/2", "done": "1"})
    html = finished.text("roles/builder/first/")
    for page in (before, html):
        place = int(numbers(page, r"is at place (\d+), with")[0])
        assert ("is first already" in page) == (place == 1)
        assert "as you rated, it is at place 1" in page


def test_steps_for_skills_not_rated_are_named(finished: Person) -> None:
    html = finished.text("roles/modeller/first/")
    assert "(not rated)" in html
    assert "Answer the questions about Modeller" in html


def test_only_one_rating(person: Person) -> None:
    person.leave(2, {"skill-modelling": "4"})
    html = person.finish().text()
    assert "You are closest to Modeller" in html
    assert "not answered" in html


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


@pytest.mark.parametrize(
    ("python", "sql", "words"),
    [
        ("3", "2", "No gap"),
        ("3", "1", "1 gap"),
        ("1", "1", "2 gaps"),
        ("1", "unsure", "1 gap, and 1 skill not rated yet"),
        ("3", "unsure", "1 skill not rated yet"),
    ],
)
def test_a_skill_not_rated_is_not_called_a_gap(
    person: Person, python: str, sql: str, words: str
) -> None:
    """Builder asks python 3 and sql 2."""
    person.leave(1, {"skill-python": python, "skill-sql": sql})
    person.leave(2, {"skill-statistics": "0", "skill-modelling": "0"})
    page = page_of(person.finish())
    assert page.first.slug == "builder"
    assert page.between == words


def test_the_picture_of_the_order_says_what_it_goes_by(finished: Person) -> None:
    assert page_of(finished).chart.title == "The closest roles by fit"
    finished.post("weight/", {"percent": "40"})
    page = page_of(finished)
    assert page.chart.title == "The first roles by fit and enjoyment together"
    assert "fit and enjoyment together, from 0 to 100" in page.chart.desc


def test_what_is_below_0_has_a_real_minus(finished: Person) -> None:
    """Also where nothing is left of it once it is rounded."""
    assert signed(-1.25) == "\N{MINUS SIGN}1.2"
    assert signed(-0.01) == signed(0) == "+0.0"
    assert '<span class="num">\N{MINUS SIGN}' in section(finished.text(), "against", "between")


def test_your_results_lead_to_the_newest_one_or_to_where_one_begins(person: Person) -> None:
    address = reverse("assessments:newest")
    beginning = person.client.get(address, follow=True).content.decode()
    assert "no finished result of yours here yet" in beginning
    assert "Go on where you were, below" in beginning
    person.leave(1, {"skill-python": "3"})
    finished = person.finish().url()
    assert person.client.get(address)["Location"] == finished
    assert f'href="{address}"' in person.client.get("/roles/").content.decode()


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


def test_the_list_can_be_narrowed_to_what_is_within_reach(finished: Person) -> None:
    assert 'href="?reach=1#order"' in finished.text()
    everything, near = finished.text("?all=1"), finished.text("?reach=1")
    assert "These are the roles within reach" in near
    order = near[near.index('id="order-table"') :]
    assert "Builder" in order
    assert "Modeller" not in order
    assert "Modeller" in everything[everything.index('id="order-table"') :]
