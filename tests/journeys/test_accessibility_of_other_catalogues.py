"""Pages that only a long, a crowded or another catalogue has, looked at like every page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from roles import editions
from roles.document.types import Catalogue
from roles.draft import actions
from roles.editions import LoadedEdition
from roles.public.picking import MOST_OPTIONS
from roles.sources.onet import read_onet
from tests.assessments.results.test_many_roles import wide
from tests.journeys.conftest import OpenBrowser
from tests.journeys.people import answered, give, unfold
from tests.journeys.test_accessibility import DESK, _examine, _go
from tests.roles.pages import many, store
from tests.roles.sources.places import SAMPLES

Visit = Callable[[Page], None]


def _at(address: str, shown: str, status: int = 200) -> Visit:
    """A page, which must show what it is here for."""

    def visit(page: Page) -> None:
        _go(page, address, status)
        page.get_by_text(shown).first.wait_for()

    return visit


def _no_family(page: Page) -> None:
    _go(page, "/assessments/families/")
    page.get_by_role("button", name="Begin").click()
    page.locator(".error-summary").wait_for()
    assert page.title().startswith("Error: ")


def _four_families(page: Page) -> None:
    _go(page, "/assessments/families/")
    for box in page.get_by_role("checkbox").all()[:4]:
        box.check()
    page.get_by_role("button", name="Begin").click()
    page.locator(".error-summary").wait_for()


def _asked_for_a_family(page: Page) -> None:
    """The first page of the questions that matter for one family."""
    _go(page, "/assessments/families/")
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("radiogroup").or_(page.locator(".likert")).first.wait_for()


LONG = {
    "families": _at("/assessments/families/", "Which families of roles interest you?"),
    "families-none": _no_family,
    "families-four": _four_families,
    "families-questions": _asked_for_a_family,
}


@pytest.mark.parametrize("name", LONG)
def test_a_long_catalogue(
    open_browser: OpenBrowser, edition: LoadedEdition, builtin: Catalogue, name: str
) -> None:
    store(wide(builtin))
    page = open_browser(viewport=DESK).new_page()
    LONG[name](page)
    _examine(page)


WHICH = "Which role do you mean?"
CROWDED = {
    "compare-pick": _at("/compare/", "Type a title or a part of it"),
    "which-role": _at("/compare/?first=engineer&second=analyst", WHICH),
    "which-role-none": _at("/compare/?first=zzzz&second=analyst", "There is a problem", 422),
    "roles": _at("/roles/", "Roles"),
}


@pytest.mark.parametrize("name", CROWDED)
def test_a_crowded_catalogue(
    open_browser: OpenBrowser, edition: LoadedEdition, builtin: Catalogue, name: str
) -> None:
    store(many(builtin, MOST_OPTIONS + 1))
    page = open_browser(viewport=DESK).new_page()
    CROWDED[name](page)
    _examine(page)


@pytest.mark.parametrize(("typed", "shown"), [("data", "like “data”"), ("zzzz", "There is a pro")])
def test_which_role_is_the_target(
    open_browser: OpenBrowser,
    live_server: LiveServer,
    edition: LoadedEdition,
    builtin: Catalogue,
    typed: str,
    shown: str,
) -> None:
    store(many(builtin, MOST_OPTIONS + 1))
    somebody = answered(editions.current(), dict.fromkeys(edition.skills, 2))
    context = open_browser(viewport=DESK)
    give(context, live_server, somebody)
    page = context.new_page()
    _go(page, f"/assessments/{somebody.key}/")
    unfold(page, "What to do first")
    field = page.locator("#target-role")
    field.fill(typed)
    field.press("Enter")
    page.get_by_text(shown).first.wait_for()
    _examine(page)


def _enjoyment(page: Page) -> None:
    """The last questions of the catalogue, which are about what somebody enjoys."""
    _go(page, "/assessments/?catalogue=onet")
    page.get_by_role("button", name="Begin").click()
    while not page.get_by_text("mending a bicycle").count():
        before = page.url
        page.get_by_role("button", name="Save and continue").click()
        page.wait_for_url(lambda url, before=before: url != before)


OTHER = {
    "catalogues": _at("/catalogues/", "O*NET occupations"),
    "start": _at("/assessments/?catalogue=onet", "O*NET occupations"),
    "enjoyment": _enjoyment,
    "role-related": _at("/catalogues/onet/roles/number-tamers/", "Related roles"),
    "role-unrated": _at("/catalogues/onet/roles/keepers-of-peace/", "Compare"),
    "compare": _at("/catalogues/onet/compare/number-tamers-vs-chart-gardeners/", "Content skills"),
}


@pytest.mark.parametrize("name", OTHER)
def test_another_catalogue(open_browser: OpenBrowser, edition: LoadedEdition, name: str) -> None:
    catalogue = read_onet(SAMPLES / "onet").catalogue
    title = "O*NET occupations"
    actions.publish_of_its_own(
        catalogue=catalogue, slug="onet", title=title, note="", author="tests"
    )
    page = open_browser(viewport=DESK).new_page()
    OTHER[name](page)
    _examine(page)
