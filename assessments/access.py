"""Whose assessment is it: the browser session's that made it, or 404."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from assessments import queries
from assessments.models import Assessment

SESSION_KEY = "assessments"
MOST_KEPT = 50


def keys_of(request: HttpRequest) -> list[str]:
    """Keys of the assessments that this browser made, oldest first."""
    keys = request.session.get(SESSION_KEY, [])
    return [key for key in keys if isinstance(key, str)] if isinstance(keys, list) else []


def owned(request: HttpRequest, key: str) -> Assessment:
    """The assessment ``key`` when this browser made it; raises Http404 for any other."""
    found = queries.find(key) if key in keys_of(request) else None
    if found is None:
        raise Http404("There is no such assessment in this browser.")
    return found


def remember(request: HttpRequest, assessment: Assessment) -> None:
    """Let this browser come back to ``assessment``."""
    request.session[SESSION_KEY] = [*keys_of(request), assessment.key][-MOST_KEPT:]


def forget(request: HttpRequest, key: str) -> None:
    """The browser no longer holds ``key``."""
    request.session[SESSION_KEY] = [other for other in keys_of(request) if other != key]
