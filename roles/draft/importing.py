"""Imports from the editors' pages: what was sent is read, looked at, and then brought in.

Small files are read, and small catalogues written, in the request; larger ones in the background.
"""

from __future__ import annotations

import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from typing import Any

import structlog
from django.core.files.uploadedfile import UploadedFile

from careerpath.background import after_commit
from roles.document.parse import CatalogueError, Problem, Reading, refusal
from roles.document.serialise import to_json
from roles.draft import actions, dry_run
from roles.draft.outside import for_edition, read_source
from roles.editions import NoEditionError
from roles.formats.registry import check_sent, checked, unpack
from roles.models import MAIN, PendingImport
from roles.models.imports import LIFE
from roles.sources.base import Progress
from roles.sources.jobs import postings_to_json

IN_REQUEST = 1_000_000  # bytes of a file to read, characters of a document to write
FOLDERS = "careerpath-import-"  # in the system's folder for temporary files
LONGEST_STEM = 100  # bytes of a file's name that are kept
FAILED = "could not be brought in, for a reason of ours: it is in the site's log"

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class ImportRequest:
    """What is to become of a file: of which source it is ("" for a catalogue's own forms), into
    which catalogue it goes, and what a new one is to be called."""

    kind: str = ""
    into: str = MAIN
    title: str = ""


def begin(file: UploadedFile[bytes], wish: ImportRequest, author: Any) -> PendingImport:
    """Read a file, or begin to; the row says how far it is and what was found.

    Raises CatalogueError for what need not be read, and keeps nothing of it.
    """
    name, size = file.name or "file", file.size or 0
    if not wish.kind:
        check_sent(name, size)
    pk = actions.begin_import(
        file_name=name, kind=wish.kind, into=wish.into, title=wish.title, author=author
    )
    job = partial(_read, pk, _put_down(file, name))
    _run(job, size > IN_REQUEST, f"read-import-{pk}")
    return PendingImport.objects.get(pk=pk)


def confirm(key: str, author: Any) -> PendingImport:
    """Do a waiting import, or begin to. Raises PendingImport.DoesNotExist where none waits."""
    row = actions.claim_import(key=key, author=author)
    _run(partial(_bring_in, row.pk), len(row.document) > IN_REQUEST, f"import-{row.pk}")
    row.refresh_from_db()
    return row


def _run(job: partial[None], long: bool, name: str) -> None:
    if long:
        after_commit(job, name)
    else:
        job()


def _put_down(file: UploadedFile[bytes], name: str) -> Path:
    """The file in a folder of its own, under a name that messages can give."""
    _sweep()
    said = Path(name)
    stem = said.stem.encode()[:LONGEST_STEM].decode(errors="ignore")
    place = Path(mkdtemp(prefix=FOLDERS)) / f"{stem}{said.suffix:.20}"
    with place.open("wb") as target:
        for chunk in file.chunks():
            target.write(chunk)
    return place


def _sweep() -> None:
    """Remove what processes left behind that ended while they read."""
    for folder in Path(gettempdir()).glob(f"{FOLDERS}*"):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime > LIFE.total_seconds():
                shutil.rmtree(folder)


def _read(pk: int, place: Path) -> None:
    try:
        row = PendingImport.objects.get(pk=pk)
        document, notes = _document(row, place, lambda said: _report(pk, said))
        actions.hold_import(pk=pk, document=document, notes=notes)
    except CatalogueError as error:
        actions.refuse_import(pk=pk, problems=error.problems)
    except Exception:
        _failed(pk, place.name)
    finally:
        shutil.rmtree(place.parent, ignore_errors=True)


def _report(pk: int, said: str) -> None:
    actions.report_import(pk=pk, progress=said)


def _document(
    row: PendingImport, place: Path, progress: Progress
) -> tuple[str, tuple[Problem, ...]]:
    """What is kept of a file, and what of it is left out; raises CatalogueError."""
    if row.for_jobs:
        try:
            found = for_edition(place, None, progress)
        except NoEditionError as error:
            raise refusal(place.name, str(error)) from error
        return postings_to_json(found.postings), found.warnings
    if row.kind:
        imported = read_source(row.kind, place, None, progress)
        return to_json(checked(Reading(imported.catalogue)).catalogue), imported.warnings
    return to_json(unpack(place.read_bytes(), place.name).catalogue), ()


def _bring_in(pk: int) -> None:
    row = PendingImport.objects.get(pk=pk)
    try:
        size = "" if row.for_jobs else dry_run.look(row).size
        actions.confirm_import(pk=pk, size=size)
    except actions.ChangedError:
        actions.release_import(pk=pk)
    except CatalogueError as error:
        actions.refuse_import(pk=pk, problems=error.problems)
    except Exception:
        _failed(pk, row.file_name)


def _failed(pk: int, name: str) -> None:
    log.exception("import_failed", pending=pk)
    actions.refuse_import(pk=pk, problems=[Problem(name, "", FAILED)])
