"""The quick check from the start page to exact gaps: by keys, and by mouse without JavaScript."""

import re
from collections.abc import Callable, Mapping

import pytest
from playwright.sync_api import Page, expect

from assessments.questions.questionnaire import skill_question
from roles.editions import LoadedEdition
from tests.journeys.conftest import OpenBrowser
from tests.journeys.people import levels_of

Answer = Callable[[Page, int], None]


def _by_key(page: Page, value: int) -> None:
    expect(page.get_by_text("Or press")).to_be_visible()
    page.keyboard.press(str(value))


def _by_mouse(page: Page, value: int) -> None:
    page.locator(f"button[name=answer][value='{value}']").click()


@pytest.mark.parametrize(
    ("answer", "javascript"), [(_by_key, True), (_by_mouse, False)], ids=["keys", "mouse"]
)
def test_from_the_start_page_to_exact_gaps(
    open_browser: OpenBrowser, edition: LoadedEdition, answer: Answer, javascript: bool
) -> None:
    page = open_browser(java_script_enabled=javascript).new_page()
    ratings = levels_of(edition, "data-engineer")
    _start(page)
    expect(page.get_by_text("Or press")).to_be_visible(visible=javascript)
    wrong = 4 - ratings[_asked(page, edition, 1)]
    answer(page, wrong)
    _asked(page, edition, 2)
    _go_back_and_mend(page, edition, ratings, answer, wrong)

    asked = _answer_until_settled(page, edition, ratings, answer)
    assert 5 <= asked <= 20
    expect(page.get_by_role("heading", level=1)).to_have_text("You are closest to Data Engineer")
    _make_gaps_exact(page, ratings)


def test_keys_answer_within_the_question_only_and_once(
    open_browser: OpenBrowser, edition: LoadedEdition
) -> None:
    page = open_browser().new_page()
    _start(page)
    expect(page.get_by_text("Or press")).to_be_visible()
    page.keyboard.press("Control+3")
    page.keyboard.press("7")
    page.get_by_role("link", name="Roles").focus()
    page.keyboard.press("3")
    _asked(page, edition, 1)
    page.locator("button[name=answer]").last.focus()
    page.keyboard.press("3")
    _asked(page, edition, 2)
    expect(page.get_by_text("Or press")).to_be_visible()
    page.locator("button[name=answer][value='1']").dblclick()
    _asked(page, edition, 3)


def _start(page: Page) -> None:
    page.goto("/assessments/")
    page.get_by_role("button", name="Start the quick check").click()


def _asked(page: Page, edition: LoadedEdition, number: int) -> str:
    """The skill that question ``number`` asks about, once it is there."""
    expect(page.get_by_text(f"Question {number} ·")).to_be_visible()
    slug = page.url.split("/")[-2]
    prompt = skill_question(edition.skills[slug]).prompt
    expect(page.get_by_role("heading", level=1)).to_have_text(prompt)
    return slug


def _go_back_and_mend(
    page: Page, edition: LoadedEdition, ratings: Mapping[str, int], answer: Answer, wrong: int
) -> None:
    page.get_by_role("link", name="Back to the question before").click()
    slug = _asked(page, edition, 1)
    chosen = page.get_by_role("button").filter(has_text="Your answer so far")
    expect(chosen).to_have_attribute("value", str(wrong))
    answer(page, ratings[slug])
    _asked(page, edition, 2)


def _answer_until_settled(
    page: Page, edition: LoadedEdition, ratings: Mapping[str, int], answer: Answer
) -> int:
    """Answer as ``ratings`` say; returns how many questions there were."""
    for number in range(2, len(edition.skills) + 1):
        slug = _asked(page, edition, number)
        here = page.url
        answer(page, ratings[slug])
        expect(page).not_to_have_url(here)
        if "/quick/" not in page.url:
            return number
    pytest.fail("the quick check never settles")


def _make_gaps_exact(page: Page, ratings: Mapping[str, int]) -> None:
    page.get_by_role("link", name=re.compile(r"Answer the \d+ questions about Data Eng")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Questions about Data Engineer")
    page.wait_for_load_state()  # until then more questions may come
    for group in page.get_by_role("group").all():
        name = group.locator("input").first.get_attribute("name")
        assert name
        value = ratings[name.removeprefix("skill-")]
        group.locator("label").nth(value).click()
    page.get_by_role("button", name="Save and see what it changes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Data Engineer")
    expect(page.locator("tfoot td.num")).to_have_text(["100.0", "0.0"])
