"""The bytes of a file -> the document in it, or every problem with its place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from pydantic import ValidationError

from assessments.portable.schema import SCHEMA, VERSION, Transfer
from roles.document.faults import fault_words
from roles.document.json_text import JsonError, parse_json

MOST_BYTES = 1024 * 1024  # of a file
SHOWN_PROBLEMS = 10
CLOCKS_DIFFER = timedelta(minutes=5)  # of two machines, between which somebody moves a file at once


class TransferError(ValueError):
    """A file that cannot be imported; ``problems`` says what is wrong and where."""

    def __init__(self, *problems: str) -> None:
        # A lone surrogate could not be shown.
        self.problems = [text.encode("utf-8", "replace").decode() for text in problems]
        super().__init__("\n".join(self.problems))


def read_transfer(content: bytes) -> Transfer:
    """Check a file and return what it says; raises TransferError with every problem found."""
    if len(content) > MOST_BYTES:
        raise TransferError("The file is larger than 1 MB. An export of an assessment is smaller.")
    try:
        # With or without the mark that editors on Windows put before a text.
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TransferError(f"The file is not UTF-8 text: byte {error.start + 1}.") from error
    _check_heading(_parsed(text))
    try:
        # Not what was parsed already: strict models take dates from text in JSON alone.
        return Transfer.model_validate_json(text)
    except ValidationError as error:
        raise TransferError(*_first(map(_problem, error.errors(include_url=False)))) from error


def check_clock(document: Transfer, now: datetime) -> None:
    """Raise TransferError for what a file says to have happened after ``now``.

    Such an assessment would stay somebody's newest until then, whatever they answer meanwhile.
    """
    plan = document.plan
    moments: dict[str, datetime | None] = {
        "started_at": document.started_at,
        "completed_at": document.completed_at,
    }
    moments |= {f"plan.progress.{n}.done_at": line.done_at for n, line in enumerate(plan.progress)}
    moments |= {f"plan.own_steps.{n}.added_at": s.added_at for n, s in enumerate(plan.own_steps)}
    latest = now + CLOCKS_DIFFER
    late = [
        f"{name}: must not be in the future" for name, at in moments.items() if at and at > latest
    ]
    if late:
        raise TransferError(*_first(late))


def _first(problems: Iterable[str]) -> list[str]:
    """The first problems, and how many there are besides."""
    found = list(problems)
    more = len(found) - SHOWN_PROBLEMS
    return [*found[:SHOWN_PROBLEMS], f"And {more} more."] if more > 0 else found


def _parsed(text: str) -> Any:
    try:
        return parse_json(text)
    except JsonError as error:
        raise TransferError(f"The file is not JSON: {error}.") from error


def _check_heading(data: Any) -> None:
    """Whether it is our kind of file at all, before looking for problems in it."""
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise TransferError(
            f'This is not an exported assessment: it has no "schema": "{SCHEMA}". '
            "Choose the JSON file that you took along."
        )
    version = data.get("version")
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        raise TransferError(
            f"This file has a later version than {VERSION}, which this site reads: "
            "it comes from a newer CareerPath."
        )


def _problem(item: Any) -> str:
    """One problem in words: where it is, and what is wanted."""
    where = ".".join(str(part) for part in item["loc"] if part != "[key]")
    if item["type"] == "json_invalid":
        what = f"The file is not JSON: {item['ctx']['error']}"
    else:
        what = fault_words(item)
    return f"{where:.200}: {what:.300}" if where else what
