"""My page: the assessments of an account, and the ways to sign in to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser

from accounts import queries
from accounts.adapter import display
from accounts.mail import can_remind
from accounts.models import Reminder
from assessments.models import Assessment, CalendarFeed, Share


@dataclass(frozen=True)
class OwnedAssessment:
    """One assessment with its reminder, and what still opens it to others: shares, feed."""

    assessment: Assessment
    steps_done: int
    shares: list[Share]
    feed: CalendarFeed | None
    reminder: Reminder | None


@dataclass(frozen=True)
class MyPage:
    """The assessments ``held`` by the account called ``name``, newest first, and how to sign in.

    ``has_app``: an authenticator app; ``can_remind``: the site could send reminders.
    """

    name: str
    held: list[OwnedAssessment]
    has_password: bool
    passkeys: int
    has_app: bool
    sends_mail: bool
    can_remind: bool


def my_page(user: AbstractBaseUser, today: date) -> MyPage:
    """My page on the day ``today``, in a fixed number of queries however much the account holds."""
    types = [row.type for row in queries.authenticators_of(user)]
    return MyPage(
        name=display(user),
        held=[_held(row, today) for row in queries.assessments_of(user)],
        has_password=user.has_usable_password(),
        passkeys=types.count(Authenticator.Type.WEBAUTHN),
        has_app=Authenticator.Type.TOTP in types,
        sends_mail=settings.SENDS_MAIL,
        can_remind=can_remind(),
    )


def _held(row: Assessment, today: date) -> OwnedAssessment:
    return OwnedAssessment(
        assessment=row,
        steps_done=getattr(row, "steps_done"),  # noqa: B009  # the query set adds it
        shares=[share for share in row.shares.all() if share.ends_on >= today],
        feed=getattr(row, "calendar_feed", None),
        reminder=getattr(row, "reminder", None),
    )
