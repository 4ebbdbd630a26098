"""What every source has in common: what it gives back, its problems, its progress."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from roles.document.parse import CatalogueError, Problem
from roles.document.types import Catalogue

MOST_PROBLEMS = 200  # gathered before reading stops: so many mean another format than was named
JOBS = "jobs"  # the source that makes no catalogue

Progress = Callable[[str], None]  # is told in a few words how far the reading is


@dataclass(frozen=True)
class Imported:
    """A catalogue made from a source; ``warnings`` say what of the source it leaves out."""

    catalogue: Catalogue
    warnings: tuple[Problem, ...] = ()


def silent(_text: str) -> None:
    """A Progress that tells nobody."""


class Problems:
    """Problems gathered while reading on, so that all can be mended at once."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(self, where: str, path: str, message: str) -> None:
        """Note a problem at ``path`` in the file ``where``.

        Raises CatalogueError with all of them once there are MOST_PROBLEMS.
        """
        self.found.append(Problem(where, path, message))
        if len(self.found) >= MOST_PROBLEMS:
            rest = f"reading stopped after {MOST_PROBLEMS} problems: is this the right format?"
            raise CatalogueError([*self.found, Problem(where, "", rest)])

    def refuse(self) -> None:
        """Raise CatalogueError with every problem, if there is any."""
        if self.found:
            raise CatalogueError(self.found)


class Warnings:
    """Notes of what is left out of a source: of each kind the first SHOWN line by line, and the
    number of the rest."""

    SHOWN = 100

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], list[str]] = {}

    def add(self, where: str, path: str, message: str) -> None:
        """Note that ``message`` holds at ``path`` of ``where``."""
        self._found.setdefault((where, message), []).append(path)

    def all(self) -> tuple[Problem, ...]:
        """The warnings by kind, in the order in which each kind was first noted."""
        problems: list[Problem] = []
        for (where, message), paths in self._found.items():
            problems += [Problem(where, path, message) for path in paths[: self.SHOWN]]
            if len(paths) > self.SHOWN:
                problems.append(Problem(where, f"{len(paths) - self.SHOWN:,} more", message))
        return tuple(problems)
