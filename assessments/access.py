"""Whose assessment is it: the browser session's that made it, or an account's; else 404.

An assessment without an owner opens in the browser whose session holds its key. One with an owner
opens where that account is signed in, and nowhere else. No cache but that browser's keeps it.
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
    """Keys of all assessments that may be opened here, oldest first."""
    kept, user = kept_keys(request), user_of(request)
    return store.fetch_keys(kept, user) if kept or user else []


def owned(request: HttpRequest, key: str) -> Assessment:
    """The assessment ``key`` when it may be opened here; raises Http404 for any other."""
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
    """The browser no longer holds ``key``."""
    if key in kept_keys(request):
        request.session[SESSION_KEY] = [other for other in kept_keys(request) if other != key]


def claim_kept(request: HttpRequest, user: int) -> int:
    """Give the browser's assessments to the account ``user``; returns how many it took."""
    kept = kept_keys(request)
    if not kept:
        return 0
    # Before the rows change hands: a browser keeps no key of what it no longer holds.
    del request.session[SESSION_KEY]
    return actions.claim(keys=kept, owner=user)


def user_of(request: HttpRequest) -> int | None:
    """The signed-in account. A browser without a session is asked nothing."""
    user = getattr(request, "user", None)
    return user.pk if user is not None and user.is_authenticated else None


def kept_keys(request: HttpRequest) -> list[str]:
    """Keys that the browser's session holds, oldest first."""
    keys = request.session.get(SESSION_KEY, [])
    return [key for key in keys if isinstance(key, str)] if isinstance(keys, list) else []


APP = "assessments"


class PrivatePages:
    """Says so for every page of an assessment that does not say it itself.

    Once somebody has signed out, going back must not show what the account holds; a browser
    without an account holds the same assessments after as before, and may keep what was typed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if match is None or match.app_name != APP or _says_it(response):
            return response
        if user_of(request):
            patch_cache_control(response, private=True, no_store=True)
        else:
            patch_cache_control(response, private=True, no_cache=True)
        return response


def _says_it(response: HttpResponse) -> bool:
    return response.has_header("Cache-Control")
