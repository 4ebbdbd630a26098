"""``recommend answers.json``: one person; ``recommend --batch people.jsonl``: one a line."""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.engine.method import METHODS, TODAY
from assessments.portable.answers import AnswersError, read_answers, score_answers
from assessments.result import profiles_of
from roles import editions
from roles.editions import NoEditionError
from roles.models import MAIN


class Command(BaseCommand):
    """Scores answers against the current edition and prints JSON."""

    help = "Score answers against the current edition. Nothing is stored."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A file for one person, or --batch and a file of many."""
        parser.add_argument("file", type=Path, nargs="?", help="JSON of one person's answers")
        parser.add_argument("--batch", type=Path, metavar="FILE", help="one JSON object a line")
        parser.add_argument("--catalogue", default=MAIN, help="its slug; default: the usual one")
        parser.add_argument("--top", type=_at_least_one, metavar="N", help="the first N, no gaps")
        parser.add_argument(
            "--method",
            type=int,
            choices=sorted(METHODS),
            default=TODAY.number,
            help="the number of the method to score by; default: today's",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print one JSON object, or one a line."""
        path = options["batch"] or options["file"]
        if path is None or (options["batch"] and options["file"]):
            raise CommandError("Give one file of answers, or --batch and one file.")
        try:
            edition = editions.current(options["catalogue"])
        except NoEditionError as error:
            raise CommandError(str(error)) from error
        profiles = profiles_of(edition, options["method"])

        def scored(text: str, indent: int | None = None) -> str:
            answers = read_answers(text)
            scores = score_answers(profiles, edition.number, answers, options["top"])
            return json.dumps(scores, indent=indent)

        try:
            if options["batch"]:
                for line in _batch(path, scored):
                    self.stdout.write(line)
            else:
                self.stdout.write(scored(path.read_text(encoding="utf-8-sig"), indent=2))
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{path}: cannot be read: {error}") from error
        except AnswersError as error:
            raise CommandError(f"{path}: {error}") from error


def _batch(path: Path, scored: Callable[[str], str]) -> Iterator[str]:
    with path.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield scored(line)
            except AnswersError as error:
                raise AnswersError(f"line {number}: {error}") from error


def _at_least_one(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise ArgumentTypeError(f"must be a whole number of 1 or more, not {text!r:.80}")
    return int(text)
