"""Close what an assessment was opened to: to revoke is to delete the row."""

from __future__ import annotations

from django.db import transaction

from assessments.models import Assessment, CalendarFeed, Share


@transaction.atomic
def revoke_share(*, assessment: Assessment, pk: int) -> None:
    """Close one shared page; doing so twice changes nothing."""
    Share.objects.filter(assessment=assessment, pk=pk).delete()


@transaction.atomic
def revoke_feed(*, assessment: Assessment) -> None:
    """Close the calendar feed; doing so twice changes nothing."""
    CalendarFeed.objects.filter(assessment=assessment).delete()
