"""What every page of an assessment tells its template."""

from __future__ import annotations

from typing import Any

from roles.editions import LoadedEdition
from roles.public.addresses import frame


def with_edition(edition: LoadedEdition, **context: Any) -> dict[str, Any]:
    """``context`` with the ``edition`` and what base.html needs of it: addresses and the footer."""
    return {
        "edition": edition,
        **frame(edition),
        **context,
    }
