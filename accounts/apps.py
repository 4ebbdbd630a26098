"""Accounts: sign-in, claiming, one's own page, reminders."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from django.utils.translation import ngettext


class AccountsConfig(AppConfig):
    """Optional accounts, which keep assessments beyond one browser's session."""

    name = "accounts"

    def ready(self) -> None:
        """Let an account take the assessments of the browser it signs in from."""
        user_logged_in.connect(_signed_in, dispatch_uid="accounts.signed_in")


def _signed_in(*, request: HttpRequest | None, user: Any, **_: Any) -> None:
    """Give the account what this browser's session holds.

    At every sign-in, not at sign-up: that ends in signing in, once the address is known to be
    theirs (decision 0013).
    """
    # Both need models, which are not there yet while this module is read.
    from accounts.freshness import note_sign_in
    from assessments import access

    if request is None:
        return
    note_sign_in(request)
    taken = access.claim_kept(request, user.pk)
    if taken:
        text = ngettext(
            "The assessment of this browser now belongs to your account.",
            "The %(taken)d assessments of this browser now belong to your account.",
            taken,
        ) % {"taken": taken}
        messages.success(request, text, fail_silently=True)
