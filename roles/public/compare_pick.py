"""The page on which one chooses two roles to compare."""

from __future__ import annotations

from dataclasses import dataclass

from roles.editions import LoadedEdition
from roles.public.list import _grouped_slugs
from roles.public.nearness import nearest
from roles.public.picking import MOST_SUGGESTED, RolePicker, are_many, picker, titles_of

CHOOSE = "Choose a role"


@dataclass(frozen=True)
class PickPage:
    """The two fields of the form that picks roles to compare."""

    first: RolePicker
    second: RolePicker


def pick_page(edition: LoadedEdition, *, first: str, second: str, submitted: bool) -> PickPage:
    """The form that picks two roles, with what was chosen: slugs, or "" or any text that is none.

    Errors show once it was ``submitted``. The second field proposes the roles nearest to the first.
    """
    titles = titles_of(edition)
    first_error = "" if first in titles else CHOOSE
    second_error = "" if second in titles else CHOOSE
    if second == first and not second_error:
        second_error = "Choose two different roles"
    groups = {} if are_many(titles) else _grouped_slugs(edition)
    near: list[str] = []
    if first in titles:
        near = [role.slug for role in nearest(edition, first, MOST_SUGGESTED)]

    def field(chosen: str, name: str, label: str, error: str, near: list[str]) -> RolePicker:
        return picker(
            titles,
            chosen,
            name=name,
            id=name,
            label=label,
            blank=CHOOSE,
            error=error if submitted else "",
            suggested=near,
            groups=groups,
        )

    return PickPage(
        first=field(first, "first", "First role", first_error, []),
        second=field(second, "second", "Second role", second_error, near),
    )
