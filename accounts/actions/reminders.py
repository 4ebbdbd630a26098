"""Ask for reminders, send them in turn, stop them."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from accounts.models import Reminder
from assessments.locking import lock_assessment
from assessments.models import Assessment


@transaction.atomic
def remind(*, assessment: Assessment, weekday: int, every_weeks: int, today: date) -> None:
    """Send reminders of ``assessment``'s plan from the first ``weekday`` after ``today`` on.

    ``weekday`` is a Weekday, ``every_weeks`` an Interval. Asking again changes the one there is.

    Raises GoneError when the assessment has been deleted.
    """
    Reminder.objects.update_or_create(
        assessment=lock_assessment(assessment),
        defaults={
            "weekday": weekday,
            "every_weeks": every_weeks,
            "next_on": _next(weekday, today),
        },
    )


@transaction.atomic
def stop_reminder(*, assessment: Assessment) -> None:
    """Send no more reminders of this plan; doing so twice changes nothing. Raises GoneError."""
    Reminder.objects.filter(assessment=lock_assessment(assessment)).delete()


@transaction.atomic
def stop_by_token(*, token: str) -> None:
    """Delete the reminder that ``token`` opens; doing so twice changes nothing."""
    Reminder.objects.filter(token=token).delete()


@transaction.atomic
def take_turn(*, reminder: Reminder, today: date) -> bool:
    """Whether ``reminder`` is to be sent now: True for one caller only, who must then send it."""
    # From today, not from the day it was due: after days without a run one mail comes, not several.
    after = _next(reminder.weekday, today) + timedelta(weeks=reminder.every_weeks - 1)
    turn = Reminder.objects.filter(pk=reminder.pk, next_on__lte=today)
    return turn.update(next_on=after, last_sent=today) == 1


@transaction.atomic
def put_off(*, reminder: Reminder, until: date) -> bool:
    """Send a reminder that failed on the day ``until``; False when it was stopped meanwhile."""
    turn = Reminder.objects.filter(pk=reminder.pk)
    # ``reminder`` was read before its turn was taken: it still knows the last mail that went out.
    return turn.update(next_on=until, last_sent=reminder.last_sent) == 1


def _next(weekday: int, today: date) -> date:
    """The first ``weekday`` after ``today``."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
