"""Whether somebody has just shown that an account is theirs."""

from __future__ import annotations

import time

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest


def signed_in_just_now(request: HttpRequest) -> bool:
    """Whether they signed in, or confirmed it, within the last minutes."""
    times = [record.get("at", 0) for record in get_authentication_records(request, request.user)]
    return time.time() - max(times, default=0) < app_settings.REAUTHENTICATION_TIMEOUT
