"""Who may send a catalogue or jobs in, and who may fetch a catalogue."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Model

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


def draft_models() -> list[type[Model]]:
    """The models whose rows are the draft."""
    models = apps.get_app_config("roles").get_models()
    return [model for model in models if model._meta.model_name not in NOT_PART_OF_DRAFT]


def may_replace_draft(user: Any) -> bool:
    """Whether a user has every right on every table of the draft: an import uses them all."""
    names = [model._meta.model_name for model in draft_models()]
    return bool(user.has_perms([f"roles.{verb}_{name}" for verb in ALL_VERBS for name in names]))


def may_publish(user: Any) -> bool:
    """Whether a user may publish; so it is for bringing in a catalogue that has no draft, too."""
    return bool(user.has_perm("roles.add_edition"))


def may_feature_jobs(user: Any) -> bool:
    """Whether a user has every right on featured jobs, which readers see at once."""
    return bool(user.has_perms([f"roles.{verb}_featuredjob" for verb in ALL_VERBS]))


def may_import(user: Any) -> bool:
    """Whether a user may bring in anything at all: a draft, another catalogue, or jobs."""
    return may_replace_draft(user) or may_publish(user) or may_feature_jobs(user)


def may_fetch_draft(user: Any) -> bool:
    """Whether a user may look at every table of the draft."""
    return all(
        user.has_perm(f"roles.view_{name}") or user.has_perm(f"roles.change_{name}")
        for name in (model._meta.model_name for model in draft_models())
    )


def may_fetch_editions(user: Any) -> bool:
    """Whether a user may look at editions."""
    return bool(user.has_perm("roles.view_edition") or user.has_perm("roles.change_edition"))
