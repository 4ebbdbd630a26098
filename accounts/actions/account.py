"""Delete an account."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.sessions.models import Session
from django.db import transaction


@transaction.atomic
def delete_account(*, user: AbstractBaseUser, sessions: Collection[str]) -> None:
    """Remove ``user`` for good, with ``sessions`` and everything that hangs on the account.

    Its assessments with answers, plans, shares, feeds and reminders go, and its email
    addresses and ways to sign in.
    """
    Session.objects.filter(session_key__in=sessions).delete()
    user.delete()
