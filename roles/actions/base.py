"""What the actions share."""

from __future__ import annotations

from django.db.models import Max

from roles.catalogue.document import Catalogue
from roles.catalogue.parse import CatalogueError
from roles.catalogue.serialise import digest
from roles.catalogue.validate import find_problems
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
        note=note,
        author=author,
    )


def locked_catalogue(slug: str) -> CatalogueRow:
    """The row, made if it is new; whoever else publishes in this catalogue waits."""
    last = CatalogueRow.objects.aggregate(Max("position"))["position__max"]
    place = 0 if slug == MAIN else (last or 0) + 1
    CatalogueRow.objects.get_or_create(slug=slug, defaults={"position": place})
    return CatalogueRow.objects.select_for_update().get(slug=slug)


def newest_number(catalogue: str = MAIN) -> int:
    """Of its editions; 0 where there is none."""
    return Edition.objects.of(catalogue).aggregate(Max("number"))["number__max"] or 0
