"""What surrounds the catalogue: looked-at links, featured jobs, groups of editors."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q

from roles.draft.rights import NOT_PART_OF_DRAFT
from roles.models import FeaturedJob, JobTitle, LinkCheck
from roles.sources.jobs import Posting
from roles.sources.titles import Titles

VIEWERS, WRITERS, PUBLISHERS = "Viewers", "Writers", "Publishers"


@transaction.atomic
def mark_links(*, urls: Iterable[str], works: bool, by: str, now: datetime) -> int:
    """Note that ``by`` looked at these addresses now, and whether they work; returns how many."""
    rows = [LinkCheck(url=url, works=works, checked_by=by, checked_at=now) for url in urls]
    LinkCheck.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["url"],
        update_fields=["works", "checked_by", "checked_at"],
    )
    return len(rows)


@transaction.atomic
def feature_jobs(*, postings: Sequence[Posting], today: date) -> tuple[int, int]:
    """Add postings, or renew those with the same role and address; delete all that have expired.

    Returns how many of these postings are featured, and how many expired ones were deleted.
    """
    current = [posting for posting in postings if posting.valid_through >= today]
    fields = [field.name for field in dataclasses.fields(Posting)]
    FeaturedJob.objects.bulk_create(
        [FeaturedJob(**{name: getattr(posting, name) for name in fields}) for posting in current],
        update_conflicts=True,
        unique_fields=["role", "url"],
        update_fields=[name for name in fields if name not in ("role", "url")],
    )
    gone, _ = FeaturedJob.objects.filter(valid_through__lt=today).delete()
    return len(current), gone


@transaction.atomic
def keep_job_titles(*, titles: Titles) -> int:
    """Add those titles that editors do not have yet; returns how many ``titles`` holds."""
    rows = [
        JobTitle(role=role, title=title, levels=levels) for role, title, levels in titles.rows()
    ]
    JobTitle.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


@transaction.atomic
def make_groups() -> list[str]:
    """Make the groups of editors where they are missing, and give them what they need.

    Returns the names of those that are new. Permissions that somebody added stay.
    """
    ours = Permission.objects.filter(content_type__app_label="roles")
    view = ours.filter(codename__startswith="view_")
    log = Permission.objects.filter(content_type__app_label="admin", codename="view_logentry")
    # Job titles are no part of the draft, but writers keep them, too.
    drafts = ours.exclude(content_type__model__in=NOT_PART_OF_DRAFT - {"jobtitle"})
    publish = ours.filter(Q(codename="add_edition") | Q(content_type__model="featuredjob"))
    wanted = {
        VIEWERS: [*view, *log],
        WRITERS: [*view, *log, *drafts],
        PUBLISHERS: [*view, *log, *publish],
    }
    new = []
    for name, permissions in wanted.items():
        group, made = Group.objects.get_or_create(name=name)
        missing = set(permissions).difference(group.permissions.all())
        if missing:
            group.permissions.add(*missing)
        new += [name] if made else []
    return new
