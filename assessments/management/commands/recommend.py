"""``recommend answers.json``: one person; ``recommend --batch people.jsonl``: one a line."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.portable.answers import AnswersError, read_answers, score_answers
from assessments.result import profiles_of
from roles import editions
from roles.editions import LoadedEdition, NoEditionError
from roles.models import MAIN


class Command(BaseCommand):
    """Scores answers against the current edition and prints JSON."""

    help = "Score answers against the current edition. Nothing is stored."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A file for one person, or --batch and a file of many."""
        parser.add_argument("file", type=Path, nargs="?", help="JSON of one person's answers")
        parser.add_argument("--batch", type=Path, metavar="FILE", help="one JSON object a line")
        parser.add_argument("--catalogue", default=MAIN, help="its slug; default: the usual one")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print one JSON object, or one a line."""
        path = options["batch"] or options["file"]
        if path is None or (options["batch"] and options["file"]):
            raise CommandError("Give one file of answers, or --batch and one file.")
        try:
            edition = editions.current(options["catalogue"])
        except NoEditionError as error:
            raise CommandError(str(error)) from error
        try:
            if options["batch"]:
                for line in self._batch(path, edition):
                    self.stdout.write(line)
            else:
                self.stdout.write(_scored(path.read_text(encoding="utf-8-sig"), edition, indent=2))
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{path}: cannot be read: {error}") from error
        except AnswersError as error:
            raise CommandError(f"{path}: {error}") from error

    def _batch(self, path: Path, edition: LoadedEdition) -> Iterator[str]:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    yield _scored(line, edition)
                except AnswersError as error:
                    raise AnswersError(f"line {number}: {error}") from error


def _scored(text: str, edition: LoadedEdition, indent: int | None = None) -> str:
    scores = score_answers(profiles_of(edition), edition.number, read_answers(text))
    return json.dumps(scores, indent=indent)
