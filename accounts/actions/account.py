"""Delete an account."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.sessions.models import Session
from django.db import transaction

from assessments.locking import lock_rows
from assessments.models import Assessment


@transaction.atomic
def delete_account(*, user: AbstractBaseUser, sessions: Collection[str]) -> None:
    """Remove ``user`` for good, with ``sessions`` and everything that hangs on the account.

    Its assessments with answers, plans, shares, feeds and reminders go, and its email
    addresses and ways to sign in. Doing so twice changes nothing.
    """
    # Locked, so that nothing new hangs on the account or on its assessments while they go.
    get_user_model()._default_manager.select_for_update().filter(pk=user.pk).first()
    lock_rows(Assessment.objects.filter(owner=user.pk).values_list("pk", flat=True))
    Session.objects.filter(session_key__in=sessions).delete()
    user.delete()
