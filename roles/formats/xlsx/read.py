"""A workbook -> a catalogue document, with every error by sheet and cell."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from openpyxl.utils import get_column_letter

from roles.document.json_text import Keys, keys_of
from roles.document.limits import MAX_COLUMNS, MAX_ROWS
from roles.document.parse import MAX_PROBLEMS, CatalogueError, Loc, Problem, Reading
from roles.document.reading import read_plain
from roles.formats.xlsx.cells import NOTHING, CellError, as_text, check, convert, is_blank, one_line
from roles.formats.xlsx.container import damaged, open_workbook
from roles.formats.xlsx.tables import GUIDE, SHEETS, Column, Sheet

LAST_ROW = 1_048_576  # of any workbook; a file may claim more


@dataclass
class _Row:
    """A row that was read: its sheet, number and columns, its values by column."""

    sheet: Sheet
    number: int
    letters: dict[str, str]
    values: dict[str, Any]

    def place(self, column: str = "") -> str:
        name = "level" if column == "[key]" else column  # a mapping's key, as pydantic calls it
        return _place(self.sheet, self.letters.get(name, ""), self.number)


def _place(sheet: Sheet, letter: str, number: int) -> str:
    return f"sheet {sheet.title}, " + (f"cell {letter}{number}" if letter else f"row {number}")


@dataclass
class _Workbook:
    """What has been read so far of the file ``where``.

    ``plain`` is the document, ``rows`` has the row that each of its parts came from, by keys.
    """

    where: str
    problems: list[Problem] = field(default_factory=list)
    whole: bool = True  # no sheet or heading is missing
    plain: dict[str, Any] = field(default_factory=dict)
    # The parts rows may belong to: by the path of their list, then by slug.
    owners: dict[tuple[str, ...], dict[str, tuple[Keys, dict[str, Any]]]] = field(
        default_factory=dict
    )
    rows: dict[Keys, _Row] = field(default_factory=dict)

    def refuse(self, path: str, message: str, place: str) -> None:
        self.problems.append(Problem(self.where, path, message, place))
        if len(self.problems) >= MAX_PROBLEMS:  # a file of nothing but faults: given up
            more = f"has more problems: these are the first {MAX_PROBLEMS}"
            raise CatalogueError([*self.problems, Problem(self.where, "", more)])

    def find(self, loc: Loc) -> str:
        """Sheet and cell of a part of the document."""
        keys = keys_of(loc)
        for length in range(len(keys), -1, -1):
            if row := self.rows.get(keys[:length]):
                column = keys[length] if length < len(keys) else row.sheet.columns[-1].name
                return row.place(column)
        sheet = next((s for s in SHEETS if keys and s.path == keys[:1]), None)
        return f"sheet {sheet.title}" if sheet else ""


def read_workbook(content: bytes, where: str) -> Reading:
    """Read a workbook; raises CatalogueError with every problem, each with sheet and cell."""
    workbook = open_workbook(content, where)
    read = _Workbook(where)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of dates out of range, which are refused anyway
            _read_sheets(workbook, read)
    except CatalogueError:
        raise
    except Exception as error:  # openpyxl reads sheets late, and lets through what they cause
        raise damaged(where) from error
    finally:
        workbook.close()
    try:
        reading = read_plain(read.plain, read.find, where=where)
    except CatalogueError as error:
        # A bad cell left its field out: missing at the same place, it is no second problem. And
        # where a sheet or heading is gone, all that it should have held would be reported.
        told = {problem.place for problem in read.problems}
        if read.whole:
            read.problems += [problem for problem in error.problems if problem.place not in told]
        raise CatalogueError(read.problems) from error
    if read.problems:
        raise CatalogueError(read.problems)
    return reading


def _read_sheets(workbook: Any, read: _Workbook) -> None:
    titles: dict[str, list[Any]] = {}
    for page in workbook.worksheets:
        titles.setdefault(one_line(page.title).lower(), []).append(page)
    known = {sheet.title.lower() for sheet in SHEETS} | {GUIDE.lower()}
    for title, pages in titles.items():
        if title not in known:
            allowed = ", ".join(sheet.title for sheet in SHEETS)
            message = (
                f"is not one of this workbook's sheets: remove it, or name it one of {allowed}"
            )
            read.refuse("", message, f"sheet {pages[0].title:.80}")
        elif len(pages) > 1:
            read.refuse("", "is there twice", f"sheet {pages[1].title:.80}")
    for sheet in SHEETS:
        pages = titles.get(sheet.title.lower(), [])
        if pages:
            _read_sheet(pages[0], sheet, read)
        elif sheet.optional:
            _start(sheet, read)
        else:
            read.whole = False
            message = "is missing: keep every sheet, with its headings, even when it has no rows"
            read.refuse("", message, f"sheet {sheet.title}")


def _read_sheet(page: Any, sheet: Sheet, read: _Workbook) -> None:
    page.reset_dimensions()  # a file may claim to be smaller than it is
    rows = _filled(page.iter_rows(max_row=LAST_ROW, max_col=MAX_COLUMNS + 1))
    head = next(rows, None)
    if head is None:
        read.whole = False
        read.refuse("", "has no headings in its first row", f"sheet {sheet.title}")
        return
    columns = _headings(head[0], head[1], sheet, read)
    if columns is None:
        read.whole = False
        return
    _start(sheet, read)
    letters = {column.name: get_column_letter(n + 1) for n, column in columns.items()}
    for count, (number, cells) in enumerate(rows, 1):
        if count > MAX_ROWS:
            read.refuse("", f"has more than {MAX_ROWS} rows", f"sheet {sheet.title}")
            return
        row = _Row(sheet, number, letters, {})
        _read_row(row, cells, columns, read)
        _add(row, read)


def _filled(rows: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Rows with something in them, each with its number from 1, as spreadsheets count."""
    for number, cells in enumerate(rows, 1):
        if any(not is_blank(cell.value) or cell.data_type == "f" for cell in cells):
            yield number, cells


def _headings(
    number: int, cells: tuple[Any, ...], sheet: Sheet, read: _Workbook
) -> dict[int, Column] | None:
    """The columns by their place, or None when the headings are wrong."""
    wanted = {column.name: column for column in sheet.columns}
    before = len(read.problems)
    found: dict[int, Column] = {}
    if number != 1:
        read.refuse("", "has no headings in its first row", f"sheet {sheet.title}")
    for n, cell in enumerate(cells):
        if is_blank(cell.value):
            continue
        name = one_line(cell.value).lower()
        place = _place(sheet, get_column_letter(n + 1), number)
        if name not in wanted:
            allowed = ", ".join(wanted)
            read.refuse("", f"{name!r:.80} is no heading here: use {allowed}", place)
        elif wanted[name] in found.values():
            read.refuse("", f"the heading {name!r} is there twice", place)
        else:
            found[n] = wanted[name]
    for name, column in wanted.items():
        if column not in found.values() and not column.optional:
            read.refuse("", f"the heading {name!r} is missing", f"sheet {sheet.title}")
    return found if len(read.problems) == before else None


def _read_row(row: _Row, cells: Any, columns: dict[int, Column], read: _Workbook) -> None:
    for n, cell in enumerate(cells):
        column = columns.get(n)
        letter = get_column_letter(n + 1)
        try:
            check(cell.value, cell.data_type)
            if column is None and not is_blank(cell.value):
                raise CellError(f"stands in a column without a heading; got {cell.value!r:.80}")
            value = convert(cell.value, column) if column else NOTHING
        except CellError as error:
            read.refuse("", str(error), _place(row.sheet, letter, row.number))
            continue
        if column and value is not NOTHING:
            row.values[column.name] = value
    for column in columns.values():  # cells at the end of a row that the file leaves out
        if column.name not in row.values and convert(None, column) is not NOTHING:
            row.values[column.name] = convert(None, column)


def _start(sheet: Sheet, read: _Workbook) -> None:
    """Give the document the sheet's list, empty, so that a sheet without rows is not reported as
    missing, and note that rows of other sheets may belong to its rows."""
    if sheet.single:
        return
    if len(sheet.path) == 1:
        read.plain[sheet.name] = []
    if sheet.path:
        read.owners[sheet.path] = {}


def _add(row: _Row, read: _Workbook) -> None:
    """Put the row into the document, below the row whose slug its first column names, if any."""
    sheet, values = row.sheet, row.values
    if sheet.single:
        _add_single(row, read)
        return
    owner_keys: Keys = ()
    owner: dict[str, Any] = read.plain
    if sheet.owner:
        slug = as_text(values.pop(sheet.owner, ""))
        known = read.owners.get(sheet.path[:-1])
        if known is None:  # its own headings are wrong, which has been said
            return
        if slug not in known:
            title = next(s.title for s in SHEETS if s.path == sheet.path[:-1])
            message = f"must be a slug of the sheet {title}; got {slug!r:.80}"
            read.refuse(sheet.owner, message, row.place(sheet.owner))
            return
        owner_keys, owner = known[slug]
    key = _put(row, owner, read)
    if key is None:
        return
    keys = (*owner_keys, sheet.name, key)
    read.rows[keys] = row
    inner = [other for other in SHEETS if other.owner and other.path[:-1] == sheet.path]
    if inner:
        for other in inner:
            values[other.name] = {} if other.name == "levels" else []
        slug = str(values.get("slug", ""))
        if slug in read.owners[sheet.path]:
            read.refuse("slug", f"{slug!r:.80} appears more than once", row.place("slug"))
        read.owners[sheet.path][slug] = keys, values


def _put(row: _Row, owner: dict[str, Any], read: _Workbook) -> str | None:
    """Add the row's part to its owner; its key there, or None for a level that is there twice."""
    sheet, values = row.sheet, row.values
    if sheet.name == "levels":
        levels = owner["levels"]
        level = values.get("level", "")
        if level in levels:
            read.refuse("level", f"level {level} is there twice", row.place("level"))
            return None
        levels[level] = values.get("text", "")
        return str(level)
    items = owner[sheet.name]
    items.append(next(iter(values.values()), "") if sheet.bare else values)
    return str(len(items) - 1)


def _add_single(row: _Row, read: _Workbook) -> None:
    keys = row.sheet.path
    if keys in read.rows:
        read.refuse("", "must have one row", row.place())
        return
    read.plain |= {row.sheet.name: row.values} if keys else row.values
    read.rows[keys] = row
