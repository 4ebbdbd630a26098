"""Tables of text, read row by row, by the names of their columns."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import isfinite

from roles.document.parse import refusal
from roles.sources.base import Problems, Progress
from roles.sources.files import Files

BLANK = ("", "n/a")  # the second is O*NET's blank
LONGEST_CELL = 131_072  # characters
EVERY = 25_000  # rows between two words of progress
SHORT, LONG = 200, 5_000  # what the catalogue document takes of a name, of a text

csv.field_size_limit(LONGEST_CELL)

Columns = Mapping[str, Sequence[str]]  # our name of a column -> those a table may use


class Tabs(csv.Dialect):
    """Tab-separated; a quotation mark is a character like others, since O*NET quotes nothing."""

    delimiter = "\t"
    lineterminator = "\r\n"
    quoting = csv.QUOTE_NONE
    quotechar = None


class Commas(csv.excel):
    """Comma-separated, with line breaks and commas inside quoted cells; refuses stray quotes."""

    strict = True


class Semicolons(Commas):
    """Separated by semicolons, as Excel writes CSV in countries whose decimals have a comma."""

    delimiter = ";"


def dialect_of(header: str, dialect: type[csv.Dialect]) -> type[csv.Dialect]:
    """The dialect of a table with this first line: ``dialect``, or Semicolons where Commas is meant
    and the line, outside quotes, has more semicolons than commas."""
    unquoted = re.sub(r'"[^"]*"', "", header)
    if dialect is Commas and unquoted.count(";") > unquoted.count(","):
        return Semicolons
    return dialect


@dataclass(frozen=True)
class Row:
    """One row of a table, its ``cells`` by our column names; ``line`` is where it begins, from 1.

    What is wrong with a cell is noted in ``problems``, and the cell then reads as None or "".
    """

    file: str
    line: int
    cells: Mapping[str, str]
    headers: Mapping[str, str]
    problems: Problems

    def has(self, column: str) -> bool:
        """Whether the table has this column at all."""
        return column in self.cells

    def wrong(self, column: str, message: str) -> None:
        """Note a problem of one cell, at its line and the column's own heading."""
        place = f"line {self.line}, column {self.headers[column]}"
        self.problems.add(self.file, place, message)

    def optional(self, column: str, most: int = LONG) -> str:
        """The text of a cell; "" where it is blank, too long or the table has no such column.

        Up to SHORT characters it is one line; longer texts keep their lines. More than ``most``
        characters are a problem.
        """
        text = self.cells.get(column, "").strip()
        if text in BLANK:
            return ""
        text = " ".join(text.split()) if most <= SHORT else _lined(text)
        if len(text) > most:
            self.wrong(column, f"has {len(text):,} characters; at most {most:,} are allowed")
            return ""
        return text

    def text(self, column: str, most: int = LONG) -> str | None:
        """The text of a cell that must have one; None where it is blank or too long, noted so."""
        text = self.optional(column, most)
        if not text and self.cells.get(column, "").strip() in BLANK:
            self.wrong(column, "is empty")
        return text or None

    def number(self, column: str, low: float, high: float) -> float | None:
        """A number from ``low`` to ``high``; None where the cell is blank, or wrong, noted so."""
        text = self.optional(column)
        if not text:
            return None
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not isfinite(value) or not low <= value <= high:
            self.wrong(column, f"must be a number from {low:g} to {high:g}; got {text!r:.80}")
            return None
        return value

    def choice(self, column: str, allowed: Sequence[str]) -> str | None:
        """One of the ``allowed`` texts; None where the cell is blank, or wrong and noted so."""
        text = self.optional(column)
        if text and text not in allowed:
            self.wrong(column, f"must be one of {', '.join(allowed)}; got {text!r:.80}")
            return None
        return text or None


def _lined(text: str) -> str:
    """Text with its lines kept, each without the spaces around it."""
    return "\n".join(" ".join(line.split()) for line in text.splitlines())


@dataclass(frozen=True)
class Reader:
    """Reads the tables of one source; problems with cells are noted, not raised."""

    files: Files
    dialect: type[csv.Dialect]
    problems: Problems
    progress: Progress

    def rows(
        self, pattern: str, columns: Columns, optional: Columns | None = None, *, named: str
    ) -> Iterator[Row]:
        """The rows of the table whose file name matches; CatalogueError when it is not there.

        ``columns`` maps our names to those the table may use; ``named`` is what to call it.
        """
        name = self.files.find(pattern)
        if name is None:
            inside = ", ".join(sorted(self.files.names())[:8]) or "nothing"
            raise refusal(self.files.name, f"has no {named}; it holds: {inside:.400}")
        yield from self._rows(name, columns, optional or {})

    def has(self, pattern: str) -> bool:
        """Whether there is a table whose file name matches; CatalogueError where several do."""
        return self.files.find(pattern) is not None

    def _rows(self, name: str, columns: Columns, optional: Columns) -> Iterator[Row]:
        shown = name.rsplit("/", 1)[-1]
        with self.files.lines(name) as lines:
            first = next(lines, "")
            records = _records(chain([first], lines), dialect_of(first, self.dialect), shown)
            _, header = next(records, (0, []))
            headers, places = _places(shown, header, columns, optional)
            count = 0
            for line, record in records:
                if len(record) != len(header):
                    self.problems.add(
                        shown,
                        f"line {line}",
                        f"has {len(record)} cells where the header has {len(header)}",
                    )
                    continue
                cells = {column: record[place] for column, place in places.items()}
                yield Row(shown, line, cells, headers, self.problems)
                count += 1
                if count % EVERY == 0:
                    self.progress(f"{shown}: {count:,} rows")
            self.progress(f"{shown}: {count:,} rows")


def _records(
    lines: Iterator[str], dialect: type[csv.Dialect], shown: str
) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not empty, each with the line it begins on."""
    reader = csv.reader(lines, dialect)
    while True:
        # A row may have several lines, and the reader counts the last one.
        begins = reader.line_num + 1
        try:
            record = next(reader, None)
        except csv.Error as error:
            raise refusal(shown, f"is not a table: {error}", f"line {begins}") from error
        if record is None:
            return
        if any(cell.strip() for cell in record):
            yield begins, record


def _places(
    shown: str, header: list[str], columns: Columns, optional: Columns
) -> tuple[dict[str, str], dict[str, int]]:
    """The table's own name and the place of each column."""
    # Releases differ in capitals and blanks of their headings, not in what they are called.
    known = {" ".join(cell.split()).casefold(): place for place, cell in enumerate(header)}
    if not header:
        raise refusal(shown, "is empty: it has no line of column names")
    headers: dict[str, str] = {}
    places: dict[str, int] = {}
    missing: list[str] = []
    for column, names in {**optional, **columns}.items():
        found = next((name for name in names if name.casefold() in known), None)
        if found is not None:
            headers[column], places[column] = found, known[found.casefold()]
        elif column in columns:
            missing.append(names[0])
    if missing:
        has = ", ".join(cell.strip() for cell in header)
        raise refusal(shown, f"has no column {', '.join(missing)}; it has: {has:.400}", "line 1")
    return headers, places
