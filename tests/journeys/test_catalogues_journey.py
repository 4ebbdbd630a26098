"""O*NET beside the built-in catalogue: from the choice on the start page to the plan."""

import re

import pytest
from playwright.sync_api import Page, expect

from roles import actions, editions
from roles.editions import LoadedEdition
from roles.sources.onet import read_onet
from tests.journeys.conftest import OpenBrowser
from tests.journeys.test_accessibility import _examine
from tests.roles.sources.places import ONET, real_data
from tests.roles.test_catalogues import other_catalogue


@pytest.fixture
def onet(edition: LoadedEdition) -> LoadedEdition:
    """O*NET as a catalogue of its own, beside the built-in one."""
    content = read_onet(ONET, lambda _text: None).catalogue
    actions.publish_of_its_own(
        catalogue=content, slug="onet", title="O*NET occupations", note="All", author="tests"
    )
    return editions.current("onet")


@real_data
def test_from_the_choice_to_the_plan(open_browser: OpenBrowser, onet: LoadedEdition) -> None:
    page = open_browser().new_page()
    page.goto("/")
    page.get_by_role("link", name="Roles", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Catalogues of roles")
    page.get_by_role("link", name="Start", exact=True).click()
    page.get_by_role("link", name="O*NET occupations").click()
    expect(page.get_by_text("You begin here.")).to_be_visible()
    page.get_by_role("button", name="Start the quick check").click()
    _answer(page, onet)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^You are closest to "))
    expect(page.locator("footer")).to_contain_text("O*NET")
    page.get_by_role("link", name=re.compile("plan", re.IGNORECASE)).first.click()
    expect(page).to_have_url(re.compile(r"/plan/"))
    expect(page.locator("footer")).to_contain_text("O*NET")


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
