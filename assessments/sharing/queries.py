"""Shares and feeds: those of an assessment, and the one that an address opens. One query each."""

from __future__ import annotations

from datetime import date

from assessments.models import Assessment, CalendarFeed, Share
from roles.models import join_edition


def open_shares(assessment: Assessment, today: date) -> list[Share]:
    """Shares of an assessment that still open, oldest first."""
    return list(assessment.shares.filter(ends_on__gte=today))


def feed_of(assessment: Assessment) -> CalendarFeed | None:
    """The calendar feed of an assessment, if there is one."""
    return CalendarFeed.objects.filter(assessment=assessment).first()


def find_share(key: str, today: date) -> Share | None:
    """The share that this key opens today, with its assessment and edition."""
    shares = join_edition(Share.objects.all(), "assessment__edition")
    return shares.filter(key=key, ends_on__gte=today).first()


def find_feed(key: str) -> CalendarFeed | None:
    """The feed that this key opens, with its assessment and edition."""
    feeds = join_edition(CalendarFeed.objects.all(), "assessment__edition")
    return feeds.filter(key=key).first()
