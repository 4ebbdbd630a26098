"""A record as a workbook: one sheet a table. Text is always stored as text, days as days."""

from __future__ import annotations

import io
from datetime import date

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import save_workbook

from assessments.exports.csv_files import FORMULA
from assessments.exports.record import Record
from assessments.exports.tables import Table, tables_of

WIDEST, NARROWEST = 60, 9  # columns, in characters
DAY = "yyyy-mm-dd"  # read alike everywhere, and as wide as a column at its narrowest
TOP = Alignment(vertical="top", wrap_text=True)


def xlsx(record: Record) -> bytes:
    """A workbook with a sheet each for answers, roles, gaps and plan."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables_of(record):
        _fill(book.create_sheet(table.name.capitalize()), table)
    content = io.BytesIO()
    save_workbook(book, content)
    return content.getvalue()


def _fill(sheet: Worksheet, table: Table) -> None:
    for line, row in enumerate((table.header, *table.rows), 1):
        for column, value in enumerate(row, 1):
            if value is None:
                continue
            cell = sheet.cell(line, column)
            if isinstance(value, str):
                _write_text(cell, value)
            else:
                cell.value = value
                if isinstance(value, date):
                    cell.number_format = DAY
            cell.alignment = TOP
            if line == 1:
                cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for column in range(1, len(table.header) + 1):
        texts = [str(row[column - 1] or "") for row in (table.header, *table.rows)]
        width = min(WIDEST, max(NARROWEST, *(len(text) + 2 for text in texts)))
        sheet.column_dimensions[get_column_letter(column)].width = width


def _write_text(cell: Cell | MergedCell, text: str) -> None:
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    # openpyxl takes text that begins with = for a formula; without the prefix, so does a
    # spreadsheet once somebody edits the cell.
    cell.data_type = "s"
    if text.startswith(FORMULA):
        cell.quotePrefix = True
