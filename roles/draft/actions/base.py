"""What the actions share."""

from __future__ import annotations

from django.db.models import Max

from roles import editions
from roles.document.diff import compare
from roles.document.differences import count_kinds
from roles.document.parse import CatalogueError
from roles.document.serialise import digest, from_json
from roles.document.types import Catalogue
from roles.document.validate import find_problems
from roles.models import MAIN, Edition
from roles.models import Catalogue as CatalogueRow


def refuse_problems(catalogue: Catalogue) -> None:
    """Raise CatalogueError with the full list of problems, if there is any."""
    problems = find_problems(catalogue)
    if problems:
        raise CatalogueError(problems)


def store(document: str, note: str, author: str, catalogue: str = MAIN) -> Edition:
    """Make ``document`` the next edition of a catalogue."""
    row = locked_catalogue(catalogue)
    return Edition.objects.create(
        catalogue=row,
        number=newest_number(catalogue) + 1,
        digest=digest(document),
        document=document,
        size=_size(document, catalogue),
        note=note,
        author=author,
    )


def _size(document: str, catalogue: str) -> dict[str, int] | None:
    """How much a document changes against the newest edition."""
    try:
        before = editions.current(catalogue).catalogue
    except (editions.NoEditionError, editions.DamagedEditionError):
        return None
    return count_kinds(compare(before, from_json(document)))


def locked_catalogue(slug: str) -> CatalogueRow:
    """The row, made if it is new; whoever else publishes in this catalogue waits."""
    last = CatalogueRow.objects.aggregate(Max("position"))["position__max"]
    place = 0 if slug == MAIN else (last or 0) + 1
    CatalogueRow.objects.get_or_create(slug=slug, defaults={"position": place})
    return CatalogueRow.objects.select_for_update().get(slug=slug)


def newest_number(catalogue: str = MAIN) -> int:
    """Of its editions; 0 where there is none."""
    return Edition.objects.of(catalogue).aggregate(Max("number"))["number__max"] or 0
