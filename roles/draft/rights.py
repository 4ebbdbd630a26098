"""Who may send a catalogue or jobs in, and who may fetch a catalogue."""

from __future__ import annotations

from typing import Any

from django.apps import apps

# Models whose rows are no part of the draft.
NOT_PART_OF_DRAFT = frozenset(
    {
        "catalogue",
        "edition",
        "featuredjob",
        "jobtitle",
        "linkcheck",
        "pendingimport",
        "schedulededition",
    }
)
ALL_VERBS = ("add", "change", "delete")


def draft_models() -> list[str]:
    """The names of the models whose rows are the draft."""
    names = (model._meta.model_name or "" for model in apps.get_app_config("roles").get_models())
    return [name for name in names if name not in NOT_PART_OF_DRAFT]


def may_replace_draft(user: Any) -> bool:
    """An import can add, change and remove anything in the draft: so must its author."""
    return bool(
        user.has_perms([f"roles.{verb}_{name}" for verb in ALL_VERBS for name in draft_models()])
    )


def may_publish(user: Any) -> bool:
    """A catalogue of its own has no draft: bringing it in publishes it."""
    return bool(user.has_perm("roles.add_edition"))


def may_feature_jobs(user: Any) -> bool:
    """Jobs are shown at once."""
    return bool(user.has_perms([f"roles.{verb}_featuredjob" for verb in ALL_VERBS]))


def may_import(user: Any) -> bool:
    """Whoever may bring in anything."""
    return may_replace_draft(user) or may_publish(user) or may_feature_jobs(user)


def may_fetch_draft(user: Any) -> bool:
    """Whoever may look at everything in the draft."""
    return all(
        user.has_perm(f"roles.view_{name}") or user.has_perm(f"roles.change_{name}")
        for name in draft_models()
    )


def may_fetch_editions(user: Any) -> bool:
    """Whoever may look at editions."""
    return bool(user.has_perm("roles.view_edition") or user.has_perm("roles.change_edition"))
