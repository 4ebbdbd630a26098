"""Import, publish, restore: the only writers of the catalogue. Keyword-only and atomic."""

from __future__ import annotations

import secrets

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max

from roles.catalogue.document import Catalogue
from roles.catalogue.parse import CatalogueError
from roles.catalogue.serialise import digest, from_json, to_json
from roles.catalogue.validate import find_problems
from roles.editions import load
from roles.models import CatalogueInfo, Edition, PendingImport
from roles.rows import read_rows, rows_digest, write_rows


class DraftChangedError(RuntimeError):
    """Somebody changed the draft after an import was compared with it."""


@transaction.atomic
def import_catalogue(*, catalogue: Catalogue, author: User | None = None, what: str = "") -> None:
    """Replace the draft by ``catalogue``, all or nothing; ``what`` goes into ``author``'s log.

    Raises CatalogueError with the full list of problems, in which case nothing has changed.
    """
    _refuse_problems(catalogue)
    write_rows(catalogue)
    if author:
        about = CatalogueInfo.objects.all()
        LogEntry.objects.log_actions(author.pk, about, CHANGE, what, single_object=True)


@transaction.atomic
def hold_import(*, catalogue: Catalogue, file_name: str, author: User) -> PendingImport:
    """Keep ``catalogue`` for its author to look at and confirm; the draft stays as it is.

    Raises CatalogueError with the full list of problems. Imports that nobody confirmed go.
    """
    _refuse_problems(catalogue)
    PendingImport.objects.expired().delete()
    document = to_json(catalogue)
    return PendingImport.objects.create(
        key=secrets.token_urlsafe(32),
        file_name=file_name[:200],
        document=document,
        digest=digest(document),
        draft_digest=rows_digest(),
        author=author,
    )


@transaction.atomic
def confirm_import(*, key: str, author: User, size: str) -> PendingImport:
    """Replace the draft by what ``author`` was shown, and forget that it waited.

    ``size`` says in the log how much changed. Raises PendingImport.DoesNotExist for one that is
    unknown, somebody else's or too old, and DraftChangedError when the draft is no longer the one
    it was compared with.
    """
    waiting = PendingImport.objects.alive().select_for_update().get(key=key, author=author)
    if rows_digest() != waiting.draft_digest or digest(waiting.document) != waiting.digest:
        raise DraftChangedError("The draft has changed since this import was compared with it.")
    what = f"Imported {waiting.file_name} ({waiting.digest[:12]}): {size}."
    import_catalogue(catalogue=from_json(waiting.document), author=author, what=what)
    waiting.delete()
    return waiting


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
