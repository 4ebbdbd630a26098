"""Changes of the draft as a whole: another catalogue in its place, many requirements at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.db import transaction

from roles.document.types import Catalogue
from roles.draft.actions.base import refuse_problems
from roles.draft.write import write_rows
from roles.models import CatalogueInfo, Requirement

Asked = tuple[Decimal, Decimal]  # level, importance


@transaction.atomic
def import_catalogue(*, catalogue: Catalogue, author: User | None = None, what: str = "") -> None:
    """Replace the draft by ``catalogue``, all or nothing; ``what`` goes into the log of changes
    under ``author``'s name.

    Raises CatalogueError with the full list of problems, in which case nothing has changed.
    """
    refuse_problems(catalogue)
    write_rows(catalogue)
    if author:
        about = CatalogueInfo.objects.all()
        LogEntry.objects.log_actions(author.pk, about, CHANGE, what, single_object=True)


@transaction.atomic
def set_requirements(*, cells: Mapping[tuple[int, int], Asked | None]) -> None:
    """Set level and importance of requirements; ``cells`` are by the keys of role and skill, None
    where a role no longer asks for a skill.

    Notes and positions stay; a new requirement comes last. Locks the roles' requirements.
    """
    roles = {role for role, _skill in cells}
    rows = {
        (row.role_id, row.skill_id): row
        for row in Requirement.objects.filter(role_id__in=roles).select_for_update()
    }
    last = Counter(dict.fromkeys(roles, 0))
    for row in rows.values():
        last[row.role_id] = max(last[row.role_id], row.position)
    for (role, skill), asked in cells.items():
        found = rows.get((role, skill))
        if asked is None:
            if found is not None:
                found.delete()
        elif found is not None:
            found.level, found.importance = asked
            found.save()
        else:
            last[role] += 1
            Requirement.objects.create(
                role_id=role,
                skill_id=skill,
                level=asked[0],
                importance=asked[1],
                position=last[role],
            )
