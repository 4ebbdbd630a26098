"""Which posted job titles count for which role: a table that editors can change.

Columns ``role`` and ``job_title``; optional ``levels_used``: "all", or codes of experience such as
"SE+EX only".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from pathlib import Path

from roles.sources.base import Problems, silent
from roles.sources.files import Files
from roles.sources.tables import SHORT, Commas, Reader, Row

BUILT_IN = Path(__file__).parent / "titles.csv"
LEVELS = ("EN", "MI", "SE", "EX")
COLUMNS = {"role": ("role",), "title": ("job_title", "title")}
OPTIONAL = {"levels": ("levels_used",)}


def plain_title(title: str) -> str:
    """A title as it is compared: small letters, and between words one space instead of any signs.

    + and # stay: C++ and C# are other languages than C.
    """
    return " ".join(re.sub(r"[^\w+#]+", " ", title.casefold()).split())


class Titles:
    """Which job titles count for which roles, at which levels of experience (LEVELS).

    Roles are known by slug; one title may count for several. ``name`` is the file they are from.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._roles: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
        self._said: dict[str, str] = {}

    def add(self, title: str, role: str, levels: Iterable[str] = LEVELS) -> None:
        """Let ``title`` count for ``role``, at some levels of experience."""
        self._said.setdefault(plain_title(title), title)
        self._roles[plain_title(title)][role] = frozenset(levels)

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Every pair of role and title as (role, title, levels): the title as it was first added,
        levels "" for all or such as "SE+EX"."""
        for title, roles in self._roles.items():
            for role, levels in roles.items():
                some = [level for level in LEVELS if level in levels]
                yield role, self._said[title], "" if len(some) == len(LEVELS) else "+".join(some)

    def only(self, known: Collection[str]) -> Titles:
        """The titles that count for any of the ``known`` roles."""
        titles = Titles(self.name)
        for title, roles in self._roles.items():
            for role, levels in roles.items():
                if role in known:
                    titles.add(title, role, levels)
        return titles

    def roles(self) -> frozenset[str]:
        """The slugs of all roles that a title counts for."""
        return frozenset(role for roles in self._roles.values() for role in roles)

    def unknown(self, known: Iterable[str]) -> list[str]:
        """The slugs of roles named here that are not among the ``known`` ones, sorted."""
        return sorted(self.roles().difference(known))

    def roles_of(self, title: str, level: str) -> list[str]:
        """The roles for which exactly this title counts at this level of experience ("SE")."""
        roles = self._roles.get(plain_title(title), {})
        return [role for role, levels in roles.items() if level in levels]

    def within(self, title: str) -> list[str]:
        """The roles of the longest known title that ``title`` holds as whole words.

        Titles that count at some levels of experience only are left aside: a posting does not say
        its level by such a code.
        """
        said = f" {plain_title(title)} "
        for known in self._longest_first:
            if f" {known} " in said:
                return self._at_every_level(known)
        return []

    def _at_every_level(self, title: str) -> list[str]:
        return [role for role, levels in self._roles[title].items() if len(levels) == len(LEVELS)]

    @cached_property
    def _longest_first(self) -> list[str]:
        usable = (title for title in self._roles if title and self._at_every_level(title))
        return sorted(usable, key=lambda title: (-len(title), title))


def read_titles(place: Path = BUILT_IN) -> Titles:
    """Read a .csv table of titles; CatalogueError with every problem, each with line and column."""
    problems = Problems()
    with Files(place) as files:
        titles = Titles(files.name)
        reader = Reader(files, Commas, problems, silent)
        for row in reader.rows(r".+\.csv", COLUMNS, OPTIONAL, named="table of titles (.csv)"):
            role, title = row.text("role", 100), row.text("title", SHORT)
            levels = _levels(row)
            if role and title and levels:
                titles.add(title, role, levels)
    problems.refuse()
    return titles


def _levels(row: Row) -> tuple[str, ...]:
    said = row.optional("levels", SHORT).removesuffix(" only")
    if said in ("", "all"):
        return LEVELS
    levels = tuple(said.split("+"))
    if not set(levels) <= set(LEVELS):
        allowed = f"all, or some of {', '.join(LEVELS)} joined by +"
        row.wrong("levels", f"must be {allowed}; got {said!r:.80}")
        return ()
    return levels
