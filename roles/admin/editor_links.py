"""Where other apps offer pages of their own to editors, without the catalogue knowing them."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

PUBLISH, HEALTH = "publish", "health"


@dataclass(frozen=True)
class EditorLink:
    """A link to a page for editors: ``view`` names its address, ``text`` is the link, ``says`` what
    the page is for, ``permission`` whom it is shown to."""

    view: str
    text: str
    says: str
    permission: str

    @property
    def url(self) -> str:
        """The path of the page."""
        return reverse(self.view)


_links: dict[str, list[EditorLink]] = {}


def register(place: str, link: EditorLink) -> None:
    """Show ``link`` at a ``place``; offering it twice shows it once."""
    known = _links.setdefault(place, [])
    if link not in known:
        known.append(link)


def shown_at(place: str, request: HttpRequest) -> list[EditorLink]:
    """The links registered for ``place`` that the request's user has the permission for."""
    return [link for link in _links.get(place, []) if request.user.has_perm(link.permission)]
