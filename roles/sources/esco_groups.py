"""ESCO's groups of skills, at the depth where a person can rate them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from roles.sources.tables import SHORT, Reader
from roles.sources.words import with_capital

# Codes of the groups that are rated: the second level of skills (S1.2), narrow fields of
# knowledge (061), and the first level of transversal and of language skills (T2, L).
RATED = re.compile(r"S\d\.\d+|\d{3}|T\d|L")
# The groups above those: for the skills that hang directly below one of them.
HIGHER = re.compile(r"S\d|\d{2}|T")
GROUP = {"uri": ("conceptUri",), "name": ("preferredLabel",)}
GROUP_TEXTS = {"code": ("code",), "description": ("description",)}
BROADER = {"uri": ("conceptUri",), "above": ("broaderUri",)}
OTHERS = {"T": "Transversal skills", "L": "Languages"}


@dataclass(frozen=True)
class EscoGroup:
    """A group of skills with its ``code`` in ESCO's outline; ``category`` is the name of the group
    above it."""

    code: str
    name: str
    description: str
    category: str

    @property
    def is_knowledge(self) -> bool:
        """Whether it is a field of knowledge: these have codes of digits alone, such as 061."""
        return self.code.isdigit()


class Groups:
    """Which of the rated groups a fine skill belongs to; skills are known by their addresses."""

    def __init__(self, groups: dict[str, EscoGroup], above: dict[str, list[str]]) -> None:
        self._groups = groups  # by address
        self._above = above
        self._known: dict[str, tuple[EscoGroup, ...]] = {}

    def of(self, skill: str) -> tuple[EscoGroup, ...]:
        """The rated groups that hold a skill, in outline order; none if it belongs to none.

        A skill below no rated group belongs to the groups above those.
        """
        if skill not in self._known:
            over = self._over(skill)
            found = [group for group in over if RATED.fullmatch(group.code)]
            found = found or [group for group in over if HIGHER.fullmatch(group.code)]
            self._known[skill] = tuple(sorted(found, key=_in_outline))
        return self._known[skill]

    def used(self, skills: Iterable[str]) -> list[EscoGroup]:
        """Every group that holds any of the skills, in the order of their codes."""
        return sorted({group for skill in skills for group in self.of(skill)}, key=_in_outline)

    def _over(self, skill: str) -> list[EscoGroup]:
        """Every group above a skill, however far, each once: a group may hang below several."""
        seen: set[str] = set()
        waiting = [skill]
        while waiting:
            for uri in self._above.get(waiting.pop(), ()):
                if uri not in seen:
                    seen.add(uri)
                    waiting.append(uri)
        return [self._groups[uri] for uri in sorted(seen) if uri in self._groups]


def _in_outline(group: EscoGroup) -> tuple[int, list[int], str]:
    """A sort key: skills, transversal skills, languages, knowledge; S1.10 after S1.9."""
    kind = "STL".find(group.code[:1]) % 4  # digits are not found: -1 becomes 3
    return kind, [int(part) for part in re.findall(r"\d+", group.code)], group.code


def read_groups(reader: Reader, skills: Iterable[str], language: str) -> Groups:
    """Read the groups, and what hangs below what; ``skills`` are the addresses of fine skills.

    ``language`` is the pattern for the end of a file's name.
    """
    named: dict[str, tuple[str, str, str]] = {}
    pattern = f"skillGroups{language}"
    for row in reader.rows(pattern, GROUP, GROUP_TEXTS, named="skillGroups_en.csv"):
        uri, name = row.text("uri", 300), row.text("name", SHORT - 20)
        if uri and name:
            # Fields of knowledge carry their code in their address only.
            code = row.optional("code", SHORT) or uri.rsplit("/", 1)[-1]
            # ESCO abbreviates in the name of a group itself: "... technologies (icts)".
            named[uri] = code, name.removesuffix(" (icts)"), row.optional("description")
    above: dict[str, list[str]] = defaultdict(list)
    pattern = f"broaderRelationsSkillPillar{language}"
    known = named.keys() | set(skills)
    for row in reader.rows(pattern, BROADER, named="broaderRelationsSkillPillar.csv"):
        uri, over = row.text("uri", 300), row.text("above", 300)
        if uri in known and over is not None:
            above[str(uri)].append(over)
    names = {code: name for code, name, _text in named.values()}
    groups = {
        uri: EscoGroup(code, name, text, _category(code, names))
        for uri, (code, name, text) in named.items()
    }
    return Groups(groups, above)


def _category(code: str, names: dict[str, str]) -> str:
    if code[:1] in OTHERS:
        return OTHERS[code[0]]
    if code[:1] == "S":
        return with_capital(names.get(code.partition(".")[0], "Other skills"))
    return f"Knowledge: {names.get(code[:2], 'other fields')}"
