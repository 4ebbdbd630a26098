"""From the start page to a ticked step, with and without JavaScript, by mouse and by keyboard."""

from collections.abc import Mapping
from typing import Protocol

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from assessments.questions.questionnaire import Question, pages_of
from roles.editions import LoadedEdition
from tests.journeys.conftest import OpenBrowser
from tests.journeys.people import QUESTIONNAIRE, levels_of

MOST_TABS = 200
TARGET = "Machine Learning Engineer"


class Hand(Protocol):
    """How a person works a page."""

    def press(self, page: Page, control: Locator) -> None:
        """Follow a link or press a button."""

    def answer(self, page: Page, question: Question, value: int) -> None:
        """Choose the answer ``value``."""

    def write(self, page: Page, field: Locator, text: str) -> None:
        """Write ``text`` instead of what the field holds."""

    def choose(self, page: Page, field: Locator, text: str) -> None:
        """Choose ``text`` from a list."""


class Mouse:
    def press(self, page: Page, control: Locator) -> None:
        control.click()

    def answer(self, page: Page, question: Question, value: int) -> None:
        option = question.options[value]
        group = page.get_by_role("group", name=question.prompt, exact=True)
        group.locator("label").filter(has_text=option.name).nth(0).click()

    def write(self, page: Page, field: Locator, text: str) -> None:
        field.fill(text)

    def choose(self, page: Page, field: Locator, text: str) -> None:
        field.select_option(label=text)


class Keyboard:
    def press(self, page: Page, control: Locator) -> None:
        _tab_to(page, control)
        page.keyboard.press("Enter")

    def answer(self, page: Page, question: Question, value: int) -> None:
        _tab_to(page, page.locator(f"#id_{question.field}_0"))
        page.keyboard.press("Space")
        for _ in range(value):
            page.keyboard.press("ArrowRight")

    def write(self, page: Page, field: Locator, text: str) -> None:
        _tab_to(page, field)
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type(text)

    def choose(self, page: Page, field: Locator, text: str) -> None:
        _tab_to(page, field)
        page.keyboard.type(text)


def _tab_to(page: Page, control: Locator) -> None:
    """Press Tab until ``control`` has the focus."""
    expect(control).to_be_visible()
    for _ in range(MOST_TABS):
        if control.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{control} cannot be reached with {MOST_TABS} tabs")


@pytest.mark.parametrize(
    ("hand", "javascript"),
    [(Mouse(), True), (Mouse(), False), (Keyboard(), True)],
    ids=["mouse", "mouse-without-script", "keyboard"],
)
def test_from_the_start_page_to_a_ticked_step(
    open_browser: OpenBrowser, edition: LoadedEdition, hand: Hand, javascript: bool
) -> None:
    context = open_browser(java_script_enabled=javascript)
    ratings = levels_of(edition, "data-engineer")
    pages = pages_of(edition, QUESTIONNAIRE)
    half = len(pages) // 2

    page = _begin(context, hand)
    _answer(page, edition, hand, ratings, 1, half)
    _expect_heading(page, pages[half].title)

    context = _close_and_come_back(context, open_browser, javascript)
    page = context.new_page()
    _to_assessments(page, hand)
    hand.press(page, page.get_by_role("link", name="Go on where you were"))
    _expect_heading(page, pages[half].title)
    expect(page.get_by_text(f"Page {half + 1} of {len(pages)}").first).to_be_visible()
    _answer(page, edition, hand, ratings, half + 1, len(pages))

    _check_answers(page, hand)
    _look_at_results(page, hand)
    _look_at_gaps(page, hand)
    _compare_first_two(page, hand)
    _plan(page, hand)

    ticked = page.get_by_role("button", name="Done: ").first
    expect(ticked).to_be_visible()
    name = ticked.get_attribute("aria-label")
    assert name
    page.reload()
    expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()

    context = _close_and_come_back(context, open_browser, javascript)
    page = context.new_page()
    _to_assessments(page, hand)
    hand.press(page, page.get_by_role("link", name="Your plan"))
    _expect_heading(page, TARGET)
    expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()
    expect(page.get_by_text("1 of ").first).to_be_visible()


def _to_assessments(page: Page, hand: Hand) -> None:
    page.goto("/")
    menu = page.get_by_role("navigation", name="Main")
    hand.press(page, menu.get_by_role("link", name="Start"))
    _expect_heading(page, "Rate yourself once")


def _begin(context: BrowserContext, hand: Hand) -> Page:
    page = context.new_page()
    _to_assessments(page, hand)
    hand.press(page, page.get_by_role("button", name="Begin"))
    return page


def _answer(
    page: Page,
    edition: LoadedEdition,
    hand: Hand,
    ratings: Mapping[str, int],
    first: int,
    last: int,
) -> None:
    """Answer the pages ``first`` to ``last``, each saved as it is left."""
    for here in pages_of(edition, QUESTIONNAIRE)[first - 1 : last]:
        _expect_heading(page, here.title)
        for question in here.questions:
            hand.answer(page, question, ratings.get(question.slug, 2))
        if here.background:
            hand.write(page, page.get_by_label("Education and training"), "BSc in biology")
            hand.write(page, page.get_by_label("Hours a week"), "7")
        hand.press(page, page.get_by_role("button", name="Save and continue"))


def _check_answers(page: Page, hand: Hand) -> None:
    _expect_heading(page, "Check your answers")
    said = page.locator("main")
    expect(said).to_contain_text("BSc in biology")
    page.wait_for_load_state()
    expect(said).not_to_contain_text("You left this blank")
    hand.press(page, page.get_by_role("button", name="See my results"))


def _look_at_results(page: Page, hand: Hand) -> None:
    _expect_heading(page, "You are closest to Data Engineer")
    _unfold(page, hand, "The roles in order")
    first = page.get_by_role("region", name="Roles in order").locator("tbody tr").first
    expect(first.get_by_role("rowheader")).to_have_text("Data Engineer")


def _look_at_gaps(page: Page, hand: Hand) -> None:
    hand.press(page, page.get_by_role("link", name="Data Engineer", exact=True).last)
    _expect_heading(page, "Data Engineer")
    total = page.locator("tfoot td.num")
    expect(total).to_have_text(["100.0", "0.0"])
    expect(page.get_by_role("img", name="Your ratings against what the role asks")).to_be_visible()
    trail = page.get_by_role("navigation", name="Breadcrumb")
    hand.press(page, trail.get_by_role("link", name="Your results"))


def _compare_first_two(page: Page, hand: Hand) -> None:
    _expect_heading(page, "You are closest to Data Engineer")
    _unfold(page, hand, "The roles in order")
    rows = page.get_by_role("region", name="Roles in order").locator("tbody tr")
    page.wait_for_load_state()  # until then more rows may come
    titles = rows.get_by_role("rowheader").all_inner_texts()[:2]
    results = page.url
    _unfold(page, hand, "Why Data Engineer comes before")
    hand.press(page, page.get_by_role("link", name="Compare the two side by side"))
    heading = page.get_by_role("heading", level=1)
    for title in titles:
        expect(heading).to_contain_text(title)
    expect(page.locator(".legend").get_by_text("You", exact=True).first).to_be_visible()
    hand.press(page, page.locator("summary").filter(has_text="as a table").first)
    expect(page.get_by_role("columnheader", name="You", exact=True).first).to_be_visible()
    page.goto(results)


def _plan(page: Page, hand: Hand) -> None:
    _unfold(page, hand, "What to do first")
    hand.choose(page, page.get_by_label("Choose any role"), TARGET)
    hand.press(page, page.get_by_role("button", name="Make this my target"))
    _expect_heading(page, TARGET)
    expect(page.get_by_label("Hours a week")).to_have_value("7")
    hand.press(page, page.get_by_role("button", name="Tick as done: ").first)


def _unfold(page: Page, hand: Hand, heading: str) -> None:
    hand.press(page, page.locator(".part > summary").filter(has_text=heading))


def _close_and_come_back(
    context: BrowserContext, open_browser: OpenBrowser, javascript: bool
) -> BrowserContext:
    """Close the browser; another day it opens again with the cookies that were to be kept."""
    cookies = context.cookies()
    lasting = [cookie for cookie in cookies if cookie["expires"] > 0]
    assert any(cookie["name"] == "sessionid" for cookie in lasting)
    context.close()
    again = open_browser(java_script_enabled=javascript)
    again.add_cookies(lasting)  # type: ignore[arg-type]
    return again


def _expect_heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)
