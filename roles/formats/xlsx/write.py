"""A catalogue document -> a workbook, one sheet a table."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.writer.excel import save_workbook

from roles.document.limits import MAX_CELL, MAX_ROWS
from roles.document.parse import refusal
from roles.document.serialise import to_plain
from roles.document.types import Catalogue
from roles.formats.xlsx.escape import escape
from roles.formats.xlsx.tables import GUIDE, SHEETS, Column, ColumnKind, Sheet

BOLD = Font(bold=True)
TITLE = Font(bold=True, size=14)
SHADE = PatternFill("solid", fgColor="E8E6E1")
WRAP = Alignment(wrap_text=True, vertical="top")
LONG, MIDDLE, SHORT = 60, 30, 14  # widths, in characters
WIDTHS = {
    ColumnKind.CODE: MIDDLE,
    ColumnKind.CHOICE: MIDDLE,
    ColumnKind.LIST: LONG,
    ColumnKind.LINES: MIDDLE,
    ColumnKind.TEXT: MIDDLE,
}
FORMULA_MARKS = ("=", "+", "-", "@")
GUIDE_TEXT = (
    "This workbook is a whole catalogue. Each sheet is a table, and each row below the heading is "
    "one entry.",
    "An import replaces the draft by what stands here: a row that is gone is removed. It shows "
    "what would change before anything does.",
    "Keep every sheet and every heading. Columns and rows may stand in any order; the order of "
    "rows is the order readers see.",
    "A row belongs to the entry that its first column names by its slug: the requirement of a "
    "role, the resource of a learning step.",
    "Formulas, dates and merged cells are not read. To begin a text with = + - or @, format the "
    "cell as text.",
)


def write_workbook(catalogue: Catalogue) -> bytes:
    """The workbook as the bytes of an .xlsx file.

    Raises CatalogueError, naming sheet and row, for a text that is too long for a cell.
    """
    workbook = Workbook(write_only=True)  # keeps no cell in memory once its row is written
    _write_guide(workbook)
    plain = to_plain(catalogue)
    for sheet in SHEETS:
        _write_sheet(workbook, sheet, rows_of(sheet, plain))
    target = io.BytesIO()
    save_workbook(workbook, target)
    return target.getvalue()


def rows_of(sheet: Sheet, plain: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The rows of a sheet, each a dict by column name, from a document as ``to_plain`` gives it."""
    if sheet.single:
        part = plain.get(sheet.name) if sheet.path else plain
        if part:
            yield part
        return
    owners: list[dict[str, Any]] = [plain]
    for name in sheet.path[:-1]:
        owners = [inner for owner in owners for inner in owner[name]]
    names = [column.name for column in sheet.bare]
    for owner in owners:
        found = owner.get(sheet.name, [])  # an empty list that came later is left out
        items = found.items() if isinstance(found, dict) else found
        for item in items:
            row = item if isinstance(item, dict) else _bare_row(names, item)
            yield {**row, sheet.owner: owner["slug"]} if sheet.owner else row


def _bare_row(names: list[str], item: Any) -> dict[str, Any]:
    return dict(zip(names, item if isinstance(item, tuple) else (item,), strict=True))


def _write_sheet(workbook: Workbook, sheet: Sheet, rows: Iterable[dict[str, Any]]) -> None:
    page = workbook.create_sheet(sheet.title)
    page.freeze_panes = "A2"
    for number, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(number)
        page.column_dimensions[letter].width = _width(column)
        if column.choices:
            allowed = DataValidation("list", formula1=f'"{",".join(column.choices)}"')
            allowed.add(f"{letter}2:{letter}{MAX_ROWS}")
            page.data_validations.append(allowed)
    page.append([_cell(page, column.name, BOLD, SHADE) for column in sheet.columns])
    for number, row in enumerate(rows, 2):
        where = f"sheet {sheet.title}, row {number}"
        page.append([_cell(page, _value(row.get(c.name), c, where)) for c in sheet.columns])


def _width(column: Column) -> int:
    if column.kind is ColumnKind.TEXT and "5000" in column.rule:
        return LONG
    return WIDTHS.get(column.kind, SHORT)


def _value(value: Any, column: Column, where: str) -> Any:
    """What the cell holds: a number, text, or nothing. Fields that came later may be left out."""
    if column.kind is ColumnKind.YES:
        return "yes" if value else None
    if isinstance(value, list):
        value = ("\n" if column.kind is ColumnKind.LINES else ", ").join(value)
    if not isinstance(value, str):
        return value
    text = escape(value)
    if len(text) > MAX_CELL:
        raise refusal(where, f"is too long for a cell: at most {MAX_CELL} characters")
    return text or None


def _cell(page: Any, value: Any, font: Font | None = None, fill: PatternFill | None = None) -> Any:
    cell: Any = WriteOnlyCell(page)
    if isinstance(value, str):
        cell.value = value
        cell.data_type = "s"  # text that begins with = is text here, never a formula
        cell.alignment = WRAP
        if value.startswith(FORMULA_MARKS):
            cell.quotePrefix = True  # and stays text when somebody edits the cell
    else:
        cell.value = value
    if font:
        cell.font = font
    if fill:
        cell.fill = fill
    return cell


def _write_guide(workbook: Workbook) -> None:
    page = workbook.create_sheet(GUIDE)
    for letter, width in zip("ABCD", (MIDDLE, MIDDLE, LONG, SHORT), strict=True):
        page.column_dimensions[letter].width = width
    page.append([_cell(page, "How to read and change this workbook", TITLE)])
    for line in GUIDE_TEXT:
        cell = _cell(page, line)
        cell.alignment = Alignment(wrap_text=False)
        page.append([cell])
    page.append([])
    heads = ("Sheet", "Column", "What it holds", "Needed")
    page.append([_cell(page, head, BOLD, SHADE) for head in heads])
    for sheet in SHEETS:
        page.append([_cell(page, sheet.title, BOLD), None, _cell(page, sheet.what)])
        for column in sheet.columns:
            needed = "yes" if column.required else None
            cells = (column.name, _meaning(column), needed)
            page.append([None, *(_cell(page, text) for text in cells)])


def _meaning(column: Column) -> str:
    if column.kind is ColumnKind.CHOICE:
        return f"{column.kind.value}: {', '.join(column.choices)}"
    return "; ".join(part for part in (column.kind.value, column.rule) if part)
