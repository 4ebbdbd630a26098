"""Import, publish, restore, feature jobs: the only writers of roles. Keyword-only and atomic."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max

from roles.catalogue.document import Catalogue
from roles.catalogue.parse import CatalogueError
from roles.catalogue.serialise import digest, to_json
from roles.catalogue.validate import find_problems
from roles.editions import load
from roles.models import Edition, FeaturedJob
from roles.rows import read_rows, write_rows
from roles.sources.jobs import Posting


@transaction.atomic
def import_catalogue(*, catalogue: Catalogue) -> None:
    """Replace the draft by ``catalogue``, all or nothing.

    Raises CatalogueError with the full list of problems, in which case nothing has changed.
    """
    _refuse_problems(catalogue)
    write_rows(catalogue)


@transaction.atomic
def publish(*, note: str, author: str) -> Edition:
    """Make the draft the next edition. ``author`` is a name for the record.

    Raises CatalogueError with the full list of problems, in which case nothing is published.
    """
    catalogue = read_rows()
    _refuse_problems(catalogue)
    return _store(to_json(catalogue), note, author)


@transaction.atomic
def restore(*, number: int, author: str) -> Edition:
    """Make edition ``number`` the draft again, and publish it as a new edition.

    Raises Edition.DoesNotExist for an unknown number, DamagedEditionError for an altered one.
    """
    catalogue = load(number=number).catalogue
    write_rows(catalogue)
    return _store(to_json(catalogue), f"Restored from edition {number}", author)


@transaction.atomic
def feature_jobs(*, postings: Sequence[Posting], today: date) -> tuple[int, int]:
    """Add postings, or renew those with the same role and address; drop what has expired.

    Returns how many are featured from these postings, and how many expired ones are gone.
    """
    current = [posting for posting in postings if posting.valid_through >= today]
    fields = [field.name for field in dataclasses.fields(Posting)]
    FeaturedJob.objects.bulk_create(
        [FeaturedJob(**{name: getattr(posting, name) for name in fields}) for posting in current],
        update_conflicts=True,
        unique_fields=["role", "url"],
        update_fields=[name for name in fields if name not in ("role", "url")],
    )
    gone, _ = FeaturedJob.objects.filter(valid_through__lt=today).delete()
    return len(current), gone


def _refuse_problems(catalogue: Catalogue) -> None:
    problems = find_problems(catalogue)
    if problems:
        raise CatalogueError(problems)


def _store(document: str, note: str, author: str) -> Edition:
    # Waits for somebody who is publishing now; the number is read after that.
    Edition.objects.newest_first().select_for_update().values_list("pk").first()
    number = (Edition.objects.aggregate(Max("number"))["number__max"] or 0) + 1
    return Edition.objects.create(
        number=number, digest=digest(document), document=document, note=note, author=author
    )
