"""The reader's own ratings, for the pages that lay them over a role.

This app knows nothing of assessments. Whoever does registers a provider, and the public pages ask
it. Without one, or for a reader without ratings, the pages are drawn without marks.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest

Ratings = dict[str, int | None]
Provider = Callable[[HttpRequest, str], Ratings | None]  # the request, a catalogue's slug

_providers: list[Provider] = []


def set_provider(provider: Provider | None) -> None:
    """Ask ``provider`` for readers' ratings from now on, in the whole process; None: ask nobody."""
    _providers[:] = [] if provider is None else [provider]


def ratings_of(request: HttpRequest, catalogue: str) -> Ratings | None:
    """Skill slug -> level 0-4 (None: not sure) of the reader, or None if they have no ratings.

    Only ratings of this catalogue: another one may mean something else by the same slug.
    """
    return _providers[0](request, catalogue) or None if _providers else None
