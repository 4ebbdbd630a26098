"""Taking an assessment along: a shared page, a calendar's feed, and a file that brings it back."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from roles.editions import LoadedEdition
from tests.journeys.conftest import OpenBrowser
from tests.journeys.people import answered, give, levels_of, unfold


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def page(
    request: pytest.FixtureRequest,
    open_browser: OpenBrowser,
    live_server: LiveServer,
    edition: LoadedEdition,
) -> Page:
    """Somebody who has just looked at the results and wants to take them along."""
    context = open_browser(java_script_enabled=request.param)
    assessment = answered(edition, levels_of(edition, "data-engineer"))
    give(context, live_server, assessment)
    page = context.new_page()
    page.goto(f"/assessments/{assessment.key}/")
    page.get_by_role("link", name="Take it along").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Take it along")
    return page


def test_a_page_is_shared_and_closed_again(page: Page, open_browser: OpenBrowser) -> None:
    page.get_by_label("The result and the plan").check()
    page.get_by_role("button", name="Make the page").click()
    address = page.get_by_label("Address of the page").input_value()

    mentor = open_browser().new_page()
    mentor.goto(address)
    expect(mentor.get_by_role("heading", level=1)).to_have_text("Closest to Data Engineer")
    expect(mentor.get_by_role("heading", name="The plan for Data Engineer")).to_be_visible()

    page.get_by_role("button", name="Revoke the page with result and plan").click()
    expect(page.get_by_label("Address of the page")).to_have_count(0)
    response = mentor.reload()
    assert response is not None
    assert response.status == 404


def test_a_calendar_reads_the_plan_until_its_address_is_closed(
    page: Page, open_browser: OpenBrowser
) -> None:
    page.get_by_role("button", name="Make the address").click()
    address = page.get_by_label("Address of your calendar").input_value()

    reader = open_browser().request
    response = reader.get(address)
    assert response.headers["content-type"] == "text/calendar; charset=utf-8"
    assert response.text().startswith("BEGIN:VCALENDAR")
    assert "BEGIN:VEVENT" in response.text()

    page.get_by_role("button", name="Close the calendar’s address").click()
    expect(page.get_by_role("button", name="Make the address")).to_be_visible()
    assert reader.get(address).status == 404


def test_a_file_brings_a_deleted_assessment_back(page: Page, tmp_path: Path) -> None:
    head = page.get_by_role("navigation", name="Main")
    head.get_by_role("link", name="Your results").click()
    unfold(page, "The roles in order")
    table = page.get_by_role("region", name="Roles in order, as a table")
    page.wait_for_load_state()  # until then more rows may come
    result = table.inner_text()
    page.get_by_role("link", name="Take it along").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as JSON").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)

    page.get_by_role("link", name="Start").click()
    page.get_by_role("link", name="Delete").click()
    page.get_by_role("button", name="Delete it").click()
    expect(page.get_by_text("Your assessments in this browser")).to_have_count(0)

    page.get_by_role("link", name="Import it").click()
    page.get_by_label("The JSON file").set_input_files(file)
    page.get_by_role("button", name="Import it").click()
    expect(page.get_by_text("so the same result")).to_be_visible()
    unfold(page, "The roles in order")
    assert table.inner_text() == result
