"""The featured jobs of a role, as pages show them. Expired ones are not shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from roles.document.types import Role
from roles.models import FeaturedJob

MOST_SHOWN = 5  # postings of a role


@dataclass(frozen=True)
class JobCard:
    """A posting as a page shows it; ``details`` are contract, level and pay on one line."""

    title: str
    employer: str
    place: str
    details: str
    url: str
    until: date


@dataclass(frozen=True)
class RoleJobs:
    """The postings of one role."""

    title: str
    jobs: tuple[JobCard, ...]


def featured_jobs(roles: Sequence[Role], *, today: date) -> tuple[RoleJobs, ...]:
    """The postings of each role that are valid ``today``; one query a role.

    An empty tuple where none has any, so that a page shows no heading.
    """
    found = tuple(RoleJobs(role.title, _jobs(role.slug, today)) for role in roles)
    return found if any(role.jobs for role in found) else ()


def _jobs(slug: str, today: date) -> tuple[JobCard, ...]:
    rows = FeaturedJob.objects.filter(role=slug, valid_through__gte=today)[:MOST_SHOWN]
    return tuple(
        JobCard(
            title=row.title,
            employer=row.employer,
            place=row.place,
            details=" · ".join(part for part in (row.kind, row.level, _pay(row)) if part),
            url=row.url,
            until=row.valid_through,
        )
        for row in rows
    )


def _pay(row: FeaturedJob) -> str:
    if not row.pay_high:
        return ""
    period = f" a {row.period}" if row.period else ""
    if not row.pay_low:  # not known: nobody is paid 0
        return " ".join(f"up to {row.currency} {row.pay_high:,}{period}".split())
    amounts = dict.fromkeys((f"{row.pay_low:,}", f"{row.pay_high:,}"))
    return f"{row.currency} {' to '.join(amounts)}{period}".strip()
