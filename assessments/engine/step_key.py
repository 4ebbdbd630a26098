"""What names a step of a plan, in the database, in addresses' forms and in files."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Numbers as ids have them: from 1 on, at most nineteen digits, one way of writing each.
KEY = re.compile(
    r"(?:skill/(?P<skill>[^/]+)|role/(?P<role>[^/]+)|own)/(?P<number>[1-9][0-9]{0,18})"
)


@dataclass(frozen=True)
class StepKey:
    """One step: "skill/sql/2", "role/builder/1" or "own/7".

    Of ``skill`` and ``role``, slugs without a slash, at most one is not "". ``number`` is at least
    1: the level that a skill's step leads to, a getting-started step's place in its role, or the
    number of a step that the person added.
    """

    skill: str
    role: str
    number: int

    @classmethod
    def of_skill(cls, skill: str, level: int) -> StepKey:
        """The step of ``skill`` to ``level``."""
        return cls(skill, "", level)

    @classmethod
    def of_role(cls, role: str, place: int) -> StepKey:
        """The getting-started step at ``place`` of ``role``, counted from 1."""
        return cls("", role, place)

    @classmethod
    def of_own(cls, number: int) -> StepKey:
        """A step that the person added."""
        return cls("", "", number)

    @classmethod
    def parse(cls, text: str) -> StepKey | None:
        """The key written as ``text``; None for a text that is no key."""
        found = KEY.fullmatch(text)
        return found and cls(found["skill"] or "", found["role"] or "", int(found["number"]))

    @property
    def is_own(self) -> bool:
        """Whether the person added the step."""
        return not (self.skill or self.role)

    def __str__(self) -> str:
        if self.is_own:
            return f"own/{self.number}"
        kind = "skill" if self.skill else "role"
        return f"{kind}/{self.skill or self.role}/{self.number}"
