"""People who have answered already, and log-ins, for tests that begin later in a journey."""

from collections.abc import Mapping
from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.actions.reminders import remind
from assessments import access
from assessments.actions import claim
from assessments.answering import actions
from assessments.answering.actions import Background, PageAnswers
from assessments.models import AnswerMode, Assessment, CalendarFeed, Share
from assessments.questions.questionnaire import pages_of
from roles.draft import actions as roles_actions
from roles.editions import LoadedEdition
from roles.sources.jobs import Posting

QUESTIONNAIRE = "full"
EDITOR = "editor"
PASSWORD = "an invented password"
ADA = "ada@example.org"


def levels_of(edition: LoadedEdition, role: str) -> dict[str, int]:
    """Ratings of exactly what ``role`` asks for, and none of anything else."""
    asked = {row.skill: row.level for row in edition.roles[role].requirements}
    assert all(float(level).is_integer() for level in asked.values())
    return {skill: int(asked.get(skill, 0)) for skill in edition.skills}


def answered(
    edition: LoadedEdition, ratings: Mapping[str, int | None], *, finished: bool = True
) -> Assessment:
    """An assessment with ``ratings`` and a middling interest in everything."""
    assessment = actions.start(edition=edition, questionnaire=QUESTIONNAIRE)
    answers = PageAnswers(
        ratings=dict(ratings),
        interests=dict.fromkeys(edition.activities, 2),
        background=Background("BSc in biology", tuple(edition.tools)[:3], 6),
    )
    last = len(pages_of(edition, QUESTIONNAIRE))
    actions.save_page(assessment=assessment, page=last, answers=answers)
    if finished:
        actions.complete(assessment=assessment)
    assessment.refresh_from_db()
    return assessment


def stopped_early(edition: LoadedEdition) -> Assessment:
    """A quick check that was stopped after one answer."""
    assessment = actions.start(edition=edition, questionnaire=QUESTIONNAIRE, way=AnswerMode.QUICK)
    actions.save_page(assessment=assessment, page=0, answers=PageAnswers({"sql": 2}))
    actions.complete(assessment=assessment)
    assessment.refresh_from_db()
    return assessment


def give(context: BrowserContext, server: LiveServer, *assessments: Assessment) -> None:
    """Make the browser the owner of ``assessments``."""
    client = Client()
    session = client.session
    session[access.SESSION_KEY] = [assessment.key for assessment in assessments]
    session.save()
    _lend_session(context, server, client)


def make_editor() -> None:
    """An editor who may do everything."""
    user = get_user_model().objects.create_superuser(EDITOR, "editor@example.org", PASSWORD)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


def log_in(context: BrowserContext, server: LiveServer) -> None:
    """Log the editor in without the log-in page."""
    client = Client()
    client.force_login(get_user_model().objects.get(username=EDITOR))
    _lend_session(context, server, client)


def make_account(assessment: Assessment) -> User:
    """An account without a password that holds ``assessment``, and something of everything."""
    user: User = get_user_model().objects.create_user("ada", ADA)
    EmailAddress.objects.create(user=user, email=ADA, verified=True, primary=True)
    claim(keys=[assessment.key], owner=user.pk)
    Share.objects.create(assessment=assessment, ends_on="2030-01-01", shows_plan=True)
    CalendarFeed.objects.create(assessment=assessment)
    remind(assessment=assessment, weekday=4, every_weeks=2, today=date(2030, 1, 1))
    return user


def sign_in(context: BrowserContext, server: LiveServer, user: User) -> None:
    """Sign in to an account without the sign-in page."""
    client = Client()
    client.force_login(user, settings.AUTHENTICATION_BACKENDS[1])
    _lend_session(context, server, client)


def _lend_session(context: BrowserContext, server: LiveServer, client: Client) -> None:
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": server.url}])


def feature(role: str) -> None:
    """A job for this role that has ten days to go."""
    today = timezone.localdate()
    posting = Posting(
        role=role,
        title="Data Engineer, payments",
        employer="Example Bank",
        place="Leeds, GB",
        kind="Full-time",
        level="3 years of experience",
        pay_low=50_000,
        pay_high=60_000,
        currency="GBP",
        period="year",
        url="https://example.org/jobs/1",
        valid_through=today + timedelta(days=10),
    )
    roles_actions.feature_jobs(postings=[posting], today=today)


def log_in_as_editor(page: Page) -> None:
    """Sign in as an editor, who is made."""
    make_editor()
    page.goto("/admin/")
    page.get_by_label("Email", exact=True).fill("editor@example.org")
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The catalogue")


def unfold(page: Page, heading: str) -> None:
    """Open a part of the results, by its heading."""
    page.locator(".part > summary").filter(has_text=heading).click()
