"""Who may open an assessment: the browser session that made it, or its account; others get 404.

An assessment without an owner opens in the browser whose session holds its key. One with an owner
opens where that account is signed in, and nowhere else. No cache but that browser's keeps a page.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from assessments import actions, store
from assessments.models import Assessment

SESSION_KEY = "assessments"
MOST_KEPT = 50


def keys_of(request: HttpRequest) -> list[str]:
    """Keys of all assessments that this browser may open, oldest first.

    One query; none for a visitor who has neither an account nor an assessment.
    """
    kept, user = kept_keys(request), user_of(request)
    return store.fetch_keys(kept, user) if kept or user else []


def owned(request: HttpRequest, key: str) -> Assessment:
    """The assessment ``key``, with its edition, if this browser may open it; else raises Http404.

    One query. The answer is the same whether the key is somebody else's or nobody's.
    """
    kept, user = key in kept_keys(request), user_of(request)
    found = store.find_assessment(key) if kept or user else None
    if found is not None and (found.owner_id == user if found.owner_id else kept):
        return found
    raise Http404("There is no such assessment in this browser.")


def remember(request: HttpRequest, assessment: Assessment) -> None:
    """Let whoever made ``assessment`` come back to it: the account if signed in, or the browser."""
    user = user_of(request)
    if user:
        actions.claim(keys=[assessment.key], owner=user)
    else:
        request.session[SESSION_KEY] = [*kept_keys(request), assessment.key][-MOST_KEPT:]


def forget(request: HttpRequest, key: str) -> None:
    """Take ``key`` out of the browser's session."""
    if key in kept_keys(request):
        request.session[SESSION_KEY] = [other for other in kept_keys(request) if other != key]


def claim_kept(request: HttpRequest, user: int) -> int:
    """Give the browser's assessments to the account ``user``; returns how many it took."""
    kept = kept_keys(request)
    if not kept:
        return 0
    # Out of the session, so that a shared computer opens nothing once one has signed out.
    del request.session[SESSION_KEY]
    return actions.claim(keys=kept, owner=user)


def user_of(request: HttpRequest) -> int | None:
    """The id of the signed-in account, or None; no query for a browser without a session."""
    user = getattr(request, "user", None)
    return user.pk if user is not None and user.is_authenticated else None


def kept_keys(request: HttpRequest) -> list[str]:
    """Keys that the browser's session holds, oldest first."""
    keys = request.session.get(SESSION_KEY, [])
    return [key for key in keys if isinstance(key, str)] if isinstance(keys, list) else []


APP = "assessments"


class PrivatePages:
    """Tells caches that pages of assessments are private, where a view has not told them itself.

    Once somebody has signed out, going back must not show what the account holds; a browser
    without an account holds the same assessments after as before, and may keep what was typed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if match is None or match.app_name != APP or response.has_header("Cache-Control"):
            return response
        if user_of(request):
            patch_cache_control(response, private=True, no_store=True)
        else:
            patch_cache_control(response, private=True, no_cache=True)
        return response
