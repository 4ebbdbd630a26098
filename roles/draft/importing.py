"""Imports from the editors' pages: a file is read, looked at, and then brought in.

Small files are read, and small catalogues written, in the request; larger ones in the background.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django_tasks import task

from careerpath import background
from roles.document.parse import CatalogueError, Problem, Reading, refusal
from roles.document.serialise import to_json
from roles.draft import actions, dry_run
from roles.draft.source_reading import read_postings, read_source
from roles.editions import NoEditionError
from roles.formats.registry import check_sent, checked, unpack
from roles.models import MAIN, PendingImport
from roles.sources.base import Progress
from roles.sources.jobs import postings_to_json

IN_REQUEST = 1_000_000  # bytes of a file to read, characters of a document to write
FOLDERS = "careerpath-import-"  # how the temporary folders' names begin
LONGEST_STEM = 100  # bytes of a file's name that are kept; file systems take 255
FAILED = "could not be brought in, for a reason of ours: it is in the site's log"


@dataclass(frozen=True)
class ImportRequest:
    """What is to become of a file: the source it comes from (``kind``, "" for a catalogue's own
    forms), the slug of the catalogue it goes ``into``, and the ``title`` of a new one."""

    kind: str = ""
    into: str = MAIN
    title: str = ""


def begin(file: UploadedFile[bytes], wish: ImportRequest, author: Any) -> PendingImport:
    """Read a file that was sent, or begin to read it in the background if it is large.

    The row returned says how far that is and what was found. Raises CatalogueError, and keeps
    nothing, for a file whose name or size says that it need not be read.
    """
    name, size = file.name or "file", file.size or 0
    if not wish.kind:
        check_sent(name, size)
    make = partial(
        actions.begin_import,
        file_name=name,
        file=file.read(),
        kind=wish.kind,
        into=wish.into,
        title=wish.title,
        author=author,
    )
    row = background.begin(make, read_file, lambda row: len(row.file) > IN_REQUEST)
    row.refresh_from_db(fields=["state", "problems"])
    return row


def confirm(key: str, author: Any) -> None:
    """Bring in what waits under ``key``, or begin to in the background if it is large.

    Raises PendingImport.DoesNotExist where ``author`` has no import that waits under it.
    """
    make = partial(actions.claim_import, key=key, author=author)
    background.begin(make, bring_in, lambda row: len(row.document) > IN_REQUEST)


@task
def read_file(pk: int) -> None:
    """Read the file of an import: it then waits to be confirmed, or is refused."""
    background.perform(PendingImport, pk, _read, _fail)


@task
def bring_in(pk: int) -> None:
    """Bring in a confirmed import, all of it or nothing.

    It waits on where what it was compared with has changed since, and cannot be confirmed then.
    """
    background.perform(PendingImport, pk, _bring_in, _fail)


def _read(row: PendingImport) -> None:
    try:
        with TemporaryDirectory(prefix=FOLDERS) as folder:
            place = Path(folder) / _short(row.file_name)
            place.write_bytes(row.file)
            document, notes = _document(row, place, partial(_report, row.pk))
        actions.hold_import(pk=row.pk, document=document, notes=notes)
    except CatalogueError as error:
        actions.refuse_import(pk=row.pk, problems=error.problems)


def _bring_in(row: PendingImport) -> None:
    try:
        size = "" if row.for_jobs else dry_run.look(row).size
        actions.confirm_import(pk=row.pk, size=size)
    except actions.ChangedError:  # its page says that the file must be sent once more
        actions.release_import(pk=row.pk)
    except CatalogueError as error:
        actions.refuse_import(pk=row.pk, problems=error.problems)


def _fail(row: PendingImport) -> None:
    actions.refuse_import(pk=row.pk, problems=[Problem(row.file_name, "", FAILED)])


def _report(pk: int, said: str) -> None:
    actions.report_import(pk=pk, progress=said)


def _short(name: str) -> str:
    """A file's name, which messages repeat, cut to what any file system takes."""
    said = Path(name)
    stem = said.stem.encode()[:LONGEST_STEM].decode(errors="ignore")
    return f"{stem}{said.suffix:.20}"


def _document(
    row: PendingImport, place: Path, progress: Progress
) -> tuple[str, tuple[Problem, ...]]:
    """What is kept of a file, as JSON, and notes of what is left out; raises CatalogueError."""
    if row.for_jobs:
        try:
            found = read_postings(place, None, progress)
        except NoEditionError as error:
            raise refusal(place.name, str(error)) from error
        return postings_to_json(found.postings), found.warnings
    if row.kind:
        imported = read_source(row.kind, place, None, progress)
        return to_json(checked(Reading(imported.catalogue)).catalogue), imported.warnings
    return to_json(unpack(place.read_bytes(), place.name).catalogue), ()
