"""Who may send a whole catalogue in, and who may fetch one."""

from __future__ import annotations

from typing import Any

from django.apps import apps

NOT_EDITED = {"edition", "schedulededition", "linkcheck", "pendingimport", "featuredjob"}


def _edited() -> list[str]:
    """The names of the models whose rows are the draft."""
    names = (model._meta.model_name or "" for model in apps.get_app_config("roles").get_models())
    return [name for name in names if name not in NOT_EDITED]


def may_import(user: Any) -> bool:
    """An import can add, change and remove anything in the draft: so must its author."""
    verbs = ("add", "change", "delete")
    return bool(user.has_perms([f"roles.{verb}_{name}" for verb in verbs for name in _edited()]))


def may_fetch_draft(user: Any) -> bool:
    """Whoever may look at everything in the draft."""
    return all(
        user.has_perm(f"roles.view_{name}") or user.has_perm(f"roles.change_{name}")
        for name in _edited()
    )


def may_fetch_editions(user: Any) -> bool:
    """Whoever may look at editions."""
    return bool(user.has_perm("roles.view_edition") or user.has_perm("roles.change_edition"))
