"""O*NET beside the built-in catalogue: from the choice on the start page to the plan."""

import re

import pytest
from playwright.sync_api import Page, expect

from roles import editions
from roles.draft import actions
from roles.editions import LoadedEdition
from tests.journeys.conftest import OpenBrowser
from tests.journeys.people import log_in_as_editor
from tests.journeys.test_accessibility import _examine
from tests.roles.public.test_catalogues import other_catalogue
from tests.roles.sources.places import ONET, real_data

LONG = 90_000  # milliseconds


@real_data
def test_an_editor_brings_in_onet_and_somebody_goes_from_start_to_plan(
    open_browser: OpenBrowser, edition: LoadedEdition
) -> None:
    editor = open_browser().new_page()
    log_in_as_editor(editor)
    _bring_in_onet(editor)
    onet = editions.current("onet")
    assert len(onet.roles) == 1_016
    page = open_browser().new_page()
    page.goto("/")
    page.get_by_role("link", name="Roles", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Catalogues of roles")
    page.get_by_role("link", name="Start", exact=True).click()
    page.get_by_role("link", name="O*NET occupations").click()
    expect(page.get_by_text("You begin here.")).to_be_visible()
    page.get_by_role("button", name="Start the quick check").click()
    _answer(page, onet)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        re.compile("closest to|comes first|close between")
    )
    expect(page.locator("footer")).to_contain_text("O*NET")
    page.get_by_role("link", name=re.compile("plan", re.IGNORECASE)).first.click()
    expect(page).to_have_url(re.compile(r"/plan/"))
    expect(page.locator("footer")).to_contain_text("O*NET")


def _bring_in_onet(page: Page) -> None:
    """The real release as a catalogue of its own: read and published in the background."""
    page.get_by_role("link", name="import", exact=True).click()
    page.get_by_label("File:", exact=True).set_input_files(ONET)
    page.get_by_label("O*NET release").check()
    page.get_by_label("A new catalogue of its own").check()
    page.get_by_label("A new catalogue's name in addresses").fill("onet")
    page.get_by_label("Its title").fill("O*NET occupations")
    page.get_by_role("button", name="Show what it changes").click()
    confirm = page.get_by_role("button", name="Publish it")
    expect(confirm).to_be_visible(timeout=LONG)
    expect(page.locator("#content-main")).to_contain_text("holds 1,016 roles and 68 skills")
    confirm.click()
    expect(page.locator(".messagelist")).to_have_text("Published Edition 1 of onet.", timeout=LONG)


def _answer(page: Page, edition: LoadedEdition) -> None:
    """As an occupation asks for, until the check is done; after enough questions, stop."""
    role = next(item for item in edition.catalogue.roles if item.is_rated)
    levels = {item.skill: int(item.level + 0.5) for item in role.requirements}
    for number in range(1, 9):
        expect(page.get_by_text(f"Question {number} ·")).to_be_visible()
        here = page.url
        level = levels.get(here.split("/")[-2], 0)
        page.locator(f"button[name=answer][value='{level}']").click()
        expect(page).not_to_have_url(here)
        if "/quick/" not in page.url:
            return
    page.get_by_role("button", name="Stop here").click()


ADDRESSES = [
    "/catalogues/",
    "/assessments/?catalogue=trades",
    "/catalogues/trades/roles/",
    "/catalogues/trades/roles/modeller/",
    "/catalogues/trades/compare/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_with_several_catalogues(
    open_browser: OpenBrowser, edition: LoadedEdition, address: str
) -> None:
    actions.publish_of_its_own(
        catalogue=other_catalogue(), slug="trades", title="", note="", author="tests"
    )
    page = open_browser().new_page()
    response = page.goto(address)
    assert response is not None
    assert response.status == 200
    _examine(page)
