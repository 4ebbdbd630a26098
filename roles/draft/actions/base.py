"""What several actions need: refusing a document, storing it as an edition, locks and numbers."""

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


class UnchangedError(RuntimeError):
    """What is to be published is what the newest edition says already."""


def refuse_problems(catalogue: Catalogue) -> None:
    """Raise CatalogueError with every reason why a document may not be published, if any."""
    problems = find_problems(catalogue)
    if problems:
        raise CatalogueError(problems)


def store(document: str, note: str, author: str, catalogue: str = MAIN) -> Edition:
    """Make ``document``, canonical JSON, the next edition of a catalogue; to be called in a
    transaction. It is not checked here."""
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


def is_newest(document: str, catalogue: str = MAIN) -> bool:
    """Whether a catalogue's newest edition is this very document; one query."""
    newest = Edition.objects.of(catalogue).newest_first().values_list("digest", flat=True).first()
    return newest == digest(document)


def _size(document: str, catalogue: str) -> dict[str, int] | None:
    """Differences from the newest edition, counted by kind; None where there is none to compare."""
    try:
        before = editions.current(catalogue).catalogue
    except (editions.NoEditionError, editions.DamagedEditionError):
        return None
    return count_kinds(compare(before, from_json(document)))


def locked_catalogue(slug: str) -> CatalogueRow:
    """A catalogue's row, made if it is new, locked until the transaction ends.

    Whoever else publishes in this catalogue waits, so that two never take the same number.
    """
    last = CatalogueRow.objects.aggregate(Max("position"))["position__max"]
    place = 0 if slug == MAIN else (last or 0) + 1
    CatalogueRow.objects.get_or_create(slug=slug, defaults={"position": place})
    return CatalogueRow.objects.select_for_update().get(slug=slug)


def newest_number(catalogue: str = MAIN) -> int:
    """The highest number of a catalogue's editions, 0 where there is none; one query."""
    return Edition.objects.of(catalogue).aggregate(Max("number"))["number__max"] or 0
