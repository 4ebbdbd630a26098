"""A cell's value -> what its column holds, with the oddities of spreadsheets put right."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from roles.formats.xlsx.escape import unescape
from roles.formats.xlsx.tables import Column, ColumnKind

# At most two digits after a comma: 1,000 may be one or a thousand, and is refused. More than 15
# digits are not kept by a spreadsheet.
NUMBER = re.compile(r"-?\d{1,15}(?:[.,]\d{1,2})?")
YES, NO = ("yes", "true", "x"), ("no", "false")
BETWEEN = re.compile(r"[,;\n]")
TIMES = (date, datetime, time, timedelta)


class CellError(ValueError):
    """A cell cannot be taken; the text says why, for people, without naming the cell."""


class Nothing:
    """An empty cell of a column that has no empty text."""


NOTHING = Nothing()


def is_blank(value: Any) -> bool:
    """Whether a cell looks empty: no-break spaces are no content."""
    return value is None or (isinstance(value, str) and not value.strip())


def one_line(value: Any) -> str:
    """A cell's text on one line, each run of white space as one space. No-break spaces, which
    people paste without seeing them, are white space."""
    return " ".join(as_text(value).split())


def as_text(value: Any) -> str:
    """A cell's value as text: "" for None, TRUE or FALSE, a whole number without its point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return unescape(value) if isinstance(value, str) else str(value)


def check(value: Any, data_type: str) -> None:
    """Raise CellError for a formula ("f"), an error value ("e"), a date or a time.

    ``data_type`` is openpyxl's letter for the kind of cell.
    """
    if data_type == "f":
        raise CellError("holds a formula: put the value itself there")
    if data_type == "e":
        raise CellError(f"holds the error {value}")
    if isinstance(value, TIMES):
        raise CellError(f"holds a date or time, {value}: format the cell as text and type it again")


def convert(value: Any, column: Column) -> Any:
    """The value for the document; NOTHING for an empty cell in a column of neither texts nor lists.

    Raises CellError for what is no number, yes or no in such a column. Ranges and lengths are
    checked later, by the document's types.
    """
    if column.kind is ColumnKind.TEXT:
        return as_text(value)
    if column.kind is ColumnKind.LIST:
        parts = (one_line(part) for part in BETWEEN.split(as_text(value)))
        return [part for part in parts if part]
    if column.kind is ColumnKind.LINES:
        return [line.strip() for line in as_text(value).splitlines() if not is_blank(line)]
    if is_blank(value):
        return NOTHING
    if column.kind is ColumnKind.YES:
        return _yes(value)
    if column.kind in (ColumnKind.WHOLE, ColumnKind.NUMBER):
        return _number(value, column.kind)
    return one_line(value)


def _yes(value: Any) -> bool:
    """True or False for the words of YES and NO; a spreadsheet makes TRUE of some of them."""
    word = one_line(value).lower()
    if word not in (*YES, *NO):
        raise CellError(f"must be yes, or nothing; got {word!r:.80}")
    return word in YES


def _number(value: Any, kind: ColumnKind) -> Any:
    """Numbers kept as text are numbers when they look like one, with a point or a comma."""
    if isinstance(value, bool):  # Python counts True as 1
        raise CellError(f"must be {kind.value}; got {as_text(value)}")
    if isinstance(value, str) and NUMBER.fullmatch(one_line(value)):
        value = float(one_line(value).replace(",", "."))
    if kind is ColumnKind.WHOLE and isinstance(value, float) and value.is_integer():
        return int(value)
    return value
