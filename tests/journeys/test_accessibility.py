"""Every page: axe, width, pictures, console. In light and dark, on a phone and on a desk."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.core.cache import cache
from openpyxl import load_workbook
from playwright.sync_api import FilePayload, Page, Route
from pytest_django.live_server_helper import LiveServer

from assessments import result
from assessments.engine.plan import Plan
from assessments.engine.step_marks import Marks
from assessments.impact import work
from assessments.models import Assessment, Status
from assessments.plan import actions
from assessments.plan.actions import Notes, OwnWords
from assessments.questions.questionnaire import pages_of
from assessments.results.actions import choose_target
from roles.document.types import Phase
from roles.draft import actions as roles_actions
from roles.draft.read import read_rows
from roles.editions import LoadedEdition
from roles.formats.xlsx import write_workbook
from roles.models import Edition, ImportState, PendingImport, Role, Skill
from tests.journeys.conftest import OpenBrowser
from tests.journeys.people import (
    EDITOR,
    QUESTIONNAIRE,
    answered,
    feature,
    give,
    levels_of,
    log_in,
    make_account,
    make_editor,
    sign_in,
    stopped_early,
    unfold,
)
from tests.roles.factory import small_catalogue

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
AXE = Axe()
TARGET = "machine-learning-engineer"  # somebody's plan with enough steps in it
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
# Colours that are still on their way would be judged as they pass: they are brought to their end,
# since waiting for it needs frames, which a browser without a screen may never draw. What inherits
# a colour sets out when that has arrived, hence the rounds.
SETTLE = """() => {
  for (let round = 0; round < 20; round++)
    document.getAnimations().forEach(change => change.finish());
}"""
# Whatever hangs over an edge would be missed on a phone.
CUT_TABLES = """boxes => boxes.filter(box => box.scrollWidth > box.clientWidth)
  .map(box => box.querySelector("thead").textContent)"""
# Its table is on the page that the picture's caption links to.
PREVIEWS = {"home"}
COMPARED = (
    "compare/?role=data-engineer&role=machine-learning-engineer"
    "&role=data-scientist&role=data-analyst"
)


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


def _unfolded_results(person: Person) -> None:
    """Every role, and every part open, of which the order is already."""
    _results("?all=1")(person)
    for part in person.page.locator(".part:not([open]) > summary").all()[::-1]:
        part.click()


def _what_if_refused(person: Person) -> None:
    """A level that the page does not offer."""
    _go(person.page, person.results("what-if/data-engineer/?skill-sql=9"), 422)


def _refused_weight(person: Person) -> None:
    """A share of enjoyment that the slider does not offer."""
    _results()(person)
    unfold(person.page, "The roles in order")
    slider = person.page.get_by_role("slider", name="How much enjoyment counts")
    slider.evaluate("slider => { slider.type = 'text'; slider.value = '120'; }")
    person.page.get_by_role("button", name="Order the roles again").click()
    person.page.locator(".error-summary").wait_for()


def _plan_form(person: Person) -> None:
    """The plan with the form that lays it out unfolded."""
    _results("plan/")(person)
    person.page.locator("summary").filter(has_text="Hours a week, days").click()


def _refused_hours(person: Person) -> None:
    _plan_form(person)
    person.page.get_by_label("Hours a week").fill("0")
    person.page.get_by_role("button", name="Lay out again").click()
    person.page.locator(".error-summary").wait_for()


def _short_plan(person: Person) -> None:
    """The fewest hours to a readiness, by a day that is too soon, with a week off."""
    _plan_form(person)
    person.page.get_by_label("Ready by").fill(f"{date.today() + timedelta(days=20):%Y-%m-%d}")
    person.page.locator("summary").filter(has_text="Weeks off").click()
    person.page.locator("#id_weeks_off_1").check()
    person.page.get_by_label("The fewest hours").check()
    person.page.get_by_label("% readiness").fill("95")
    person.page.get_by_role("button", name="Lay out again").click()
    person.page.get_by_text("No other set of steps").wait_for()


def _refused_short_plan(person: Person) -> None:
    _plan_form(person)
    person.page.get_by_label("The most readiness").check()
    person.page.get_by_label("Hours in all").fill("0")
    person.page.get_by_role("button", name="Lay out again").click()
    person.page.locator(".error-summary").wait_for()


def _ticked(person: Person) -> None:
    """A plan in use: a step done, one under way, one not for me, an own one; all unfolded."""
    steps = {"note": "Slow at first.", "evidence": "https://example.org/", "intention": "Tuesdays"}
    row, known = person.finished, [step.key for step in _plan_of(person).steps]
    for step, status in zip(known, (Status.DONE, Status.DOING, Status.SKIPPED), strict=False):
        notes = Notes(status=status, **steps)
        actions.note_step(assessment=row, known=known, step=step, notes=notes)
    own = OwnWords("Ask Priya", "Over lunch.", 3, Phase.CONNECT)
    actions.add_own_step(assessment=row, edition=person.edition, role=TARGET, words=own)
    _results("plan/?cost=free")(person)
    person.page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")


def _plan_of(person: Person) -> Plan:
    person.finished.target_role = TARGET
    choose_target(assessment=person.finished, edition=person.edition, role=TARGET)
    return result.compute_result(person.finished).plan(TARGET, Marks())


def _refused_note(person: Person) -> None:
    _ticked(person)
    form = person.page.locator(".step-form form").first
    form.get_by_label("Note", exact=True).fill("x" * 2001)
    form.get_by_role("button", name="Save").click()
    person.page.locator(".error-summary").wait_for()


def _refused_own_step(person: Person) -> None:
    _results("plan/")(person)
    person.page.locator("summary").filter(has_text="Describe the step").click()
    person.page.get_by_role("button", name="Add this step").click()
    person.page.locator(".error-summary").wait_for()


def _own_step(person: Person) -> None:
    _ticked(person)
    person.page.get_by_role("link", name="Change or remove this step").click()
    person.page.get_by_role("button", name="Remove").wait_for()


def _rated_again(person: Person, button: str) -> None:
    """Somebody who comes back and can tell what they were not sure of."""
    _ticked(person)
    person.page.get_by_role("button", name="Rate again").click()
    person.page.locator(".likert-note").first.wait_for()
    if button:
        person.page.get_by_role("radio", name="Working").first.check()
        person.page.get_by_role("button", name=button).click()


def _again(person: Person) -> None:
    _rated_again(person, "")


def _again_refused(person: Person) -> None:
    """A level that the page does not offer."""
    _again(person)
    radio = person.page.locator(".likert input").first
    radio.evaluate("radio => { radio.value = '9'; }")
    radio.check()
    person.page.get_by_role("button", name="See my new results").click()
    person.page.locator(".error-summary").wait_for()


def _changes(person: Person) -> None:
    _rated_again(person, "See my new results")
    person.page.get_by_role("link", name="What has changed").first.click()
    person.page.get_by_role("heading", name="Where it comes from").wait_for()


def _no_history(person: Person) -> None:
    person.page.context.clear_cookies()
    _go(person.page, "/assessments/history/")


def _compared_alone(person: Person) -> None:
    _go(person.page, person.results("compare/?role=data-engineer"), 422)


def _history(person: Person) -> None:
    _rated_again(person, "See my new results")
    _go(person.page, "/assessments/history/")


def _current(person: Person) -> None:
    """The content has changed since."""
    catalogue = person.edition.catalogue
    first, *others = catalogue.roles
    harder = first.replaced(
        requirements=tuple(row.replaced(level=4.0) for row in first.requirements)
    )
    changed = catalogue.replaced(roles=(harder, *others))
    roles_actions.import_catalogue(catalogue=changed)
    roles_actions.publish(note="Harder", author="tests")
    _results(f"current/?role={first.slug}")(person)
    person.page.get_by_role("heading", name="What the content did").wait_for()


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


def _stopped(rest: str) -> Callable[[Person], None]:
    return lambda person: _go(person.page, f"/assessments/{person.stopped.key}/{rest}")


def _nothing_rated(person: Person) -> None:
    """Somebody who begins and asks for the results at once."""
    _go(person.page, "/assessments/")
    person.page.get_by_role("button", name="Begin").click()
    person.page.get_by_role("button", name="Save and check my answers").click()
    person.page.get_by_role("button", name="See my results").click()
    person.page.locator(".error-summary").wait_for()


def _taken_along(person: Person) -> None:
    """A shared page and a calendar's address."""
    _results("take-along/")(person)
    person.page.get_by_label("The result and the plan").check()
    person.page.get_by_role("button", name="Make the page").click()
    person.page.get_by_role("button", name="Make the address").click()
    person.page.get_by_label("Address of your calendar").wait_for()
    person.page.get_by_label("Address of the page").wait_for()


def _refused_share(person: Person) -> None:
    """A page that would open for too long."""
    _results("take-along/")(person)
    person.page.get_by_label("The last day").fill("2999-12-31")
    person.page.get_by_role("button", name="Make the page").click()
    person.page.locator(".error-summary").wait_for()


def _shared(person: Person) -> None:
    """The page as somebody else sees it."""
    _taken_along(person)
    _go(person.page, person.page.get_by_label("Address of the page").input_value())


def _refused_import(person: Person) -> None:
    """A file that is no assessment."""
    _go(person.page, "/assessments/import/")
    file = {"name": "x.json", "mimeType": "application/json", "buffer": b"{}"}
    person.page.get_by_label("The JSON file").set_input_files(file)
    person.page.get_by_role("button", name="Import it").click()
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
    "results": _unfolded_results,
    "results-folded": _results(),
    "results-weight-refused": _refused_weight,
    "what-if": _results("what-if/machine-learning-engineer/?skill-python=4&skill-sql=0"),
    "what-if-error": _what_if_refused,
    "why": _results("why/"),
    "why-same": _results("why/?first=data-engineer&second=data-engineer"),
    "what-would-put-first": _results("roles/lead-data-engineer/first/"),
    "gaps": _results("roles/machine-learning-engineer/"),
    "again": _again,
    "again-error": _again_refused,
    "changes": _changes,
    "changes-none": _results("changes/"),
    "current": _current,
    "current-newest": _results("current/"),
    "history": _history,
    "history-none": _no_history,
    "compare-with-me": _results(COMPARED),
    "compare-with-me-error": _compared_alone,
    "plan": _ticked,
    "plan-error": _refused_hours,
    "plan-short": _short_plan,
    "plan-short-error": _refused_short_plan,
    "plan-note-error": _refused_note,
    "plan-own-error": _refused_own_step,
    "plan-own-step": _own_step,
    "take-along": _taken_along,
    "take-along-error": _refused_share,
    "shared": _shared,
    "import": _at("/assessments/import/"),
    "import-error": _refused_import,
    "delete": _results("delete/"),
    "not-found": _at("/nothing-here/", 404),
}


@pytest.mark.parametrize("name", PUBLIC)
def test_public_page(person: Person, name: str) -> None:
    PUBLIC[name](person)
    _examine(person.page, preview=name in PREVIEWS)


def _pressed(address: str, button: str, **typed: str) -> Callable[[Person], None]:
    """A page after typing by label and pressing a button."""

    def press(person: Person) -> None:
        cache.clear()
        _go(person.page, address.format(key=person.finished.key))
        for label, text in typed.items():
            person.page.get_by_label(label, exact=True).first.fill(text)
        person.page.get_by_role("button", name=button, exact=True).click()
        person.page.wait_for_load_state()

    return press


def _then(do: Callable[[Person], None], shown: str) -> Callable[[Person], None]:
    """The page that ``do`` leads to, once it shows what it is for."""

    def wait(person: Person) -> None:
        do(person)
        person.page.get_by_text(shown).first.wait_for()

    return wait


def _impossible_day(person: Person) -> None:
    _account("assessments/{key}/reminder/")(person)
    day = person.page.get_by_label("On which day?")
    day.evaluate("day => { day.selectedOptions[0].value = '9'; }")
    person.page.get_by_role("button", name="Change it").click()
    person.page.locator(".error-summary").wait_for()


def _account(rest: str = "", status: int = 200) -> Callable[[Person], None]:
    return lambda person: _go(
        person.page, f"/account/{rest.format(key=person.finished.key)}", status
    )


SIGNING_IN = {
    "sign-in": _account("login/"),
    "sign-in-error": _then(
        _pressed("/account/login/", "Sign in", Email="a@example.org", Password="x"),
        "do not belong together",
    ),
    "sign-up": _account("signup/"),
    "sign-up-error": _then(
        _pressed("/account/signup/", "Make my account", Email="nobody"), "valid email"
    ),
    "code": _account("login/code/"),
    "code-sent": _then(
        _pressed("/account/login/code/", "Send me a code", Email="a@example.org"),
        "Send another code",
    ),
    "sign-up-code": _then(
        _pressed("/account/signup/", "Make my account", Email="b@example.org"),
        "Use a different email address",
    ),
    "new-password": _account("password/reset/"),
    "deleted": _account("deleted/"),
    "stopped": _account("reminders/stop/made-up/", 404),
}
WITH_ACCOUNT = {
    "my-page": _account(),
    "reminder": _account("assessments/{key}/reminder/"),
    "reminder-error": _impossible_day,
    "delete": _account("delete/"),
    "sign-out": _account("logout/"),
    "e-mail": _account("email/"),
    "choose-password": _account("password/set/"),
    "second-steps": _account("2fa/"),
    "passkeys": _account("2fa/webauthn/"),
    "add-passkey": _account("2fa/webauthn/add/"),
    "authenticator-app": _account("2fa/totp/activate/"),
    "start-signed-in": _at("/assessments/"),
}


@pytest.mark.parametrize("name", SIGNING_IN)
def test_signing_in_page(person: Person, name: str) -> None:
    SIGNING_IN[name](person)
    _examine(person.page)


@pytest.mark.parametrize("name", WITH_ACCOUNT)
def test_account_page(person: Person, live_server: LiveServer, name: str) -> None:
    sign_in(person.page.context, live_server, make_account(person.finished))
    WITH_ACCOUNT[name](person)
    _examine(person.page)


EDITORS = {
    "index": "/admin/",
    "editions": "/admin/roles/edition/",
    "edition": "/admin/roles/edition/{edition}/change/",
    "publish": "/admin/roles/edition/publish/",
    "restore": "/admin/roles/edition/{edition}/restore/",
    "roles": "/admin/roles/role/",
    "role": "/admin/roles/role/{role}/change/",
    "differences": "/admin/roles/role/{role}/differences/",
    "preview": "/admin/roles/role/{role}/preview/",
    "skill": "/admin/roles/skill/{skill}/change/",
    "matrix": "/admin/roles/role/matrix/",
    "health": "/admin/roles/role/health/",
    "links": "/admin/roles/role/links/",
    "impact": "/admin/assessments/impactrun/impact/",
    "apart": "/admin/assessments/impactrun/apart/",
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
    if name == "impact":
        work.begin(read_rows(), "tests")
    keys = {"edition": Edition.objects.get().pk, "role": role.pk}
    _go(page, EDITORS[name].format(**keys, skill=Skill.objects.get(slug="python").pk))
    _examine_editors_page(page)


def test_editors_page_after_somebody_else_saved(
    open_browser: OpenBrowser, live_server: LiveServer, draft: LoadedEdition
) -> None:
    make_editor()
    role = Role.objects.get(slug="data-engineer")
    context = open_browser(viewport=DESK)
    log_in(context, live_server)
    page = context.new_page()
    _go(page, f"/admin/roles/role/{role.pk}/change/")
    role.summary += " Changed."
    role.save()
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.get_by_role("heading", name="What changed meanwhile").wait_for()
    _examine_editors_page(page)
    _go(page, "/admin/roles/role/matrix/")
    page.locator("input[name^=level-]").first.fill("9")
    page.get_by_role("button", name="Save the changed cells").click()
    page.get_by_role("heading", name="Nothing is saved yet").wait_for()
    _examine_editors_page(page)


TRANSFERS = {
    "import": lambda page: _go(page, IMPORT),
    "import-refused": lambda page: _send(page, "mine.csv", b"a;b", status=422),
    "import-wrong-cells": lambda page: _send(page, "mine.xlsx", _workbook(wrong=True), status=422),
    "import-dry-run": lambda page: _send(page, "mine.xlsx", _workbook(wrong=False)),
    "import-jobs": lambda page: _send(page, "jobs.json", _jobs(), kind="Job postings"),
    "import-busy": lambda page: _stay(page, _waiting(ImportState.WORKING)),
    "import-stopped": lambda page: _go(page, _waiting(ImportState.REFUSED)),
    "export": lambda page: _go(page, "/admin/roles/edition/export/"),
    "export-refused": lambda page: _go(page, "/admin/roles/edition/export/?format=pdf", 422),
}
IMPORT = "/admin/roles/edition/import/"


def _waiting(state: ImportState) -> str:
    """Where an import of the editor's is that is not yet, or will not be, done."""
    row = PendingImport.objects.create(
        key="k" * 43,
        file_name="db_29_3_text.zip",
        state=state,
        progress="Skills.txt: 20,000 rows",
        problems=[["Skills.txt", "line 2", "Data Value", "must be from 0 to 7; got 8"]],
        author=User.objects.get(username=EDITOR),
    )
    return f"{IMPORT}{row.key}/"


def _jobs() -> bytes:
    """A posting for a role, and one for none."""
    posting = {
        "@type": "JobPosting",
        "hiringOrganization": "Bricks",
        "url": "https://example.org/1",
        "validThrough": "2199-12-31",
    }
    titles = ("Senior data engineer", "Baker")
    return json.dumps([{**posting, "title": title} for title in titles]).encode()


def _send(page: Page, name: str, content: bytes, status: int = 200, kind: str = "") -> None:
    _go(page, IMPORT)
    if kind:
        page.get_by_label(kind).check()
    file: FilePayload = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.get_by_label("File:", exact=True).set_input_files(file)
    with page.expect_navigation() as answer:
        page.get_by_role("button", name="Show what it changes").click()
    assert answer.value is not None
    assert answer.value.status == status


def _workbook(*, wrong: bool) -> bytes:
    """The small catalogue; or one with a level of 7 and a formula."""
    workbook = load_workbook(io.BytesIO(write_workbook(small_catalogue())))
    if wrong:
        workbook["Requirements"]["C2"] = 7
        workbook["Roles"]["C3"] = "=A1"
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


@pytest.mark.parametrize("name", TRANSFERS)
def test_import_and_export_pages(
    open_browser: OpenBrowser, live_server: LiveServer, draft: LoadedEdition, name: str
) -> None:
    make_editor()
    context = open_browser(viewport=DESK)
    log_in(context, live_server)
    page = context.new_page()
    TRANSFERS[name](page)
    _examine(page)


def test_editors_log_in_page(open_browser: OpenBrowser, edition: LoadedEdition) -> None:
    page = open_browser(viewport=DESK).new_page()
    _go(page, "/account/login/?next=/admin/")
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


def _stay(page: Page, address: str) -> None:
    """Open a page that loads itself again and again, and keep it, or axe would lose it."""

    def keep(route: Route) -> None:
        answer = route.fetch()
        headers = {**answer.headers}
        assert headers.pop("refresh"), "it no longer loads itself: _go will do"
        route.fulfill(response=answer, headers=headers)

    page.route(f"**{address}", keep)
    _go(page, address)


def _examine(page: Page, *, preview: bool = False) -> None:
    faults = _violations(page)
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > PHONE["width"]:
        faults.append(f"{width} pixels wide on a phone")
    tables = page.locator(".table-wrap").evaluate_all(CUT_TABLES)
    faults += [f"wider than a phone: the table of {heads}" for heads in tables]
    if not preview:
        pictures = page.locator("main svg[role=img]").evaluate_all(BARE_PICTURES)
        faults += [f"picture: {picture}" for picture in pictures]
    assert not faults, "\n".join(faults)


def _examine_editors_page(page: Page) -> None:
    faults = _violations(page)
    assert not faults, "\n".join(faults)


def _violations(page: Page) -> list[str]:
    """What axe finds in every look at the whole page, which is left as on a phone."""
    page.wait_for_load_state()
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
