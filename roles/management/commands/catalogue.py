"""Check, import, export, compare and publish the catalogue."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from roles import actions, editions
from roles.catalogue.diff import Change, compare
from roles.catalogue.document import Catalogue
from roles.catalogue.folder import MAIN, read_folder, write_folder
from roles.catalogue.parse import CatalogueError, Problem
from roles.catalogue.serialise import from_json, to_json
from roles.catalogue.validate import find_problems
from roles.models import Edition
from roles.outside import JOBS, SALARIES, SOURCES, WITH_TITLES, for_edition, into_draft
from roles.rows import read_rows

NOTE_LENGTH = 500
MOST_CHANGES = 200  # listed by a dry run or a diff; the rest is counted


def read_json(path: Path) -> Catalogue:
    """The document in a JSON file; raises CatalogueError with every problem."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CatalogueError([Problem(path.name, "", "is not UTF-8 text")]) from error
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise CatalogueError([Problem(path.name, "", reason)]) from error
    return from_json(text, path.name)


def write_json(catalogue: Catalogue, path: Path) -> None:
    """Canonical JSON, so that the file's SHA-256 is the edition's digest."""
    path.write_text(to_json(catalogue), encoding="utf-8")


def write_yaml(catalogue: Catalogue, path: Path) -> None:
    """A YAML folder. Refuses a folder of other things, whose YAML files it would remove."""
    if path.is_dir() and any(path.iterdir()) and not (path / MAIN).exists():
        raise CommandError(f"{path} is not empty and has no {MAIN}: choose another folder.")
    write_folder(catalogue, path)


READERS: dict[str, Callable[[Path], Catalogue]] = {"yaml": read_folder, "json": read_json}
WRITERS: dict[str, Callable[[Catalogue, Path], None]] = {"yaml": write_yaml, "json": write_json}


def _format_of(path: Path) -> str:
    if path.is_dir():
        return "yaml"
    if not path.exists():
        raise CommandError(f"{path} does not exist.")
    if path.suffix == ".json":
        return "json"
    raise CommandError(f"{path} is neither a folder nor a .json file: name its --format.")


class Command(BaseCommand):
    help = "Check, import, export, compare and publish the catalogue."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions_of = parser.add_subparsers(dest="action", required=True)
        validate = actions_of.add_parser("validate", help="list what is wrong with a catalogue")
        validate.add_argument("path", nargs="?", type=Path, help="default: the draft")
        validate.add_argument("--format", choices=[*READERS, *SOURCES])
        load = actions_of.add_parser("import", help="replace the draft, all or nothing")
        load.add_argument("path", type=Path)
        load.add_argument("--format", choices=[*READERS, *SOURCES, *WITH_TITLES])
        load.add_argument(
            "--titles",
            type=Path,
            help="salaries, jobs: a table of which job titles count for which role",
        )
        load.add_argument("--dry-run", action="store_true", help="only show what would change")
        save = actions_of.add_parser("export", help="write a catalogue")
        save.add_argument("path", type=Path)
        save.add_argument("--format", choices=WRITERS, required=True)
        save.add_argument("--edition", help="a number, or draft; default: the current edition")
        diff = actions_of.add_parser("diff", help="what the draft changes")
        diff.add_argument("--edition", help="a number; default: the current edition")
        publish = actions_of.add_parser("publish", help="make the draft the next edition")
        publish.add_argument("--note", required=True, help="what changed, for the record")
        publish.add_argument("--author", default="command line", help="a name for the record")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, f"_{options['action']}")(**options)
        except CatalogueError as error:
            self._refuse(error.problems)
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error

    def _refuse(self, problems: list[Problem]) -> None:
        for problem in problems:
            self.stderr.write(str(problem))
        raise CommandError(f"{_counted(len(problems), 'problem')}. Nothing was changed.")

    def _validate(self, path: Path | None, **options: Any) -> None:
        catalogue = self._read(path, options["format"]) if path else read_rows()
        if problems := find_problems(catalogue):
            self._refuse(problems)
        self.stdout.write(f"No problems: {_summary(catalogue)}.")

    def _import(self, path: Path, dry_run: bool, **options: Any) -> None:
        if options["titles"] and options["format"] not in WITH_TITLES:
            raise CommandError("--titles goes with --format salaries or --format jobs.")
        if options["format"] == JOBS:
            self._feature(path, options["titles"], dry_run)
            return
        catalogue = self._read(path, options["format"], options["titles"])
        if not dry_run:
            actions.import_catalogue(catalogue=catalogue)
            self.stdout.write(f"The draft now holds {_summary(catalogue)}.")
        elif problems := find_problems(catalogue):
            self._refuse(problems)
        else:
            self._show(compare(read_rows(), catalogue))

    def _read(self, path: Path, kind: str | None, titles: Path | None = None) -> Catalogue:
        kind = kind or _format_of(path)
        if kind in READERS:
            return READERS[kind](path)
        if kind == SALARIES:
            imported = into_draft(path, titles, self._progress)
        else:
            imported = SOURCES[kind](path, self._progress)
        self._warn(imported.warnings)
        return imported.catalogue

    def _feature(self, path: Path, titles: Path | None, dry_run: bool) -> None:
        """Jobs are no part of the catalogue: they are shown at once, until they expire."""
        try:
            found = for_edition(path, titles, self._progress)
        except editions.NoEditionError as error:
            raise CommandError(str(error)) from error
        self._warn(found.warnings)
        today = timezone.localdate()
        if dry_run:
            for item in found.postings:
                expired = "" if item.valid_through >= today else " (expired: not shown)"
                self.stdout.write(f"{item.role}: {item.title}, {item.employer}{expired}")
            return
        count, gone = actions.feature_jobs(postings=found.postings, today=today)
        self.stdout.write(
            f"Featured {_counted(count, 'job')}; {_counted(gone, 'expired one')} removed."
        )

    def _progress(self, text: str) -> None:
        self.stderr.write(f"  {text}")

    def _warn(self, warnings: tuple[Problem, ...]) -> None:
        for warning in warnings:
            self.stderr.write(f"Note: {warning}")

    def _export(self, path: Path, edition: str | None, **options: Any) -> None:
        catalogue = read_rows() if edition == "draft" else _edition(edition).catalogue
        WRITERS[options["format"]](catalogue, path)
        self.stdout.write(f"Wrote {_summary(catalogue)} to {path}.")

    def _diff(self, edition: str | None, **_options: Any) -> None:
        self._show(compare(_edition(edition).catalogue, read_rows()))

    def _publish(self, note: str, author: str, **_options: Any) -> None:
        if not note.strip() or len(note) > NOTE_LENGTH:
            raise CommandError(f"The note must have 1 to {NOTE_LENGTH} characters.")
        if Edition.objects.exists() and read_rows() == editions.current().catalogue:
            raise CommandError("Nothing to publish: the draft equals the current edition.")
        edition = actions.publish(note=note.strip(), author=author[:200])
        self.stdout.write(f"Published edition {edition.number} ({edition.digest[:12]}).")

    def _show(self, changes: list[Change]) -> None:
        for change in changes[:MOST_CHANGES]:
            self.stdout.write(f"{change.kind} {change.path}: {_sides(change)}")
        if len(changes) > MOST_CHANGES:
            self.stdout.write(f"... and {len(changes) - MOST_CHANGES:,} more.")
        self.stdout.write(_counted(len(changes), "difference") + ".")


def _sides(change: Change) -> str:
    sides = {
        "added": [change.after],
        "removed": [change.before],
    }.get(change.kind, [change.before, change.after])
    return " -> ".join(" ".join(side.split()) for side in sides)


def _edition(number: str | None) -> editions.LoadedEdition:
    try:
        return editions.load(number=int(number)) if number else editions.current()
    except (Edition.DoesNotExist, ValueError, OverflowError) as error:
        raise CommandError(f"There is no edition {number}.") from error
    except (editions.NoEditionError, editions.DamagedEditionError) as error:
        raise CommandError(str(error)) from error


def _summary(catalogue: Catalogue) -> str:
    roles = _counted(len(catalogue.roles), "role")
    return f"{roles} and {_counted(len(catalogue.skills), 'skill')}"


def _counted(count: int, noun: str) -> str:
    return f"{count or 'No'} {noun}{'' if count == 1 else 's'}"
