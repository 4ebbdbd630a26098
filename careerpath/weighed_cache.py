"""A cache that threads share and that never holds more than it may."""

from __future__ import annotations

import random
from collections.abc import Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


@dataclass
class _Entry(Generic[Value]):
    value: Value
    weight: int
    uses: int = 1


class WeighedCache(Generic[Key, Value]):
    """Values by key; their weights, in any one unit, add up to ``budget`` at most.

    A value that outweighs the budget by itself is held alone, until another one comes.
    """

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self.weight = 0
        self._held: dict[Key, _Entry[Value]] = {}
        self._lock = Lock()

    def get(self, key: Key) -> Value | None:
        """The value held under ``key``; None when there is none."""
        with self._lock:
            entry = self._held.get(key)
            if entry is None:
                return None
            entry.uses += 1
            return entry.value

    def add(self, key: Key, value: Value, weight: int) -> Value:
        """Hold ``value``, and drop others until it fits.

        Returns what is held then: another's value where another thread added one meanwhile.
        """
        with self._lock:
            if key in self._held:
                return self._held[key].value
            while self._held and self.weight + weight > self.budget:
                self._drop_one()
            self._held[key] = _Entry(value, weight)
            self.weight += weight
            return value

    def _drop_one(self) -> None:
        """Of two at random, drop the one used less; the uses of the other count half from now on.

        What is used all the time stays, and old fame fades. Dropping what was used longest ago
        would be at its worst where a page reads one value more than fits: each time the one goes
        that is needed next, and nothing is ever found.
        """
        picked = random.sample(list(self._held), min(2, len(self._held)))
        *others, dropped = sorted(picked, key=lambda key: self._held[key].uses, reverse=True)
        for key in others:
            self._held[key].uses //= 2
        self.weight -= self._held.pop(dropped).weight
