"""Template filters that tell which links to import and export an editor is offered."""

from __future__ import annotations

from typing import Any

from django import template

from roles.draft import rights

register = template.Library()


@register.filter
def may_import(user: Any) -> bool:
    """Whether this user may import a catalogue."""
    return rights.may_import(user)


@register.filter
def may_export(user: Any) -> bool:
    """Whether this user may export the draft or an edition."""
    return rights.may_fetch_draft(user) or rights.may_fetch_editions(user)
