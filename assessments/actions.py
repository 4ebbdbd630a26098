"""Give assessments to an account."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.auth import get_user_model
from django.db import transaction

from assessments.models import Assessment


@transaction.atomic
def claim(*, keys: Collection[str], owner: int) -> int:
    """Make the account ``owner`` the owner of those that have none; returns how many.

    What somebody else owns already stays theirs. None when the account has been deleted.
    """
    # Locked, so that an account deleted at this moment takes nothing with it, or all of it.
    accounts = get_user_model()._default_manager.select_for_update()
    if not accounts.filter(pk=owner).first():
        return 0
    return Assessment.objects.filter(key__in=keys, owner=None).update(owner=owner)
