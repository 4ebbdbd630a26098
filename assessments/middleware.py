"""Somebody's answers are kept by no cache but their own browser's, and there only while it may."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from assessments.access import user_of

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
