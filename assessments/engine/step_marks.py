"""What a person makes of the steps of a plan, as the engine needs to know it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from roles.document.types import Phase


@dataclass(frozen=True)
class OwnWork:
    """A step that the person added to the plan for ``role`` (a slug). ``hours`` at least 1."""

    key: str
    role: str
    title: str
    what: str
    hours: int
    phase: Phase


@dataclass(frozen=True)
class Marks:
    """Keys of steps done, under way and skipped; ``alternatives``: the slug chosen, by key.

    No key is in two of the sets. Keys of other plans are left alone. ``own`` may be of any role.
    """

    done: frozenset[str] = frozenset()
    doing: frozenset[str] = frozenset()
    skipped: frozenset[str] = frozenset()
    alternatives: Mapping[str, str] = field(default_factory=dict)
    own: tuple[OwnWork, ...] = ()


NO_MARKS = Marks()
