"""Nobody else can open what one browser has made."""

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from roles.editions import LoadedEdition
from tests.journeys.conftest import OpenBrowser
from tests.journeys.people import answered, give, levels_of


@pytest.mark.parametrize("finished", [True, False])
def test_another_browser_is_told_that_there_is_no_such_page(
    open_browser: OpenBrowser, live_server: LiveServer, edition: LoadedEdition, finished: bool
) -> None:
    assessment = answered(edition, levels_of(edition, "data-engineer"), finished=finished)
    owner = open_browser()
    give(owner, live_server, assessment)
    address = f"/assessments/{assessment.key}/"
    mine = owner.new_page().goto(address)
    assert mine is not None
    assert mine.status == 200

    stranger = open_browser().new_page()
    stranger.goto("/assessments/")
    stranger.get_by_role("button", name="Begin").click()  # somebody with a session of their own
    for rest in (
        "",
        "questions/",
        "questions/1/",
        "check/",
        "delete/",
        "roles/data-engineer/",
        "plan/",
    ):
        refused = stranger.goto(address + rest)
        assert refused is not None
        assert refused.status == 404, rest
        expect(stranger.get_by_role("heading", level=1)).to_have_text("This page isn't here")
        assert "Data Engineer" not in stranger.locator("body").inner_text()
