"""A record as CSV: one file a table, in a zip.

UTF-8 with a byte order mark, which spreadsheets need to read names right. Text that a spreadsheet
would take for a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
import zipfile

from assessments.exports.record import Record
from assessments.exports.tables import Cell, Table, tables_of

# How a formula begins: in ASCII, and as full-width characters, which some programs read the same.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def csv_files(record: Record) -> bytes:
    """A zip of answers.csv, roles.csv, gaps.csv and plan.csv; same record, same bytes."""
    made = record.completed_on
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in tables_of(record):
            # Zip knows the years 1980 to 2107 and no others; it needs no clock.
            year = min(max(made.year, 1980), 2107)
            entry = zipfile.ZipInfo(f"{table.name}.csv", (year, made.month, made.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, _csv(table).encode("utf-8-sig"))
    return content.getvalue()


def _csv(table: Table) -> str:
    content = io.StringIO(newline="")
    writer = csv.writer(content)
    writer.writerow(table.header)
    writer.writerows([as_text(cell) for cell in row] for row in table.rows)
    return content.getvalue()


def as_text(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(cell, str) and (cell.startswith(FORMULA) or cell.lstrip().startswith(FORMULA)):
        return f"'{cell}"
    return cell
