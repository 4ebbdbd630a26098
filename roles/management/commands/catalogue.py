"""Check, import, export, compare and publish the catalogue."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from roles import editions
from roles.document.diff import Change, compare
from roles.document.parse import CatalogueError, Problem, Reading
from roles.document.serialise import digest, to_json
from roles.document.types import Catalogue
from roles.draft import actions
from roles.draft.read import read_rows
from roles.draft.source_reading import read_postings, read_source
from roles.formats.registry import (
    FORMATS,
    Format,
    checked,
    guess,
    located_problems,
    readers,
    writers,
)
from roles.models import MAIN, Edition
from roles.models import Catalogue as CatalogueRow
from roles.sources.base import JOBS
from roles.sources.registry import SOURCES

NOTE_LENGTH = 500
TITLE_LENGTH = 200
WHICH = "the slug of a catalogue; default: the one that editors edit"
OF_ITS_OWN = "publish it at once as the next edition of another catalogue, by its slug"
MOST_CHANGES = 200  # listed by a dry run or a diff; the rest is counted


CATALOGUES = [name for name, source in SOURCES.items() if source.read]
BY_TITLES = [name for name, source in SOURCES.items() if source.needs_titles]


def _format_of(path: Path) -> Format:
    if not path.exists():
        raise CommandError(f"{path} does not exist.")
    found = guess(path)
    if found is None:
        raise CommandError(
            f"{path} is neither a folder nor a file of a known kind: name its --format."
        )
    return found


class Command(BaseCommand):
    help = "Check, import, export, compare and publish the catalogue."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions_of = parser.add_subparsers(dest="action", required=True)
        validate = actions_of.add_parser("validate", help="list what is wrong with a catalogue")
        validate.add_argument("path", nargs="?", type=Path, help="default: the draft")
        validate.add_argument("--format", choices=[*readers(), *CATALOGUES])
        load = actions_of.add_parser("import", help="replace the draft, all or nothing")
        load.add_argument("path", type=Path)
        load.add_argument("--format", choices=[*readers(), *SOURCES])
        load.add_argument(
            "--titles",
            type=Path,
            help="salaries, jobs: which job titles count for which role; default: the editors' own",
        )
        load.add_argument("--dry-run", action="store_true", help="only show what would change")
        load.add_argument("--catalogue", help=OF_ITS_OWN)
        load.add_argument("--title", default="", help="of the --catalogue; default: its document's")
        load.add_argument("--user", help="whose log of changes tells of it; default: none")
        save = actions_of.add_parser("export", help="write a catalogue")
        save.add_argument("path", type=Path)
        save.add_argument("--format", choices=writers(), required=True)
        save.add_argument("--edition", help="a number, or draft; default: the current edition")
        save.add_argument("--catalogue", default=MAIN, help=WHICH)
        diff = actions_of.add_parser("diff", help="what the draft changes")
        diff.add_argument("--edition", help="a number; default: the current edition")
        diff.add_argument("--catalogue", default=MAIN, help="of another: --edition against newest")
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
        reading = self._read(path, options["format"]) if path else Reading(read_rows())
        if problems := located_problems(reading):
            self._refuse(problems)
        self.stdout.write(f"No problems: {_summary(reading.catalogue)}.")

    def _import(self, path: Path, dry_run: bool, user: str | None, **options: Any) -> None:
        if options["titles"] and options["format"] not in BY_TITLES:
            raise CommandError("--titles goes with --format salaries or --format jobs.")
        if options["catalogue"]:
            self._of_its_own(path, dry_run, user, **options)
            return
        if options["title"]:
            raise CommandError("--title goes with --catalogue.")
        if options["format"] == JOBS:
            self._feature(path, options["titles"], dry_run)
            return
        author = _user(user)
        catalogue = checked(self._read(path, options["format"], options["titles"])).catalogue
        if dry_run:
            self._show(compare(read_rows(), catalogue))
        else:
            what = (
                f"Imported {path.name} ({digest(to_json(catalogue))[:12]}) from the command line."
            )
            actions.import_catalogue(catalogue=catalogue, author=author, what=what)
            self.stdout.write(f"The draft now holds {_summary(catalogue)}.")

    def _of_its_own(self, path: Path, dry_run: bool, user: str | None, **options: Any) -> None:
        """Import into a catalogue without a draft: what is read becomes its next edition."""
        slug = _slug_of_its_own(options["catalogue"])
        if options["format"] in BY_TITLES:
            raise CommandError(
                f"--format {options['format']} adds to the catalogue that editors edit: "
                "leave out --catalogue."
            )
        title = " ".join(options["title"].split())
        if len(title) > TITLE_LENGTH:
            raise CommandError(f"The title must have at most {TITLE_LENGTH} characters.")
        author = _user(user)
        content = checked(self._read(path, options["format"])).catalogue
        if dry_run:
            self._show(compare(_newest_of(slug), content))
            return
        edition = actions.publish_of_its_own(
            catalogue=content,
            slug=slug,
            title=title,
            note=f"Imported {path.name}"[:NOTE_LENGTH],
            author=author.get_username() if author else "command line",
        )
        if edition is None:
            self.stdout.write(f"Nothing to publish: it equals the newest edition of {slug}.")
        else:
            self.stdout.write(
                f"Published edition {edition.number} of {slug} ({edition.digest[:12]}): "
                f"{_summary(content)}."
            )

    def _read(self, path: Path, kind: str | None, titles: Path | None = None) -> Reading:
        if kind not in SOURCES:
            return (FORMATS[kind] if kind else _format_of(path)).read(path)
        imported = read_source(kind, path, titles, self._progress)
        self._warn(imported.warnings)
        return Reading(imported.catalogue)

    def _feature(self, path: Path, titles: Path | None, dry_run: bool) -> None:
        """Import job postings, which readers see at once, until they expire."""
        try:
            found = read_postings(path, titles, self._progress)
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

    def _export(self, path: Path, edition: str | None, catalogue: str, **options: Any) -> None:
        if edition == "draft":
            _refuse_no_draft(catalogue)
            content = read_rows()
        else:
            content = _edition(edition, catalogue).catalogue
        write = FORMATS[options["format"]].write
        if write:
            write(content, path)
        self.stdout.write(f"Wrote {_summary(content)} to {path}.")

    def _diff(self, edition: str | None, catalogue: str, **_options: Any) -> None:
        before = _edition(edition, catalogue).catalogue
        if catalogue == MAIN:
            self._show(compare(before, read_rows()))
        elif edition:
            self._show(compare(before, _edition(None, catalogue).catalogue))
        else:
            _refuse_no_draft(catalogue)

    def _publish(self, note: str, author: str, **_options: Any) -> None:
        if not note.strip() or len(note) > NOTE_LENGTH:
            raise CommandError(f"The note must have 1 to {NOTE_LENGTH} characters.")
        try:
            edition = actions.publish(note=note.strip(), author=author[:200])
        except actions.UnchangedError as error:
            raise CommandError(str(error)) from error
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


def _user(name: str | None) -> User | None:
    found = User.objects.filter(username=name).first() if name else None
    if name and found is None:
        raise CommandError(f"There is no user {name}.")
    return found


def _slug_of_its_own(slug: str) -> str:
    if slug == MAIN:
        raise CommandError(f"{MAIN} is the catalogue that editors edit: leave out --catalogue.")
    try:
        CatalogueRow(slug=slug).clean_fields()
    except ValidationError as error:
        raise CommandError(f"--catalogue {slug}: {' '.join(error.messages)}") from error
    return slug


def _refuse_no_draft(catalogue: str) -> None:
    if catalogue != MAIN:
        raise CommandError(
            f"Only the catalogue that editors edit has a draft; {catalogue} has editions. "
            "Compare two of them with --edition."
        )


def _newest_of(slug: str) -> Catalogue:
    try:
        return editions.current(slug).catalogue
    except editions.NoEditionError:
        return Catalogue(title="-")


def _edition(number: str | None, catalogue: str) -> editions.LoadedEdition:
    of = "" if catalogue == MAIN else f" of {catalogue}"
    try:
        if number:
            return editions.load(number=int(number), catalogue=catalogue)
        return editions.current(catalogue)
    except (Edition.DoesNotExist, ValueError, OverflowError) as error:
        raise CommandError(f"There is no edition {number}{of}.") from error
    except editions.NoEditionError as error:
        text = f"There is no edition{of}." if of else str(error)
        raise CommandError(text) from error
    except editions.DamagedEditionError as error:
        raise CommandError(str(error)) from error


def _summary(catalogue: Catalogue) -> str:
    roles = _counted(len(catalogue.roles), "role")
    return f"{roles} and {_counted(len(catalogue.skills), 'skill')}"


def _counted(count: int, noun: str) -> str:
    return f"{count or 'No'} {noun}{'' if count == 1 else 's'}"
