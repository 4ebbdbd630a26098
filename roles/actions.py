"""Import, publish, restore, feature jobs: the only writers of roles. Keyword-only and atomic."""

from __future__ import annotations

import dataclasses
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Max

from roles.catalogue.document import Catalogue
from roles.catalogue.parse import CatalogueError
from roles.catalogue.serialise import digest, from_json, to_json
from roles.catalogue.validate import find_problems
from roles.editions import load
from roles.models import (
    MAIN,
    CatalogueInfo,
    Edition,
    FeaturedJob,
    LinkCheck,
    PendingImport,
    Requirement,
    ScheduledEdition,
    ScheduleState,
)
from roles.models import Catalogue as CatalogueRow
from roles.rows import read_rows, rows_digest, write_rows
from roles.sources.jobs import Posting


class DraftChangedError(RuntimeError):
    """Somebody changed the draft after an import was compared with it."""


Asked = tuple[Decimal, Decimal]  # level, importance
VIEWERS, WRITERS, PUBLISHERS = "Viewers", "Writers", "Publishers"
# What writers do not write.
NO_DRAFT = ("catalogue", "edition", "schedulededition", "linkcheck", "pendingimport", "featuredjob")


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
def publish_of_its_own(
    *, catalogue: Catalogue, slug: str, title: str, note: str, author: str
) -> Edition | None:
    """Make a document the next edition of the catalogue ``slug``, which it makes if it is new.

    The draft is not touched. None where the document is that of the newest edition; a ``title``
    is kept even then. Raises CatalogueError with the full list of problems, in which case nothing
    has changed, and ValueError for the catalogue that editors edit.
    """
    if slug == MAIN:
        raise ValueError("The catalogue that editors edit is published from the draft.")
    _refuse_problems(catalogue)
    row = _locked_catalogue(slug)
    if title and title != row.title:
        row.title = title
        row.save()
    document = to_json(catalogue)
    newest = Edition.objects.of(slug).newest_first().values_list("digest", flat=True).first()
    if newest == digest(document):
        return None
    return _store(document, note, author, slug)


@transaction.atomic
def restore(*, number: int, author: str, catalogue: str = MAIN) -> Edition:
    """Publish edition ``number`` again as a new edition of its catalogue.

    In the catalogue that editors edit, it becomes the draft, too. Raises Edition.DoesNotExist
    for an unknown number, DamagedEditionError for an altered one.
    """
    content = load(number=number, catalogue=catalogue).catalogue
    if catalogue == MAIN:
        write_rows(content)
    return _store(to_json(content), f"Restored from edition {number}", author, catalogue)


@transaction.atomic
def schedule(*, note: str, author: str, publish_at: datetime) -> ScheduledEdition:
    """Keep the draft as it is now, to be published at a time.

    Raises CatalogueError with the full list of problems, in which case nothing is kept.
    """
    catalogue = read_rows()
    _refuse_problems(catalogue)
    document = to_json(catalogue)
    return ScheduledEdition.objects.create(
        publish_at=publish_at,
        document=document,
        digest=digest(document),
        base_number=_newest_number(),
        note=note,
        author=author,
    )


@transaction.atomic
def cancel_scheduled(*, pk: int) -> bool:
    """Take back a publication that still waits or is held; False when there is none."""
    waiting = ScheduledEdition.objects.filter(
        pk=pk, state__in=(ScheduleState.WAITING, ScheduleState.HELD)
    )
    return bool(waiting.update(state=ScheduleState.CANCELLED))


@transaction.atomic
def publish_scheduled(*, pk: int, now: datetime) -> ScheduledEdition:
    """Publish what was kept, if it is due and still waits; hold it back where it no longer fits.

    Raises ScheduledEdition.DoesNotExist for an unknown one.
    """
    row = ScheduledEdition.objects.select_for_update().get(pk=pk)
    if row.state != ScheduleState.WAITING or row.publish_at > now:
        return row
    _locked_catalogue(MAIN)  # the newest number is to be read after this
    row.why_held = _why_held(row)
    if row.why_held:
        row.state = ScheduleState.HELD
    else:
        row.edition = _store(row.document, row.note, row.author)
        row.state = ScheduleState.PUBLISHED
        _log_publication(row.edition)
    row.save()
    return row


@transaction.atomic
def mark_links(*, urls: Iterable[str], works: bool, by: str, now: datetime) -> int:
    """Note that somebody looked at these addresses; how many."""
    rows = [LinkCheck(url=url, works=works, checked_by=by, checked_at=now) for url in urls]
    LinkCheck.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["url"],
        update_fields=["works", "checked_by", "checked_at"],
    )
    return len(rows)


@transaction.atomic
def set_requirements(*, cells: Mapping[tuple[int, int], Asked | None]) -> None:
    """Set what roles ask of skills, by row keys; None where a role no longer asks.

    Notes and places stay; a new requirement comes last.
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


@transaction.atomic
def make_groups() -> list[str]:
    """Make the groups of editors where they are missing, and give them what they need.

    Returns the names of those that are new. Permissions that somebody added stay.
    """
    ours = Permission.objects.filter(content_type__app_label="roles")
    view = ours.filter(codename__startswith="view_")
    log = Permission.objects.filter(content_type__app_label="admin", codename="view_logentry")
    drafts = ours.exclude(content_type__model__in=NO_DRAFT)
    publish = ours.filter(codename="add_edition")
    wanted = {
        VIEWERS: [*view, *log],
        WRITERS: [*view, *log, *drafts],
        PUBLISHERS: [*view, *log, *publish],
    }
    new = []
    for name, permissions in wanted.items():
        group, made = Group.objects.get_or_create(name=name)
        missing = set(permissions).difference(group.permissions.all())
        if missing:
            group.permissions.add(*missing)
        new += [name] if made else []
    return new


def _why_held(row: ScheduledEdition) -> str:
    newest = _newest_number()
    if newest != row.base_number:
        return f"Edition {newest} was published meanwhile. Look at the draft again."
    if digest(row.document) != row.digest:
        return "What was kept does not match its digest."
    try:
        _refuse_problems(from_json(row.document))
    except CatalogueError as error:
        return str(error)
    return ""


def _log_publication(edition: Edition) -> None:
    user = get_user_model()._default_manager.filter(username=edition.author).first()
    if user is not None:
        LogEntry.objects.create(
            user_id=user.pk,
            content_type=ContentType.objects.get_for_model(Edition),
            object_id=str(edition.pk),
            object_repr=str(edition),
            action_flag=ADDITION,
            change_message=f"Published as scheduled: {edition.note}",
        )


def _refuse_problems(catalogue: Catalogue) -> None:
    problems = find_problems(catalogue)
    if problems:
        raise CatalogueError(problems)


def _store(document: str, note: str, author: str, catalogue: str = MAIN) -> Edition:
    row = _locked_catalogue(catalogue)
    return Edition.objects.create(
        catalogue=row,
        number=_newest_number(catalogue) + 1,
        digest=digest(document),
        document=document,
        note=note,
        author=author,
    )


def _locked_catalogue(slug: str) -> CatalogueRow:
    """The row, made if it is new; whoever else publishes in this catalogue waits."""
    last = CatalogueRow.objects.aggregate(Max("position"))["position__max"]
    place = 0 if slug == MAIN else (last or 0) + 1
    CatalogueRow.objects.get_or_create(slug=slug, defaults={"position": place})
    return CatalogueRow.objects.select_for_update().get(slug=slug)


def _newest_number(catalogue: str = MAIN) -> int:
    return Edition.objects.of(catalogue).aggregate(Max("number"))["number__max"] or 0
