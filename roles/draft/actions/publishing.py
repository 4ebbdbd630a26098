"""Publish, restore, schedule: nothing else writes editions."""

from __future__ import annotations

from datetime import datetime

from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from roles.document.parse import CatalogueError
from roles.document.serialise import digest, from_json, to_json
from roles.document.types import Catalogue
from roles.draft.actions.base import (
    UnchangedError,
    is_newest,
    locked_catalogue,
    newest_number,
    refuse_problems,
    store,
)
from roles.draft.locks import lock_draft
from roles.draft.read import read_rows
from roles.draft.write import write_rows
from roles.editions import load
from roles.models import MAIN, Edition, ScheduledEdition, ScheduleState


@transaction.atomic
def publish(*, note: str, author: str) -> Edition:
    """Make the draft the next edition. ``author`` is a name for the record.

    Raises CatalogueError with the full list of problems, and UnchangedError where the draft equals
    the newest edition; in both cases nothing is published.
    """
    lock_draft()
    catalogue = read_rows()
    refuse_problems(catalogue)
    document = to_json(catalogue)
    locked_catalogue(MAIN)  # who clicked twice waits here, and is then told that it is done
    if is_newest(document):
        raise UnchangedError("Nothing to publish: the draft equals the current edition.")
    return store(document, note, author)


@transaction.atomic
def publish_of_its_own(
    *, catalogue: Catalogue, slug: str, title: str, note: str, author: str
) -> Edition | None:
    """Make a document the next edition of the catalogue ``slug``, which is made if it is new.

    The draft is not touched. Returns None where the newest edition is this very document; a
    ``title`` is kept even then. Raises CatalogueError with the full list of problems, in which case
    nothing has changed, and ValueError for the catalogue that editors edit.
    """
    if slug == MAIN:
        raise ValueError("The catalogue that editors edit is published from the draft.")
    refuse_problems(catalogue)
    row = locked_catalogue(slug)
    if title and title != row.title:
        row.title = title
        row.save()
    document = to_json(catalogue)
    if is_newest(document, slug):
        return None
    edition = store(document, note, author, slug)
    _log_publication(edition, f"Published: {note}")
    return edition


@transaction.atomic
def restore(*, number: int, author: str, catalogue: str = MAIN) -> Edition:
    """Publish edition ``number`` again as a new edition of its catalogue.

    In the catalogue that editors edit, it replaces the draft, too. Raises Edition.DoesNotExist
    for an unknown number, DamagedEditionError for an altered one.
    """
    content = load(number=number, catalogue=catalogue).catalogue
    if catalogue == MAIN:
        write_rows(content)
    return store(to_json(content), f"Restored from edition {number}", author, catalogue)


@transaction.atomic
def schedule(*, note: str, author: str, publish_at: datetime) -> ScheduledEdition:
    """Keep the draft as it is now, to be published at ``publish_at``.

    Raises CatalogueError with the full list of problems, in which case nothing is kept.
    """
    lock_draft()
    catalogue = read_rows()
    refuse_problems(catalogue)
    document = to_json(catalogue)
    return ScheduledEdition.objects.create(
        publish_at=publish_at,
        document=document,
        digest=digest(document),
        base_number=newest_number(),
        note=note,
        author=author,
    )


@transaction.atomic
def cancel_scheduled(*, pk: int) -> bool:
    """Take back a scheduled publication that waits or is held back; False when there is none."""
    waiting = ScheduledEdition.objects.filter(
        pk=pk, state__in=(ScheduleState.WAITING, ScheduleState.HELD)
    )
    return bool(waiting.update(state=ScheduleState.CANCELLED))


@transaction.atomic
def publish_scheduled(*, pk: int, now: datetime) -> ScheduledEdition:
    """Publish a scheduled edition if it is due and waits; hold it back where another edition came
    in between, or it may not be published.

    Returns the row, whose state says what became of it. Raises ScheduledEdition.DoesNotExist.
    """
    row = ScheduledEdition.objects.select_for_update().get(pk=pk)
    if row.state != ScheduleState.WAITING or row.publish_at > now:
        return row
    locked_catalogue(MAIN)  # so that no edition can come between reading its number and publishing
    row.why_held = _why_held(row)
    if row.why_held:
        row.state = ScheduleState.HELD
    else:
        row.edition = store(row.document, row.note, row.author)
        row.state = ScheduleState.PUBLISHED
        _log_publication(row.edition, f"Published as scheduled: {row.note}")
    row.save()
    return row


def _why_held(row: ScheduledEdition) -> str:
    newest = newest_number()
    if newest != row.base_number:
        return f"Edition {newest} was published meanwhile. Look at the draft again."
    if digest(row.document) != row.digest:
        return "What was kept does not match its digest."
    try:
        refuse_problems(from_json(row.document))
    except CatalogueError as error:
        return str(error)
    return ""


def _log_publication(edition: Edition, what: str) -> None:
    """Write into the log of changes, under the user with the author's name, where there is one."""
    user = get_user_model()._default_manager.filter(username=edition.author).first()
    if user is not None:
        LogEntry.objects.create(
            user_id=user.pk,
            content_type=ContentType.objects.get_for_model(Edition),
            object_id=str(edition.pk),
            object_repr=str(edition),
            action_flag=ADDITION,
            change_message=what,
        )
