"""Reading a result: a close call and a clear one, why, and what would turn it."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from roles.editions import LoadedEdition
from tests.journeys.conftest import OpenBrowser
from tests.journeys.people import answered, give, levels_of, unfold


def half_way(edition: LoadedEdition, one: str, other: str) -> dict[str, int]:
    """Ratings between what two roles ask for."""
    asked = [
        {row.skill: row.level for row in edition.roles[role].requirements} for role in (one, other)
    ]
    return {
        skill: round(sum(levels.get(skill, 0) for levels in asked) / 2) for skill in edition.skills
    }


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_close_call_is_called_close(
    open_browser: OpenBrowser, live_server: LiveServer, edition: LoadedEdition, javascript: bool
) -> None:
    ratings = half_way(edition, "business-intelligence-analyst", "business-analyst")
    assessment = answered(edition, ratings)
    context = open_browser(java_script_enabled=javascript)
    give(context, live_server, assessment)
    page = context.new_page()
    page.goto(f"/assessments/{assessment.key}/")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("It is close between Business")
    page.get_by_role("link", name="More", exact=True).click()  # which unfolds what it leads to
    expect(page.get_by_text("would come first.").first).to_be_visible()
    expect(page.get_by_role("img", name="Which role comes first when")).to_be_visible()

    _let_enjoyment_count(page)
    page.get_by_role("link", name="Why it comes first").click()
    page.get_by_role("link", name="Why one before another").click()
    _why_any_two(page)


def _let_enjoyment_count(page: Page) -> None:
    """By keyboard: the range needs no script."""
    unfold(page, "The roles in order")
    slider = page.get_by_role("slider", name="How much enjoyment counts")
    slider.focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Order the roles again").click()
    expect(page.get_by_text("Now: enjoyment counts 20 %.")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Together")).to_be_visible()


def _why_any_two(page: Page) -> None:
    page.get_by_label("One role").select_option(label="Data Engineer")
    page.get_by_label("The other").select_option(label="Head of Data / Data Science Manager")
    page.get_by_role("button", name="Show why").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("comes before")
    page.locator("summary").filter(has_text="Every reason").click()
    rows = page.get_by_role("region", name="Every reason, as a table").locator("tr")
    page.wait_for_load_state()  # until then more rows may come
    shown = rows.locator("td.num").all_inner_texts()
    points = [float(text.replace("\N{MINUS SIGN}", "-")) for text in shown]
    assert len(points) > 10
    assert round(sum(points[:-1]), 1) == points[-1]


def test_a_clear_result_and_what_would_put_another_role_first(
    open_browser: OpenBrowser, live_server: LiveServer, edition: LoadedEdition
) -> None:
    assessment = answered(edition, levels_of(edition, "data-engineer"))
    context = open_browser()
    give(context, live_server, assessment)
    page = context.new_page()
    page.goto(f"/assessments/{assessment.key}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("You are closest to Data Engineer")
    expect(page.get_by_text("Data Engineer leads clearly")).to_be_visible()

    unfold(page, "The roles in order")
    order = page.get_by_role("region", name="Roles in order")
    order.get_by_role("link", name="Senior / Lead Data Engineer", exact=True).click()
    page.get_by_role("link", name="What would put Senior / Lead Data Engineer first?").click()
    lede = page.get_by_text(re.compile(r"\d+ hours of learning")).inner_text()
    hours = int(re.findall(r"\d+", lede)[0])
    steps = page.get_by_role("region", name="The steps, as a table")
    page.wait_for_load_state()  # until then more rows may come
    shown = [int(text) for text in steps.locator("td:nth-child(3)").all_inner_texts()]
    assert sum(shown[:-1]) == shown[-1] == hours
