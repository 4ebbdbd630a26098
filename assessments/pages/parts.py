"""A long list, a part at a time."""

from __future__ import annotations

from dataclasses import dataclass

PART = 50


@dataclass(frozen=True)
class ListPart:
    """Part ``number`` of ``parts``: what stands at ``begin`` up to, not including, ``end``."""

    begin: int
    end: int
    number: int
    parts: int

    @property
    def previous(self) -> int:
        """The number of the part before, 0 for none."""
        return self.number - 1

    @property
    def next(self) -> int:
        """The number of the part after, 0 for none."""
        return self.number + 1 if self.number < self.parts else 0


def part_of(count: int, number: str) -> ListPart:
    """The part of a list of ``count`` that an address names; the nearest one for nonsense."""
    parts = max(1, -(-count // PART))
    wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    at = min(max(1, wanted), parts)
    return ListPart((at - 1) * PART, min(at * PART, count), at, parts)
