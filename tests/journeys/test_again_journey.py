"""Somebody comes back with steps done, and somebody tries other ratings as they go."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from assessments.models import Assessment
from assessments.results import actions
from roles.editions import LoadedEdition
from tests.journeys.conftest import OpenBrowser
from tests.journeys.people import answered, give, levels_of

TARGET = "machine-learning-engineer"


def a_month_ago(edition: LoadedEdition) -> Assessment:
    """A data engineer who set out for machine learning."""
    assessment = answered(edition, levels_of(edition, "data-engineer"))
    actions.choose_target(assessment=assessment, edition=edition, role=TARGET)
    then = timezone.now() - timedelta(days=30)
    Assessment.objects.filter(pk=assessment.pk).update(started_at=then, completed_at=then)
    return assessment


def figures(page: Page, region: str) -> list[list[str]]:
    page.wait_for_load_state()  # or the last rows might still be on their way
    rows = page.get_by_role("region", name=region).locator("tbody tr, tfoot tr")
    return [row.locator("th, td").all_inner_texts() for row in rows.all()]


def test_a_month_later_with_two_steps_done(
    open_browser: OpenBrowser, live_server: LiveServer, edition: LoadedEdition
) -> None:
    assessment = a_month_ago(edition)
    context = open_browser()
    give(context, live_server, assessment)
    page = context.new_page()
    page.goto(f"/assessments/{assessment.key}/plan/")
    skills = set()
    for done in (1, 2):
        step = page.locator(".step:not(.step-done)").filter(has_text=" to level 1").first
        skills.add(step.locator(".hint").first.inner_text().split(" to level")[0].split(" · ")[-1])
        step.get_by_role("button", name="Tick as done: ").click()
        expect(page.locator(".step-done")).to_have_count(done)
    expect(page.get_by_text("You have done 2 learning steps: rate yourself again.")).to_be_visible()

    page.get_by_role("button", name="Rate again").click()
    expect(page.get_by_text("You have done the step")).to_have_count(len(skills))
    expect(page.get_by_role("radio", checked=True)).to_have_count(len(skills))
    page.get_by_role("button", name="See my new results").click()
    page.get_by_role("link", name="What has changed since the time before").first.click()

    expect(
        page.get_by_text("Your readiness for Machine Learning Engineer went from")
    ).to_be_visible()
    ratings = figures(page, "Ratings before and after")
    assert {row[0] for row in ratings[:-1]} == skills
    points = [float(row[-1]) for row in ratings]
    assert round(sum(points[:-1]), 1) == points[-1] > 0
    then, moved, now = figures(page, "Machine Learning Engineer, step by step")
    assert float(moved[-1]) == points[-1]
    before, after = (float(row[-1].removesuffix(" %")) for row in (then, now))
    assert round(before + points[-1], 1) == after

    page.get_by_role("link", name="All your results over time").click()
    expect(page.get_by_role("img", name="Your readiness over time")).to_be_visible()
    assert len(figures(page, "Results over time")) == 2


@pytest.fixture
def trying(
    open_browser: OpenBrowser,
    live_server: LiveServer,
    edition: LoadedEdition,
    request: pytest.FixtureRequest,
) -> Page:
    """The page where a data engineer tries other ratings."""
    assessment = answered(edition, levels_of(edition, "data-engineer"))
    context = open_browser(java_script_enabled=request.param)
    give(context, live_server, assessment)
    page = context.new_page()
    page.goto(f"/assessments/{assessment.key}/what-if/{TARGET}/")
    return page


def readiness(page: Page) -> list[str]:
    return next(row[1:] for row in figures(page, "Before and after") if row[0] == "Readiness")


@pytest.mark.parametrize("trying", [True], indirect=True)
def test_figures_move_as_one_tries(trying: Page) -> None:
    loads: list[str] = []
    trying.on("load", lambda page: loads.append(page.url))
    before = readiness(trying)
    assert before[0] == before[1]
    field = trying.get_by_label("Machine learning methods")
    field.focus()
    field.select_option(label="Expert")
    changed = trying.get_by_text("Machine learning methods: expert instead of")
    expect(changed).to_be_visible()
    tried = readiness(trying)
    assert tried[0] == before[0] != tried[1]
    expect(trying.get_by_role("status")).to_contain_text(f"readiness {tried[1]}")
    expect(field).to_be_focused()
    assert "=4" in trying.url
    assert loads == []
    trying.go_back()
    expect(trying.get_by_text("Nothing is changed yet.")).to_be_visible()


@pytest.mark.parametrize("trying", [False], indirect=True)
def test_the_button_does_it_without_a_script(trying: Page) -> None:
    trying.get_by_label("Machine learning methods").select_option(label="Expert")
    trying.get_by_role("button", name="Show what moves").click()
    expect(trying.get_by_text("Machine learning methods: expert instead of")).to_be_visible()
    tried = readiness(trying)
    assert tried[0] != tried[1]
    expect(trying.get_by_role("status")).to_contain_text(f"readiness {tried[1]}")
