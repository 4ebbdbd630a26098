"""Imports that somebody looks at before they happen.

An import is begun, then refused, or held for its author to look at. Confirmed, it is claimed, so
that it happens once, and then done.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from roles.document.parse import Problem
from roles.document.serialise import digest, from_json
from roles.draft.actions.content import import_catalogue
from roles.draft.actions.publishing import publish_of_its_own
from roles.draft.actions.upkeep import feature_jobs
from roles.draft.dry_run import base_digest, is_stale
from roles.draft.locks import lock_draft
from roles.models import ImportState, PendingImport
from roles.sources.jobs import postings_from_json

MOST_NOTES = 500  # kept with an import; pages show fewer


class ChangedError(RuntimeError):
    """The draft or edition that an import was compared with has changed since."""


@transaction.atomic
def begin_import(
    *, file_name: str, file: bytes, kind: str, into: str, title: str, author: User
) -> PendingImport:
    """Make a row for a file that is about to be read; deletes imports that nobody confirmed."""
    PendingImport.objects.expired().delete()
    row = PendingImport(
        key=secrets.token_urlsafe(32),
        file_name=file_name[:200],
        file=file,
        kind=kind,
        into=into,
        title=title,
        author=author,
    )
    # Before the file is read: what changes meanwhile is then noticed.
    row.base_digest = base_digest(row)
    row.save()
    return row


@transaction.atomic
def report_import(*, pk: int, progress: str) -> None:
    """Note in a few words how far the reading of a file is, for its page."""
    PendingImport.report(pk, progress=progress[:200])


@transaction.atomic
def hold_import(*, pk: int, document: str, notes: Sequence[Problem] = ()) -> None:
    """Keep what was read, and drop the file: the import waits for its author to confirm it."""
    PendingImport.report(
        pk,
        state=ImportState.WAITING,
        file=b"",
        document=document,
        digest=digest(document),
        notes=[_as_list(note) for note in notes[:MOST_NOTES]],
    )


@transaction.atomic
def refuse_import(*, pk: int, problems: Sequence[Problem]) -> None:
    """Keep why a file cannot be brought in, and drop the file."""
    plain = [_as_list(problem) for problem in problems]
    PendingImport.report(pk, state=ImportState.REFUSED, file=b"", problems=plain)


@transaction.atomic
def claim_import(*, key: str, author: User) -> PendingImport:
    """Take a waiting import to do it: whoever asks second finds none.

    Raises PendingImport.DoesNotExist where the author has none that waits under ``key``.
    """
    rows = PendingImport.objects.alive().select_for_update()
    row = rows.get(key=key, author=author, state=ImportState.WAITING)
    row.state, row.seen_at = ImportState.WORKING, timezone.now()
    row.save(update_fields=["state", "seen_at"])
    return row


@transaction.atomic
def release_import(*, pk: int) -> None:
    """Let a claimed import that was not done wait again."""
    PendingImport.report(pk, state=ImportState.WAITING)


@transaction.atomic
def confirm_import(*, pk: int, size: str) -> None:
    """Do what an import's author was shown; its ``progress`` then says what was done.

    ``size`` says in the log how much changed. Raises ChangedError, and nothing has changed, when
    what it was compared with is no longer the same, CatalogueError as publishing does, and
    PendingImport.DoesNotExist for one that is gone, was not claimed or counts as dead.
    """
    # Locked, so that nobody throws it away meanwhile, however long this takes; the author's row,
    # which is read with it, is not.
    rows = PendingImport.objects.select_related("author").select_for_update(of=("self",))
    row = rows.get(PendingImport.at_work(), pk=pk, state=ImportState.WORKING)
    if row.for_draft:
        lock_draft()
    if is_stale(row):
        raise ChangedError(f"{row} is no longer what it was compared with.")
    if row.for_jobs:
        row.progress = _feature(row)
    elif row.for_draft:
        what = f"Imported {row.file_name} ({row.digest[:12]}): {size}."
        import_catalogue(catalogue=from_json(row.document), author=row.author, what=what)
        row.progress = f"The draft is now as in {row.file_name}."
    else:
        row.progress = _publish(row)
    row.state, row.document = ImportState.DONE, ""
    row.save()


def _feature(row: PendingImport) -> str:
    postings = postings_from_json(row.document)
    count, gone = feature_jobs(postings=postings, today=timezone.localdate())
    return f"Featured jobs: {count} brought in, {gone} expired removed."


def _publish(row: PendingImport) -> str:
    edition = publish_of_its_own(
        catalogue=from_json(row.document),
        slug=row.into,
        title=row.title,
        note=f"Imported {row.file_name}",
        author=row.author.get_username(),
    )
    if edition is None:
        return f"Nothing to publish: it equals the newest edition of {row.into}."
    return f"Published {edition}."


def _as_list(problem: Problem) -> list[str]:
    return [problem.where, problem.place, problem.path, problem.message]
