"""Where other apps offer pages of their own to editors, without the catalogue knowing them."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

PUBLISH, HEALTH = "publish", "health"


@dataclass(frozen=True)
class EditorLink:
    """A page for editors: ``view`` is its address's name."""

    view: str
    text: str
    says: str
    permission: str

    @property
    def url(self) -> str:
        """Its address."""
        return reverse(self.view)


_links: dict[str, list[EditorLink]] = {}


def register(place: str, link: EditorLink) -> None:
    """Show ``link`` at a ``place``; offering it twice shows it once."""
    known = _links.setdefault(place, [])
    if link not in known:
        known.append(link)


def shown_at(place: str, request: HttpRequest) -> list[EditorLink]:
    """What may be shown at ``place`` to the person who asks."""
    return [link for link in _links.get(place, []) if request.user.has_perm(link.permission)]
