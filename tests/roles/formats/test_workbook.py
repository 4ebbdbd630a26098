"""The catalogue as a workbook: it keeps everything, and says by sheet and cell what is wrong."""

import io
import json
import secrets
import zipfile
from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from openpyxl import Workbook, load_workbook

from roles.document.parse import CatalogueError
from roles.document.types import Catalogue
from roles.formats.registry import unpack
from roles.formats.xlsx import read_workbook, write_workbook
from roles.formats.xlsx.escape import escape, unescape
from roles.formats.xlsx.tables import GUIDE, SHEETS
from tests.roles.document.test_document import catalogues, slow_to_make, texts
from tests.roles.factory import small_catalogue, small_plain

NAME = "people.xlsx"


def has_own_slugs(catalogue: Catalogue) -> bool:
    """Rows name the learning step they belong to, so no two may share a slug."""
    slugs = [step.slug for skill in catalogue.skills for step in skill.steps]
    return len(set(slugs)) == len(slugs)


def test_the_built_in_catalogue_comes_back(builtin: Catalogue) -> None:
    assert read_workbook(write_workbook(builtin), NAME).catalogue == builtin


@slow_to_make
@given(catalogues.filter(has_own_slugs))
def test_every_catalogue_comes_back(catalogue: Catalogue) -> None:
    assert read_workbook(write_workbook(catalogue), NAME).catalogue == catalogue


@given(texts)
def test_every_text_can_be_written(text: str) -> None:
    assert unescape(escape(text)) == text


@pytest.mark.parametrize("text", ["_x0041_", "__x0041_x0042_", "_\x01", "\x0b", "_x005F_x0001_"])
def test_what_looks_escaped_stays(text: str) -> None:
    assert unescape(escape(text)) == text


@cache
def small_workbook() -> bytes:
    """The small catalogue's workbook, written once."""
    return write_workbook(small_catalogue())


def changed(change: Callable[[Workbook], None], catalogue: Catalogue | None = None) -> bytes:
    """The small catalogue's workbook after somebody worked on it."""
    content = write_workbook(catalogue) if catalogue else small_workbook()
    workbook = load_workbook(io.BytesIO(content))
    change(workbook)
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def put(sheet: str, cell: str, value: Any) -> Callable[[Workbook], None]:
    """Type a value into a cell."""

    def change(workbook: Workbook) -> None:
        workbook[sheet][cell] = value

    return change


def refused(content: bytes, name: str = NAME) -> list[str]:
    with pytest.raises(CatalogueError) as caught:
        unpack(content, name)
    return [str(problem) for problem in caught.value.problems]


# What people see


def test_a_sheet_has_frozen_headings_and_the_first_sheet_explains() -> None:
    workbook = load_workbook(io.BytesIO(small_workbook()))
    assert workbook.sheetnames == [GUIDE, *(sheet.title for sheet in SHEETS)]
    assert workbook["Requirements"].freeze_panes == "A2"
    row = [cell.value for cell in workbook["Requirements"][2]]
    assert row == ["builder", "python", 3, 5, None, None]
    guide = [cell.value for row in workbook[GUIDE].iter_rows() for cell in row]
    assert "a number, at most two decimals; 0 to 4" in guide


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-5", "@home", "#N/A", "=HYPERLINK(1)"])
def test_text_that_begins_like_a_formula_stays_text(text: str) -> None:
    plain = small_plain()
    plain["roles"][0]["summary"] = text
    content = write_workbook(Catalogue.model_validate(plain))
    cell = load_workbook(io.BytesIO(content))["Roles"]["E2"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix == (not text.startswith("#"))
    assert read_workbook(content, NAME).catalogue.roles[0].summary == text


# What spreadsheets do to data


@pytest.mark.parametrize(
    ("sheet", "cell", "value"),
    [
        ("Requirements", "C2", "3"),
        ("Requirements", "C2", "3,0"),
        ("Requirements", "C2", "\u00a03.00 "),
        ("Requirements", "B2", "\u00a0python "),
        ("Skills", "H2", "git;"),
        ("Requirements", "A2", "builder\u00a0"),
        ("Salaries", "D2", 2024.0),
        ("Requirements", "A40", "\u00a0 "),
        ("Roles", "Z900", " "),
    ],
)
def test_quirks_mean_the_same(sheet: str, cell: str, value: Any) -> None:
    assert unpack(changed(put(sheet, cell, value)), NAME).catalogue == small_catalogue()


def test_a_number_is_text_where_text_is_wanted() -> None:
    assert unpack(changed(put("Roles", "B2", 2024)), NAME).catalogue.roles[0].title == "2024"


def test_columns_and_sheets_may_stand_in_any_order() -> None:
    def shuffle(workbook: Workbook) -> None:
        workbook.move_sheet("Roles", -5)
        for row in workbook["Requirements"].iter_rows():
            values = [cell.value for cell in row]
            for cell, value in zip(row, reversed(values), strict=True):
                cell.value = value
        workbook["Tools"]["A1"] = " SLUG\u00a0"

    assert unpack(changed(shuffle), NAME).catalogue == small_catalogue()


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "message"),
    [
        ("Requirements", "C3", 7, "must be at most 4; got 7 (sheet Requirements, cell C3)"),
        (
            "Requirements",
            "C3",
            "high",
            "must be a number; got 'high' (sheet Requirements, cell C3)",
        ),
        (
            "Requirements",
            "C3",
            "1,000",
            "must be a number; got '1,000' (sheet Requirements, cell C3)",
        ),
        ("Requirements", "C3", None, "is missing (sheet Requirements, cell C3)"),
        ("Requirements", "C3", True, "must be a number, at most two decimals; got TRUE"),
        ("Requirements", "C3", "=1+1", "holds a formula: put the value itself there"),
        ("Requirements", "C3", "#REF!", "holds the error #REF! (sheet Requirements, cell C3)"),
        ("Outlook", "D2", datetime(2024, 1, 1), "holds a date or time, 2024-01-01"),
        ("Requirements", "A3", "bilder", "must be a slug of the sheet Roles; got 'bilder'"),
        ("Requirements", "B3", "sequel", "'sequel' is not in the catalogue (sheet Requirements, c"),
        ("Requirements", "H3", "note", "without a heading; got 'note' (sheet Requirements, cell H"),
        ("Requirements", "C1", "levels", "'levels' is no heading here: use role, skill, level"),
        ("Requirements", "C1", "skill", "the heading 'skill' is there twice"),
        ("Requirements", "C1", None, "the heading 'level' is missing (sheet Requirements)"),
        ("Roles", "C2", "Bilders", "'Bilders' is not in the catalogue (sheet Roles, cell C2)"),
        ("Roles", "A3", "builder", "'builder' appears more than once (sheet Roles, cell A3)"),
        ("Resources", "E2", "cheap", "must be 'free', 'paid' or 'mixed'; got 'cheap'"),
        ("Skill levels", "B3", 1, "level 1 is there twice (sheet Skill levels, cell B3)"),
        ("Skill levels", "B3", 9, "must be at most 4; got 9 (sheet Skill levels, cell B3)"),
        ("About", "B3", "more", "must have one row (sheet About, row 3)"),
        ("About", "B2", "x" * 201, "at most 200 characters"),
        ("Tool groups", "C2", "git, nothing", "'nothing' is not in the catalogue (sheet Tool gr"),
        ("Roles", "B2", "_x0000_", "NUL character"),
    ],
)
def test_a_wrong_cell_is_named(sheet: str, cell: str, value: Any, message: str) -> None:
    assert any(message in problem for problem in refused(changed(put(sheet, cell, value))))


def test_every_wrong_cell_is_told_once() -> None:
    def change(workbook: Workbook) -> None:
        workbook["Requirements"]["C3"] = 7
        workbook["Roles"]["C3"] = "=A1"
        workbook["Skills"]["F2"] = 9

    problems = refused(changed(change))
    assert [problem.rsplit("(")[-1] for problem in problems] == [
        "sheet Roles, cell C3)",
        "sheet Skills, cell F2)",
        "sheet Requirements, cell C3)",
    ]


def test_sheets_that_are_missing_twice_or_unknown() -> None:
    def change(workbook: Workbook) -> None:
        del workbook["Salaries"]
        workbook["Tools"].title = "tools "
        workbook.create_sheet("Sheet1")
        workbook.create_sheet("tools")
        for row in workbook["Sources"].iter_rows():
            for cell in row:
                cell.value = None

    problems = "\n".join(refused(changed(change)))
    assert "is missing: keep every sheet" in problems
    assert "(sheet Salaries)" in problems
    assert "is not one of this workbook's sheets" in problems
    assert "is there twice (sheet tools)" in problems
    assert "has no headings in its first row (sheet Sources)" in problems


# Files that are not what they say


def repacked(extra: dict[str, bytes], drop: str = "") -> bytes:
    """The small catalogue's workbook with other files in its archive."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(small_workbook())) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in source.namelist():
            if name not in extra and name != drop:
                archive.writestr(name, source.read(name))
        for name, data in extra.items():
            archive.writestr(name, data)
    return target.getvalue()


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"hello", "is not a ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on", "protected with a password or in the old"),
        (repacked({}, drop="[Content_Types].xml"), "is not an .xlsx workbook"),
        (repacked({}, drop="xl/workbook.xml"), "is not a workbook that can be read"),
        (repacked({}, drop="xl/worksheets/sheet5.xml"), "is missing: keep every sheet"),
        (repacked({"xl/vbaProject.bin": b"x"}), "holds macros"),
        (repacked({"xl/externalLinks/externalLink1.xml": b"x"}), "links to other workbooks"),
        (repacked({"xl/connections.xml": b"x"}), "connections to other data"),
        (repacked({"xl/embeddings/a.bin": b"x"}), "embedded files"),
        (repacked({"xl/sharedStrings.xml": ENTITIES}), "XML entities in xl/sharedStrings.xml"),
        (repacked({"xl/workbook.xml": OUTSIDE}), "XML entities in xl/workbook.xml"),
        (repacked({"xl/a.xml": ENTITIES.decode().encode("utf-16")}), "XML entities in xl/a.xml"),
        (repacked({"xl/a.xml": b" " * 40_000_000}), "more than 200 times its size"),
        (repacked({f"a/{n}": b"" for n in range(20_001)}), "files; at most 20,000"),
    ],
)
def test_a_file_that_is_refused(content: bytes, message: str) -> None:
    [problem] = refused(content)
    assert message in problem


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(3):
            archive.writestr(f"{n}.yaml", b"\0" * 80_000_000)
    for name in ("a.zip", "a.xlsx"):
        assert "unpacks to 229 MB; at most 200 MB" in refused(target.getvalue(), name)[0]


def test_too_large_or_of_another_kind() -> None:
    assert "is too large: 41.0 MB; at most 40 MB" in refused(b" " * 41 * 1024**2, "a.json")[0]
    for name in ("a.csv", "a.xls", "a.xlsm", "a", ""):
        assert "is of a kind that is not read here: use .zip" in refused(b"a", name)[0]


@pytest.mark.parametrize(
    ("plain", "message"),
    [
        ({"roles": [{}] * 20_001}, "roles: has 20001 entries; at most 20000"),
        ({"roles": [{"sources": [{}] * 2001}]}, "roles.0.sources: has 2001 entries; at most 2000"),
        ({"roles": [{}] * 2000}, "has more problems: these are the first 1000"),
    ],
)
def test_a_file_of_nothing_but_faults_is_given_up(plain: Any, message: str) -> None:
    content = json.dumps({"title": "a", **plain}).encode()
    assert message in refused(content, "a.json")[-1]


def test_a_sheet_of_nothing_but_faults_is_given_up() -> None:
    def fill(workbook: Workbook) -> None:
        for row in range(2, 1500):
            workbook["Sources"].cell(row, 1, "nobody")

    assert "these are the first 1000" in refused(changed(fill))[-1]


def test_too_much_yaml() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("catalogue.yaml", "#" * 41 * 1024**2 + secrets.token_hex(200_000))
    [problem] = refused(target.getvalue(), "a.zip")
    assert "holds too much YAML: 41.4 MB; at most 40 MB" in problem


def test_a_workbook_that_claims_to_be_smaller_is_read_whole() -> None:
    content = small_workbook()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        name = f"xl/worksheets/sheet{2 + [s.title for s in SHEETS].index('Roles')}.xml"
        sheet = archive.read(name).decode()
    claimed = sheet.replace("<sheetViews>", '<dimension ref="A1:A1"/><sheetViews>', 1)
    assert unpack(repacked({name: claimed.encode()}), NAME).catalogue == small_catalogue()
