"""Whether somebody has just shown that an account is theirs."""

from __future__ import annotations

import time

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest

SESSION_KEY = "signed_in_at"


def note_sign_in(request: HttpRequest) -> None:
    """Remember the time in the session: of a sign-in by signing up, allauth keeps no record."""
    request.session[SESSION_KEY] = time.time()


def signed_in_just_now(request: HttpRequest) -> bool:
    """Whether they signed in or confirmed who they are within allauth's timeout, five minutes.

    allauth's own check lets people without a password pass (decision 0013).
    """
    times = [record.get("at", 0) for record in get_authentication_records(request, request.user)]
    times.append(request.session.get(SESSION_KEY, 0))
    return bool(time.time() - max(times) < app_settings.REAUTHENTICATION_TIMEOUT)
