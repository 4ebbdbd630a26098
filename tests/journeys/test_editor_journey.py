"""An editor changes a role; nobody's result moves, and new assessments see the change."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from roles.editions import LoadedEdition
from roles.models import Requirement
from tests.journeys.conftest import OpenBrowser
from tests.journeys.people import (
    answered,
    give,
    levels_of,
    log_in_as_editor,
    unfold,
)

NOTE = "Pipelines: employers now ask for experts"


@pytest.fixture
def requirement(draft: LoadedEdition) -> Requirement:
    """What the editor is going to raise from 3 to 4."""
    row = Requirement.objects.get(role__slug="data-engineer", skill__slug="data-pipelines")
    assert row.level == 3
    return row


def test_publishing_moves_no_result_and_reaches_new_assessments(
    open_browser: OpenBrowser,
    live_server: LiveServer,
    edition: LoadedEdition,
    requirement: Requirement,
) -> None:
    assessment = answered(edition, levels_of(edition, "data-engineer"))
    person = open_browser()
    give(person, live_server, assessment)
    page = person.new_page()
    results = f"/assessments/{assessment.key}/"
    addresses = [f"{results}?all=1", f"{results}roles/data-engineer/", f"{results}plan/"]
    before = [_text(page, address) for address in addresses]

    editor = open_browser().new_page()
    log_in_as_editor(editor)
    _raise_requirement(editor, requirement)
    _ask_whom_it_affects(editor)
    _publish(editor)

    assert [_text(page, address) for address in addresses] == before
    _answer_again(page)
    expect(page.locator("main")).to_contain_text("edition 2 of the catalogue")
    unfold(page, "What is missing")
    missing = page.get_by_role("region", name="Gaps, as a table").locator("tbody tr")
    expect(missing).to_have_count(1)
    expect(missing.get_by_role("rowheader")).to_contain_text("Data pipelines")
    expect(missing).to_contain_text("expert")

    _restore(editor)
    page.goto("/roles/data-engineer/")
    expect(page.locator("footer")).to_contain_text("edition 3")
    row = Requirement.objects.get(role__slug="data-engineer", skill__slug="data-pipelines")
    assert row.level == 3


def _text(page: Page, address: str) -> str:
    """What a page says, without the offer to look at newer content."""
    page.goto(address)
    for part in page.locator(".part > summary").all():
        part.click()
    lines = page.locator("main").inner_text().splitlines()
    return "\n".join(line for line in lines if "with the current content" not in line)


def _raise_requirement(page: Page, requirement: Requirement) -> None:
    page.get_by_role("link", name="Roles", exact=True).first.click()
    page.get_by_role("link", name="Data Engineer", exact=True).click()
    place = list(requirement.role.requirements.values_list("pk", flat=True)).index(requirement.pk)
    row = page.locator(f"#requirements-{place}")
    expect(row.locator("input[name$=-id]")).to_have_value(str(requirement.pk))
    row.get_by_label("Level (Data pipelines", exact=False).fill("4")
    expect(row.locator("[data-level='4']")).to_be_visible()
    expect(row.locator("[data-level='3']")).to_be_hidden()
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".messagelist .success")).to_contain_text("was changed successfully")


def _ask_whom_it_affects(page: Page) -> None:
    page.get_by_role("link", name="Publish the draft").click()
    page.get_by_role("link", name="Whom it would affect").click()
    page.get_by_role("button", name="Work it out").click()
    expect(page.get_by_role("heading", name="would have another first role")).to_be_visible()
    expect(page.get_by_text("These are results of simulated people")).to_be_visible()
    target = page.get_by_role("region", name="Readiness for the role people want")
    expect(target.get_by_role("rowheader", name="Data Engineer")).to_be_visible()
    page.get_by_role("link", name="Back to publishing").click()


def _restore(page: Page) -> None:
    page.goto("/admin/roles/edition/")
    page.get_by_role("link", name="Restore (edition 1)").click()
    expect(page.get_by_text("Data Engineer asks for less Data pipelines")).to_be_visible()
    page.get_by_role("button", name="Restore edition 1").click()
    expect(page.locator(".messagelist .success")).to_have_text("Edition 3 restores edition 1.")


def _publish(page: Page) -> None:
    expect(page.get_by_text("1 difference")).to_be_visible()
    change = page.locator("#content-main tbody tr")
    expect(change).to_contain_text("data-engineer")
    page.get_by_label("What changes, and why").fill(NOTE)
    page.get_by_role("button", name="Publish").last.click()
    expect(page.locator(".messagelist .success")).to_have_text("Published edition 2.")
    expect(page.get_by_role("cell", name=NOTE)).to_be_visible()


def _answer_again(page: Page) -> None:
    page.goto("/assessments/")
    expect(page.get_by_text("newer content is available for a new assessment")).to_be_visible()
    page.get_by_role("button", name="Start anew from these answers").click()
    page.get_by_role("button", name="Save and check my answers").click()
    page.get_by_role("button", name="See my results").click()
