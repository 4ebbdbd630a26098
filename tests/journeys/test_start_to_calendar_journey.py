"""From the quick check over a plan to one's own calendar, in one go."""

import re

from icalendar import Calendar
from playwright.sync_api import expect

from roles.editions import LoadedEdition
from tests.journeys.conftest import OpenBrowser
from tests.journeys.people import levels_of, unfold

MOST_QUESTIONS = 40


def test_from_the_quick_check_to_a_calendar(
    open_browser: OpenBrowser, edition: LoadedEdition
) -> None:
    ratings = levels_of(edition, "data-engineer")
    page = open_browser().new_page()
    page.goto("/assessments/")
    page.get_by_role("button", name="Start the quick check").click()
    for number in range(1, MOST_QUESTIONS + 1):
        expect(page.get_by_text(f"Question {number} ·")).to_be_visible()
        slug = page.url.rstrip("/").split("/")[-1]
        with page.expect_navigation():
            page.locator(f"button[name=answer][value='{ratings[slug]}']").click()
        if "/quick/" not in page.url:
            break
    expect(page.get_by_role("heading", level=1)).to_contain_text("Data Engineer")

    unfold(page, "What to do first")
    page.get_by_label("Choose any role").select_option("machine-learning-engineer")
    page.get_by_role("button", name="Make this my target").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Machine Learning Engineer")
    step = page.get_by_role("button", name=re.compile("^Tick as done: ")).first
    title = (step.get_attribute("aria-label") or "").removeprefix("Tick as done: ")
    step.click()
    expect(page.get_by_text(re.compile(r"^1 of \d+ steps done")).first).to_be_visible()

    page.get_by_role("link", name="Take it along").click()
    page.get_by_role("button", name="Make the address").click()
    address = page.get_by_label("Address of your calendar").input_value()
    calendar = Calendar.from_ical(open_browser().request.get(address).text())
    events = {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}
    assert f"Done: {title}" in events
    open_events = [event for name, event in events.items() if not name.startswith("Done: ")]
    assert len(open_events) > 3
    assert all(event["DTSTART"].dt < event["DTEND"].dt for event in open_events)
