"""With an account: claim, come back from another browser, remind, delete."""

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import CDPSession, Page, expect
from pytest_django.live_server_helper import LiveServer

from assessments.models import Assessment
from roles.editions import LoadedEdition
from tests.accounts.signing import EMAIL, last_code
from tests.journeys.conftest import OpenBrowser
from tests.journeys.people import answered, give, levels_of

PASSWORD = "a long invented password"


@pytest.fixture(autouse=True)
def fresh_limits(edition: LoadedEdition) -> None:
    """Nobody has tried anything yet."""
    cache.clear()


def enter_code(page: Page, sent: int) -> None:
    """Enter the code of the ``sent``-th mail."""
    field = page.get_by_label("Code")
    expect(field).to_be_visible()
    assert len(mail.outbox) == sent
    field.fill(last_code())
    page.get_by_role("button", name="Confirm").click()


def make_account(page: Page, password: str = "") -> None:
    page.goto("/account/signup/")
    page.get_by_label("Email").fill(EMAIL)
    page.get_by_label("Password, if you want one").fill(password)
    page.get_by_role("button", name="Make my account").click()
    enter_code(page, 1)
    expect(page.get_by_role("heading", level=1)).to_have_text("My page")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_an_account_from_beginning_to_end(
    open_browser: OpenBrowser, live_server: LiveServer, edition: LoadedEdition, javascript: bool
) -> None:
    assessment = answered(edition, levels_of(edition, "data-engineer"))
    first = open_browser(java_script_enabled=javascript)
    give(first, live_server, assessment)
    page = first.new_page()
    page.goto("/assessments/")
    page.get_by_role("link", name="make an account").click()
    make_account(page)
    expect(page.get_by_text("now belongs to your account")).to_be_visible()
    expect(page.get_by_role("link", name="Results of")).to_be_visible()

    page.get_by_role("link", name="Remind me by email").click()
    page.get_by_label("On which day?").select_option(label="Friday")
    page.get_by_role("button", name="Remind me").click()
    expect(page.get_by_text("Reminds you every week on Fridays")).to_be_visible()

    other = open_browser(java_script_enabled=javascript).new_page()
    other.goto("/")
    other.get_by_role("link", name="sign in").click()
    other.get_by_role("link", name="Send me a code").click()
    other.get_by_label("Email").fill(EMAIL)
    other.get_by_role("button", name="Send me a code").click()
    enter_code(other, 2)
    other.get_by_role("link", name="Results of").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("You are closest to Data Engineer")

    other.get_by_role("link", name="My page").click()
    other.get_by_role("link", name="Delete the account").click()
    other.get_by_role("button", name="Delete my account").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Your account is gone")
    assert not get_user_model().objects.exists()
    assert not Assessment.objects.exists()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def virtual_key(page: Page) -> CDPSession:
    """A security key that says yes to everything."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


def test_a_passkey_signs_in(
    open_browser: OpenBrowser, live_server: LiveServer, edition: LoadedEdition
) -> None:
    # A passkey belongs to a host name, not to a number.
    context = open_browser(base_url=live_server.url.replace("127.0.0.1", "localhost"))
    page = context.new_page()
    key = virtual_key(page)
    make_account(page, PASSWORD)
    page.get_by_role("link", name="Add one").click()
    page.get_by_role("link", name="Add a passkey").click()
    if "reauthenticate" in page.url:
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Name").fill("my phone")
    expect(page.get_by_label("Sign in with it alone")).to_be_checked()
    page.wait_for_load_state()  # the button needs its script
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url("**/recovery-codes/**")
    page.goto("/account/2fa/webauthn/")
    expect(page.get_by_role("heading", name="my phone")).to_be_visible()
    page.goto("/account/")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My page")
    key.detach()
