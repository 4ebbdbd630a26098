"""Give assessments to an account."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.auth import get_user_model
from django.db import transaction

from assessments.models import Assessment


@transaction.atomic
def claim(*, keys: Collection[str], owner: int) -> int:
    """Make the account ``owner`` the owner of those that have none; returns how many.

    What somebody else owns already stays theirs. Nothing is done when the account is gone.
    """
    # Locked, so that the account is not deleted meanwhile and leaves them behind.
    accounts = get_user_model()._default_manager.select_for_update()
    if not accounts.filter(pk=owner).first():
        return 0
    return Assessment.objects.filter(key__in=keys, owner=None).update(owner=owner)
