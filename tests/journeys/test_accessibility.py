"""Every page: axe, width, pictures, console. In light and dark, on a phone and on a desk."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from assessments.models import Assessment
from assessments.questionnaire import pages_of
from roles.editions import LoadedEdition
from roles.models import Edition, Role
from tests.journeys.conftest import OpenBrowser
from tests.journeys.people import (
    QUESTIONNAIRE,
    answered,
    feature,
    give,
    levels_of,
    log_in,
    make_editor,
    stopped_early,
)

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
AXE = Axe()
# With "preload", axe copies style sheets into the page, which the security policy forbids.
VIOLATIONS = {"resultTypes": ["violations"], "preload": False}
# Light first: what a page says does not depend on its colours, so dark is asked about them only.
LOOKS = [("light", VIOLATIONS), ("dark", {**VIOLATIONS, "runOnly": ["color-contrast"]})]

# A picture has a title, a description and a table with its figures on the same page. A small bar
# inside a table's row needs no description: its figure stands beside it.
BARE_PICTURES = """images => images
  .filter(image => {
    const has = name => image.querySelector(`:scope > ${name}`)?.textContent.trim();
    if (!has("title")) return true;
    if (image.closest("td")) return false;
    return !has("desc") || !document.querySelector("main table");
  })
  .map(image => image.outerHTML.slice(0, 200))"""
# Colours that are still on their way would be judged as they pass.
SETTLE = "() => Promise.allSettled(document.getAnimations().map(change => change.finished))"
# Its table is on the page that the picture's caption links to.
PREVIEWS = {"home"}


@dataclass(frozen=True)
class Person:
    """Somebody with a finished assessment, one under way and a quick check stopped early."""

    page: Page
    edition: LoadedEdition
    finished: Assessment
    begun: Assessment
    stopped: Assessment

    def results(self, rest: str = "") -> str:
        return f"/assessments/{self.finished.key}/{rest}"

    def questions(self, rest: str) -> str:
        return f"/assessments/{self.begun.key}/{rest}"

    def last_page(self) -> int:
        return len(pages_of(self.edition, QUESTIONNAIRE))


@pytest.fixture
def person(open_browser: OpenBrowser, live_server: LiveServer, edition: LoadedEdition) -> Person:
    ratings = {**levels_of(edition, "data-engineer"), "python": None}
    finished = answered(edition, ratings)
    begun = answered(edition, {"sql": 2, "python": None}, finished=False)
    context = open_browser(viewport=DESK)
    stopped = stopped_early(edition)
    give(context, live_server, finished, begun, stopped)
    return Person(context.new_page(), edition, finished, begun, stopped)


def _at(address: str, status: int = 200) -> Callable[[Person], None]:
    return lambda person: _go(person.page, address, status)


def _results(rest: str = "") -> Callable[[Person], None]:
    return lambda person: _go(person.page, person.results(rest))


def _questions(rest: str, status: int = 200) -> Callable[[Person], None]:
    return lambda person: _go(person.page, person.questions(rest), status)


def _question_page(from_last: int) -> Callable[[Person], None]:
    return lambda person: _go(
        person.page, person.questions(f"questions/{person.last_page() - from_last}/")
    )


def _refused_answer(person: Person) -> None:
    """An answer that the page does not offer."""
    _go(person.page, person.questions("questions/1/"))
    radio = person.page.locator("#id_skill-sql_3")
    radio.evaluate("radio => { radio.value = '9'; }")
    radio.check()
    _save(person.page)


def _refused_background(person: Person) -> None:
    """Hours that no week has."""
    _question_page(0)(person)
    person.page.get_by_label("Hours a week").fill("0")
    _save(person.page)


def _what_if_refused(person: Person) -> None:
    """A level that the page does not offer."""
    _go(person.page, person.results("what-if/data-engineer/?skill-sql=9"), 422)


def _refused_weight(person: Person) -> None:
    """A share of enjoyment that the slider does not offer."""
    _results()(person)
    slider = person.page.get_by_role("slider", name="How much enjoyment counts")
    slider.evaluate("slider => { slider.type = 'text'; slider.value = '120'; }")
    person.page.get_by_role("button", name="Order the roles again").click()
    person.page.locator(".error-summary").wait_for()


def _refused_hours(person: Person) -> None:
    _results("plan/")(person)
    person.page.get_by_label("Hours a week").fill("0")
    person.page.get_by_role("button", name="Lay out again").click()
    person.page.locator(".error-summary").wait_for()


def _short_plan(person: Person) -> None:
    """The fewest hours to a readiness."""
    _results("plan/")(person)
    person.page.get_by_label("The fewest hours").check()
    person.page.get_by_label("% readiness").fill("95")
    person.page.get_by_role("button", name="Lay out again").click()
    person.page.get_by_text("No other set of steps").wait_for()


def _refused_short_plan(person: Person) -> None:
    _results("plan/")(person)
    person.page.get_by_label("The most readiness").check()
    person.page.get_by_label("Hours in all").fill("0")
    person.page.get_by_role("button", name="Lay out again").click()
    person.page.locator(".error-summary").wait_for()


def _ticked(person: Person) -> None:
    """A plan with a step done and what a step says folded out."""
    _results("plan/")(person)
    person.page.get_by_role("button", name="Tick as done: ").first.click()
    person.page.locator(".step-done").first.wait_for()
    for summary in person.page.locator("summary").all()[:3]:
        summary.click()


def _quick(person: Person) -> None:
    """The first question of the quick check."""
    _go(person.page, "/assessments/")
    person.page.get_by_role("button", name="Start the quick check").click()
    person.page.get_by_text("Or press").wait_for()


def _quick_back(person: Person) -> None:
    """A question again, with the answer given before."""
    _quick(person)
    person.page.keyboard.press("2")
    person.page.get_by_text("Question 2 ·").wait_for()
    person.page.get_by_role("link", name="Back to the question before").click()
    person.page.get_by_text("Your answer so far").wait_for()


def _quick_refused(person: Person) -> None:
    _quick(person)
    person.page.get_by_role("button", name="Stop here").click()
    person.page.locator(".error-summary").wait_for()
    assert person.page.title().startswith("Error: ")


def _stopped(rest: str) -> Callable[[Person], None]:
    return lambda person: _go(person.page, f"/assessments/{person.stopped.key}/{rest}")


def _nothing_rated(person: Person) -> None:
    """Somebody who begins and asks for the results at once."""
    _go(person.page, "/assessments/")
    person.page.get_by_role("button", name="Begin").click()
    person.page.get_by_role("button", name="Save and check my answers").click()
    person.page.get_by_role("button", name="See my results").click()
    person.page.locator(".error-summary").wait_for()


def _with_jobs(address: str) -> Callable[[Person], None]:
    """A page while jobs are featured."""

    def visit(person: Person) -> None:
        feature("data-engineer")
        _go(person.page, address)
        person.page.get_by_role("heading", name="Featured jobs").wait_for()

    return visit


def _save(page: Page) -> None:
    page.get_by_role("button", name="Save and continue").click()
    page.locator(".error-summary").wait_for()
    assert page.title().startswith("Error: ")


PUBLIC = {
    "home": _at("/"),
    "roles": _at("/roles/"),
    "roles-nothing-found": _at("/roles/?q=zzzz"),
    "role": _at("/roles/data-engineer/"),
    "role-unknown": _at("/roles/data-enginer/", 404),
    "compare": _at("/compare/data-operations-specialist-vs-lead-machine-learning-engineer/"),
    "role-jobs": _with_jobs("/roles/data-engineer/"),
    "compare-jobs": _with_jobs("/compare/data-engineer-vs-lead-data-engineer/"),
    "compare-unknown": _at("/compare/data-engineer-vs-nobody/", 404),
    "compare-pick": _at("/compare/"),
    "compare-pick-error": _at("/compare/?first=data-engineer&second=data-engineer"),
    "start": _at("/assessments/"),
    "quick": _quick,
    "quick-back": _quick_back,
    "quick-error": _quick_refused,
    "quick-further": _stopped("quick/"),
    "role-questions": _stopped("roles/data-engineer/questions/"),
    "interests": _stopped("interests/"),
    "question-skills": _questions("questions/1/"),
    "question-activities": _question_page(1),
    "question-background": _question_page(0),
    "question-error": _refused_answer,
    "background-error": _refused_background,
    "check": _questions("check/"),
    "check-nothing-rated": _nothing_rated,
    "results": _results("?all=1"),
    "results-weight-refused": _refused_weight,
    "what-if": _results("what-if/machine-learning-engineer/?skill-python=4&skill-sql=0"),
    "what-if-error": _what_if_refused,
    "why": _results("why/"),
    "why-same": _results("why/?first=data-engineer&second=data-engineer"),
    "what-would-put-first": _results("roles/lead-data-engineer/first/"),
    "gaps": _results("roles/machine-learning-engineer/"),
    "plan": _ticked,
    "plan-error": _refused_hours,
    "plan-short": _short_plan,
    "plan-short-error": _refused_short_plan,
    "delete": _results("delete/"),
    "not-found": _at("/nothing-here/", 404),
}


@pytest.mark.parametrize("name", PUBLIC)
def test_public_page(person: Person, name: str) -> None:
    PUBLIC[name](person)
    _examine(person.page, preview=name in PREVIEWS)


EDITORS = {
    "index": "/admin/",
    "editions": "/admin/roles/edition/",
    "edition": "/admin/roles/edition/{edition}/change/",
    "publish": "/admin/roles/edition/publish/",
    "restore": "/admin/roles/edition/{edition}/restore/",
    "roles": "/admin/roles/role/",
    "role": "/admin/roles/role/{role}/change/",
    "differences": "/admin/roles/role/{role}/differences/",
    "log": "/admin/admin/logentry/",
}


@pytest.mark.parametrize("name", EDITORS)
def test_editors_page(
    open_browser: OpenBrowser, live_server: LiveServer, draft: LoadedEdition, name: str
) -> None:
    make_editor()
    role = Role.objects.get(slug="data-engineer")
    role.summary += " Changed."
    role.save()
    context = open_browser(viewport=DESK)
    log_in(context, live_server)
    page = context.new_page()
    _go(page, EDITORS[name].format(edition=Edition.objects.get().pk, role=role.pk))
    _examine_editors_page(page)


def test_editors_log_in_page(open_browser: OpenBrowser, edition: LoadedEdition) -> None:
    page = open_browser(viewport=DESK).new_page()
    _go(page, "/admin/login/")
    _examine_editors_page(page)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_gallery(
    open_browser: OpenBrowser, live_server: LiveServer, edition: LoadedEdition, direction: str
) -> None:
    make_editor()
    context = open_browser(viewport=DESK)
    log_in(context, live_server)
    page = context.new_page()
    _go(page, f"/gallery/?dir={direction}")
    _examine(page)


def _go(page: Page, address: str, status: int = 200) -> None:
    response = page.goto(address)
    assert response is not None
    assert response.status == status


def _examine(page: Page, *, preview: bool = False) -> None:
    faults = _violations(page)
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > PHONE["width"]:
        faults.append(f"{width} pixels wide on a phone")
    if not preview:
        pictures = page.locator("main svg[role=img]").evaluate_all(BARE_PICTURES)
        faults += [f"picture: {picture}" for picture in pictures]
    assert not faults, "\n".join(faults)


def _examine_editors_page(page: Page) -> None:
    faults = _violations(page)
    assert not faults, "\n".join(faults)


def _violations(page: Page) -> list[str]:
    """What axe finds in every look; the page is left as on a phone."""
    faults = []
    for size, (scheme, options) in product((DESK, PHONE), LOOKS):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.evaluate(SETTLE)
        found = AXE.run(page, options=options).response["violations"]
        faults += [
            f"{size['width']} {scheme} {violation['id']} at {node['target']}: "
            f"{node['failureSummary']}"
            for violation in found
            for node in violation["nodes"]
        ]
    return faults
