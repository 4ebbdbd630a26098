"""Living with a plan: its days, a step done and noted, one not for me, one of one's own."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from assessments.pages.days import day_words
from roles.editions import LoadedEdition
from tests.journeys.conftest import OpenBrowser
from tests.journeys.people import answered, give, levels_of

OWN = "Rebuild the import at work"


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_plan_over_time(
    open_browser: OpenBrowser, live_server: LiveServer, edition: LoadedEdition, javascript: bool
) -> None:
    ratings = {slug: max(0, n - 1) for slug, n in levels_of(edition, "data-engineer").items()}
    assessment = answered(edition, ratings)
    context = open_browser(java_script_enabled=javascript, viewport={"width": 390, "height": 844})
    give(context, live_server, assessment)
    page = context.new_page()
    page.goto(f"/assessments/{assessment.key}/plan/")

    start = date.today() + timedelta(days=30)
    _lay_out(page, hours=6, start=start)
    first = f"From {day_words(start, date.today())}"
    expect(page.get_by_role("heading", name=first, exact=True)).to_be_visible()
    slow = _ends(page)
    _lay_out(page, hours=12, start=start)
    assert _ends(page) != slow

    _note(page, _steps(page).first)
    _skip(page, _steps(page).nth(1))
    _add(page)


def _lay_out(page: Page, *, hours: int, start: date) -> None:
    page.locator("summary").filter(has_text="Hours a week, days").click()
    page.get_by_label("Hours a week").fill(str(hours))
    page.get_by_label("First day").fill(start.isoformat())
    page.get_by_role("button", name="Lay out again").click()
    expect(page.get_by_text(f"At {hours} hours a week")).to_be_visible()


def _figure(page: Page, label: str) -> str:
    return page.locator(".meta div").filter(has_text=label).locator("dd").inner_text()


def _ends(page: Page) -> str:
    return _figure(page, "Done by")


def _hours_left(page: Page) -> int:
    return int(re.findall(r"\d+", _figure(page, "Left to do"))[0])


def _steps(page: Page) -> Locator:
    return page.locator("section[aria-labelledby^=phase-] > .steps > .step")


def _open(step: Locator) -> Locator:
    step.locator(".step-form > summary").click()
    return step.locator(".step-form form")


def _note(page: Page, step: Locator) -> None:
    title = step.get_by_role("heading").inner_text()
    form = _open(step)
    form.get_by_label("How far are you?").select_option(label="Done")
    form.get_by_label("Note", exact=True).fill("Easier than I thought.")
    form.get_by_label("What shows that you can").fill("https://example.org/proof")
    form.get_by_role("button", name="Save").click()
    done = page.locator(".step-done").filter(has_text=title)
    expect(done.get_by_text("Easier than I thought.").first).to_be_visible()
    expect(done.get_by_role("link", name="https://example.org/proof")).to_be_visible()
    expect(page.get_by_role("img", name="Readiness over time")).to_be_visible()
    expect(page.get_by_role("region", name="How far you have come, as")).to_contain_text(title)


def _skip(page: Page, step: Locator) -> None:
    title, before = step.get_by_role("heading").inner_text(), _hours_left(page)
    form = _open(step)
    form.get_by_label("How far are you?").select_option(label="Not for me")
    form.get_by_role("button", name="Save").click()
    apart = page.locator("section[aria-labelledby=skipped]")
    expect(apart).to_contain_text(title)
    assert _hours_left(page) < before
    apart.get_by_role("button", name="Take it back").click()
    expect(apart).to_have_count(0)
    assert _hours_left(page) == before


def _add(page: Page) -> None:
    hours, ends = _hours_left(page), _ends(page)
    page.locator("summary").filter(has_text="Describe the step").click()
    page.get_by_label("What is the step called?").fill(OWN)
    page.get_by_label("Hours it takes").fill("40")
    page.get_by_role("button", name="Add this step").click()
    own = page.locator(".step").filter(has_text=OWN)
    expect(own).to_be_visible()
    assert _hours_left(page) == hours + 40
    assert _ends(page) != ends
    _open(own).get_by_role("link", name="Change or remove this step").click()
    page.get_by_role("button", name=f"Remove “{OWN}”").click()
    expect(page.locator(".step").filter(has_text=OWN)).to_have_count(0)
    assert _hours_left(page) == hours
