"""What pages of a completed assessment begin with: its scores, and a role."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpRequest

from assessments import access, result
from assessments.models import Assessment
from assessments.result import AssessmentResult
from roles.document.types import Role
from roles.public.picking import UnknownRoleError, settle, titles_of


def completed_row(request: HttpRequest, key: str) -> Assessment:
    """The browser's own assessment ``key``; raises Http404 unless it is completed."""
    assessment = access.owned(request, key)
    if not assessment.completed_at:
        raise Http404("This assessment is not finished yet.")
    return assessment


def completed(request: HttpRequest, key: str) -> AssessmentResult:
    """The browser's own completed assessment ``key``, scored; raises Http404 for any other."""
    return result.compute_result(completed_row(request, key))


def named_role(scored: AssessmentResult, slug: str) -> Role:
    """The role ``slug`` of the assessment's edition; raises Http404 for any other."""
    try:
        return scored.edition.roles[slug]
    except KeyError as error:
        raise Http404("The catalogue has no such role.") from error


def picked_slug(titles: Mapping[str, str], typed: str, name: str = "role", place: int = 0) -> str:
    """The slug of the role that ``typed``, a slug or a whole title, means.

    ``name`` is that of the field, ``place`` which of several fields called so. For other text
    raises UnsettledError where names are typed (settles_roles then asks which role is meant), and
    Http404 where roles are chosen from a list.
    """
    try:
        return settle(titles, typed, name, place)
    except UnknownRoleError as error:
        raise Http404(str(error)) from error


def picked_role(scored: AssessmentResult, typed: str, name: str = "role", place: int = 0) -> Role:
    """The role of the assessment's edition that ``typed`` means; raises as ``picked_slug``."""
    return scored.edition.roles[picked_slug(titles_of(scored.edition), typed, name, place)]
