"""Make and revoke addresses that open something of an assessment to whoever has them."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from assessments.locking import lock_assessment
from assessments.models import Assessment, CalendarFeed, Share

MOST_SHARES = 20  # of one assessment, open at a time


class TooManySharesError(ValueError):
    """As many shares are open as one assessment may have."""


@transaction.atomic
def share(*, assessment: Assessment, shows_plan: bool, ends_on: date, today: date) -> Share:
    """Make a read-only page that opens until the end of ``ends_on``; shares that have ended go.

    Raises TooManySharesError, and GoneError when the assessment is gone.
    """
    row = lock_assessment(assessment)
    # Those that have ended would count towards the most there can be.
    row.shares.filter(ends_on__lt=today).delete()
    if row.shares.count() >= MOST_SHARES:
        raise TooManySharesError(
            f"There are {MOST_SHARES} shared pages already. Revoke one that is no longer needed."
        )
    return Share.objects.create(assessment=row, shows_plan=shows_plan, ends_on=ends_on)


@transaction.atomic
def revoke_share(*, assessment: Assessment, key: str) -> None:
    """Close a shared page at once; doing so twice changes nothing. Raises GoneError."""
    Share.objects.filter(assessment=lock_assessment(assessment), key=key).delete()


@transaction.atomic
def make_feed(*, assessment: Assessment) -> CalendarFeed:
    """Make the assessment's calendar feed, or return the one there is; raises GoneError."""
    return CalendarFeed.objects.get_or_create(assessment=lock_assessment(assessment))[0]


@transaction.atomic
def revoke_feed(*, assessment: Assessment) -> None:
    """Close the calendar feed at once; doing so twice changes nothing. Raises GoneError."""
    CalendarFeed.objects.filter(assessment=lock_assessment(assessment)).delete()
