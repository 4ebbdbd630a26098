"""A role as readers will see it, and beside what they see now."""

from __future__ import annotations

from dataclasses import dataclass, field

from roles import editions, models
from roles.document.completeness import Hint, role_hints
from roles.document.diff import compare
from roles.document.differences import Listed
from roles.document.parse import CatalogueError, Problem
from roles.document.validate import find_problems
from roles.document.word_diff import tell
from roles.draft.one_role import read_with
from roles.draft.read import read_role, read_rows
from roles.public.role_page import RolePage, role_page


@dataclass(frozen=True)
class Missing:
    """What a role lacks: ``problems`` stand in the way of publishing it, ``hints`` do not."""

    problems: list[Problem] = field(default_factory=list)
    hints: list[Hint] = field(default_factory=list)

    @property
    def count(self) -> int:
        """The number of problems and of things that hints count."""
        return len(self.problems) + sum(hint.count for hint in self.hints)


def missing_in(role: models.Role) -> Missing:
    """What the draft of a role lacks; reads that role only, in a fixed number of queries."""
    try:
        catalogue = read_with(role)
    except CatalogueError as error:
        return Missing(problems=_of(role, error.problems))
    skills = {skill.slug: skill for skill in catalogue.skills}
    draft = next(item for item in catalogue.roles if item.slug == role.slug)
    return Missing(_of(role, find_problems(catalogue)), role_hints(draft, skills))


def _of(role: models.Role, problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.where == f"role {role.slug}"]


def preview_page(role: models.Role) -> RolePage:
    """The public page of a role's draft; reads the whole draft, whose roles it is compared with.

    Raises CatalogueError where rows make no document, and Role.DoesNotExist for a role that was
    deleted since ``role`` was read.
    """
    edition = editions.wrap(read_rows(), number=0)
    if role.slug not in edition.roles:
        raise models.Role.DoesNotExist(role.slug)
    return role_page(edition, edition.roles[role.slug], None)


def role_changes(role: models.Role) -> tuple[Listed, list[Problem]]:
    """What differs between a role's draft and the current edition, or why that cannot be told.

    Raises Role.DoesNotExist for a role that was deleted since ``role`` was read.
    """
    try:
        catalogue = editions.current().catalogue
        draft = read_role(role)
    except editions.NoEditionError as error:
        return Listed(), [Problem("", "", str(error))]
    except CatalogueError as error:
        return Listed(), error.problems
    published = tuple(item for item in catalogue.roles if item.slug == role.slug)
    before = catalogue.model_copy(update={"roles": published})
    after = catalogue.model_copy(update={"roles": (draft,)})
    return tell(compare(before, after), catalogue, before, after), []
