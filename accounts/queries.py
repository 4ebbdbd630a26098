"""What the pages and the reminders read.

One query a function, and one more for each kind of row that is fetched along, unless it says
otherwise.
"""

from __future__ import annotations

from datetime import date

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.sessions.models import Session
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from accounts.models import Reminder
from assessments.models import Assessment, Status
from assessments.store import newest_first
from roles.models import join_edition


def assessments_of(user: AbstractBaseUser) -> QuerySet[Assessment]:
    """The account's assessments, newest first, with ``steps_done``, shares, feed and reminder."""
    done = Count("progress", filter=Q(progress__status=Status.DONE))
    rows = newest_first(Assessment.objects.filter(owner=user.pk).annotate(steps_done=done))
    related = ("edition__catalogue", "calendar_feed", "reminder")
    return join_edition(rows).select_related(*related).prefetch_related("shares")


def is_or_was_editor(user: AbstractBaseUser) -> bool:
    """Whether the account must stay: the log of changes hangs on it, and would go with it."""
    named = LogEntry.objects.filter(user=user.pk)
    return bool(getattr(user, "is_staff", False)) or named.exists()


def everything_of(user: AbstractBaseUser) -> QuerySet[Assessment]:
    """The account's assessments, oldest first, with every row that belongs to them."""
    rows = Assessment.objects.filter(owner=user.pk).order_by("started_at", "pk")
    rows = join_edition(rows).select_related("earlier", "calendar_feed", "reminder")
    return rows.prefetch_related("answers", "progress", "own_steps", "shares")


def reminder_of(assessment: Assessment) -> Reminder | None:
    """The reminder of an assessment's plan, None where nobody asked for one."""
    return Reminder.objects.filter(assessment=assessment).first()


def reminder_exists(token: str) -> bool:
    """Whether there is a reminder that ``token`` would stop."""
    return Reminder.objects.filter(token=token).exists()


def due(today: date) -> list[int]:
    """Primary keys of the reminders to send on the day ``today``."""
    return list(_due(today).values_list("pk", flat=True))


def due_still(number: int, today: date) -> Reminder | None:
    """The reminder ``number`` with its ``address``; None when it is not to be sent any more."""
    return join_edition(_due(today), "assessment__edition").filter(pk=number).first()


def _due(today: date) -> QuerySet[Reminder]:
    # An address that nobody has confirmed may be a stranger's: it gets no mail.
    confirmed = EmailAddress.objects.filter(
        user=OuterRef("assessment__owner"), primary=True, verified=True
    )
    rows = Reminder.objects.filter(
        next_on__lte=today,
        assessment__owner__is_active=True,
        assessment__completed_at__isnull=False,
    )
    rows = rows.annotate(address=Subquery(confirmed.values("email")[:1]))
    return rows.exclude(address=None).order_by("pk")


def confirmed_address(user: AbstractBaseUser) -> str:
    """The account's primary address if it was confirmed, else "": then no mail may go to it."""
    found = EmailAddress.objects.filter(user_id=user.pk, primary=True, verified=True).first()
    return str(found.email) if found else ""


def addresses_of(user: AbstractBaseUser) -> list[EmailAddress]:
    """Every email address of the account."""
    return list(EmailAddress.objects.filter(user_id=user.pk).order_by("pk"))


def authenticators_of(user: AbstractBaseUser) -> list[Authenticator]:
    """Passkeys, authenticator app and recovery codes of the account."""
    return list(Authenticator.objects.filter(user_id=user.pk).order_by("pk"))


def sessions_of(user: AbstractBaseUser) -> list[str]:
    """Keys of the sessions in which the account is signed in.

    Reads every session there is, because sessions do not name their user in a column: seconds
    where there are hundreds of thousands.
    """
    sessions = Session.objects.iterator(chunk_size=1000)
    return [
        row.session_key
        for row in sessions
        if row.get_decoded().get("_auth_user_id") == str(user.pk)
    ]
