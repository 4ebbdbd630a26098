"""What pages of a completed assessment begin with: its scores, and a role."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from assessments import access, queries
from assessments.models import Assessment
from assessments.queries import Scored
from roles.catalogue.document import Role


def completed_row(request: HttpRequest, key: str) -> Assessment:
    """The browser's own assessment; raises Http404 until it is completed."""
    assessment = access.owned(request, key)
    if not assessment.completed_at:
        raise Http404("This assessment is not finished yet.")
    return assessment


def completed(request: HttpRequest, key: str) -> Scored:
    """The same with its scores."""
    return queries.scored(completed_row(request, key))


def named_role(scored: Scored, slug: str) -> Role:
    """A role of the assessment's edition; raises Http404 for any other."""
    try:
        return scored.edition.roles[slug]
    except KeyError as error:
        raise Http404("The catalogue has no such role.") from error
