"""Whatever is sent, in every form: a document, or located problems. Never anything else."""

import io
import json
import os
import zipfile
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from roles.document.parse import CatalogueError, Problem
from roles.draft.read import rows_digest
from roles.formats.registry import packers, unpack
from roles.models import Edition, PendingImport
from tests.roles.factory import small_catalogue, small_plain

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "20"))
fuzz = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))

GOOD: dict[str, bytes] = {
    item.suffix: item.pack(small_catalogue()) for item in packers().values() if item.pack
}
SUFFIXES = sorted(GOOD)
# What somebody, or some program, puts where something else belongs.
ODD = [
    *(None, "", " ", "\u00a0", 0, -1, 1.5, 1e308, 10**30, True, "x" * 40_000, "=1+1", "a\nb"),
    *("null", "2024-01-01", "1,5", "1e5", "-vs-", "ünï", "\U0001f600", "_x0000_", "_xD800_"),
    *("\u2028", "&a;"),
]
odd_values = st.sampled_from(ODD)
odd_plain = st.sampled_from(
    [*ODD, [], {}, [[]], {"a": 1}, [None], "\ud800", "\x00", "a\x00b", [10**400], -(10**400)]
)


def take(content: bytes, name: str) -> None:
    """Read it: it may be refused, in words that say where."""
    problems: list[Problem] = []
    try:
        unpack(content, name)
    except CatalogueError as error:
        problems = error.problems or [Problem("", "", "")]
    for problem in problems:
        assert problem.message
        assert problem.where
        assert "\n" not in problem.message


@fuzz
@given(st.sampled_from(SUFFIXES), st.binary(max_size=300))
def test_anything(suffix: str, content: bytes) -> None:
    take(content, f"a{suffix}")


@fuzz
@given(st.sampled_from(SUFFIXES), st.sampled_from(SUFFIXES), st.data())
def test_cut_short_damaged_or_misnamed(suffix: str, name: str, data: Any) -> None:
    content = bytearray(GOOD[suffix])
    cut = data.draw(st.integers(0, len(content)))
    del content[cut:]
    for place in data.draw(st.lists(st.integers(0, max(0, len(content) - 1)), max_size=5)):
        if content:
            content[place] = data.draw(st.integers(0, 255))
    take(bytes(content), f"a{data.draw(st.sampled_from([suffix, name]))}")


@fuzz
@given(st.sampled_from(["utf-16", "utf-32", "latin-1", "cp037", "utf-7", "utf-8-sig"]))
def test_json_in_another_encoding(encoding: str) -> None:
    text = GOOD[".json"].decode().replace("Nobody", "Nobodÿ")
    content = text.encode(encoding)
    if encoding in ("utf-8-sig", "utf-7"):
        unpack(content, "a.json")
    else:
        with pytest.raises(CatalogueError):
            unpack(content, "a.json")


def places_in(plain: Any) -> list[tuple[Any, Any]]:
    """Every container with every key in it."""
    found: list[tuple[Any, Any]] = []
    if isinstance(plain, dict | list):
        keys = plain if isinstance(plain, dict) else range(len(plain))
        for key in keys:
            found += [(plain, key), *places_in(plain[key])]
    return found


@fuzz
@given(st.data())
def test_json_with_odd_values(data: Any) -> None:
    plain = small_plain()
    for _ in range(data.draw(st.integers(1, 4))):
        container, key = data.draw(st.sampled_from(places_in(plain)))
        if isinstance(container, dict) and data.draw(st.booleans()):
            container[data.draw(st.text(max_size=5))] = container.pop(key)
        else:
            container[key] = data.draw(odd_plain)
    take(json.dumps(plain).encode(), "a.json")


LINES = [
    *("a: &a [1]", "b: *a", "<<: {a: 1}", "? [a]", "!!python/object:os.system x", "\t", "- - -"),
    *("title: 2024-13-45", "slug: ~", "slug: 0x" + "f" * 5000, "level: .inf", "level: .nan", "{"),
    *(
        "level: 190:20:30",
        "text: !!binary aGk=",
        "tools: !!set {git}",
        "'",
        "x: |",
        "%TAG !",
        "---",
    ),
    *("[" * 5000, "title: a\ntitle: b", "\ufeff", "\x07", "? {a: b}\n: c", "---"),
]


@fuzz
@given(st.sampled_from([".yaml", "catalogue.yaml", "builder.yaml", "sql.yaml"]), st.data())
def test_yaml_with_odd_lines(part: str, data: Any) -> None:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(GOOD[".zip"])) as source,
        zipfile.ZipFile(target, "w") as archive,
    ):
        for name in source.namelist():
            lines = source.read(name).decode().splitlines()
            if name.endswith(part):
                place = data.draw(st.integers(0, len(lines)))
                lines.insert(place, data.draw(st.sampled_from(LINES)))
            archive.writestr(name, "\n".join(lines))
    take(target.getvalue(), "a.zip")


def spoil(workbook: Workbook, data: Any) -> None:
    """One thing that people do to workbooks."""
    sheet = data.draw(st.sampled_from(workbook.worksheets))
    row = data.draw(st.integers(1, max(2, sheet.max_row)))
    column = data.draw(st.integers(1, sheet.max_column))
    what = data.draw(st.sampled_from(["value", "row", "column", "copy", "swap", "sheet", "title"]))
    if what == "value":
        value = data.draw(odd_values)
        sheet.cell(row, column, str(value) if isinstance(value, int) and value > 1e300 else value)
    elif what == "row":
        sheet.delete_rows(row)
    elif what == "column":
        sheet.delete_cols(column)
    elif what == "copy":
        sheet.cell(1, column + 1, sheet.cell(1, column).value)
    elif what == "swap":
        other = data.draw(st.integers(1, sheet.max_column))
        for line in range(1, sheet.max_row + 1):
            one, two = sheet.cell(line, column), sheet.cell(line, other)
            one.value, two.value = two.value, one.value
    elif what == "sheet" and len(workbook.worksheets) > 1:
        workbook.remove(sheet)
    else:
        sheet.title = data.draw(st.sampled_from(["Roles", "Extra", "read me", "A" * 20]))


@fuzz
@given(st.data())
def test_workbooks_with_odd_cells(data: Any) -> None:
    workbook = load_workbook(io.BytesIO(GOOD[".xlsx"]))
    for _ in range(data.draw(st.integers(1, 3))):
        spoil(workbook, data)
    target = io.BytesIO()
    workbook.save(target)
    take(target.getvalue(), "a.xlsx")


@fuzz
@given(st.data())
def test_workbooks_with_odd_xml(data: Any) -> None:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(GOOD[".xlsx"])) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        chosen = data.draw(st.sampled_from(source.namelist()))
        for name in source.namelist():
            text = source.read(name).decode()
            if name == chosen:
                old, new = data.draw(
                    st.sampled_from(
                        [
                            ('r="', 'r="ZZZZ'),
                            ('r="2"', 'r="999999999999"'),
                            ("<v>", "<v>99999"),
                            ("<v>", "<v>x"),
                            (' t="s"', ' t="d"'),
                            (' t="s"', ' t="b"'),
                            ('s="', 's="999'),
                            ("<si>", "<si><r/>"),
                            ("worksheet", "chartsheet"),
                            ("<row", "<crow"),
                            ("sheet", "Sheet"),
                            ('"', "'"),
                            (">", "> "),
                        ]
                    )
                )
                text = text.replace(old, new, data.draw(st.integers(1, 5)))
            archive.writestr(name, text)
    take(target.getvalue(), "a.xlsx")


@pytest.mark.django_db
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_nothing_is_imported_by_half(published: Edition, client: Client, suffix: str) -> None:
    """A sample through the page itself, whose answer is always a page."""
    client.force_login(User.objects.create_superuser("editor"))
    before = rows_digest()
    good = GOOD[suffix]
    for content in (good[:-30], good[: len(good) // 2], good[30:], b"\x00" * 99, good[::-1]):
        file = SimpleUploadedFile(f"a{suffix}", content)
        assert client.post("/admin/roles/edition/import/", {"file": file}).status_code == 422
    assert rows_digest() == before
    assert set(PendingImport.objects.values_list("state", flat=True)) == {"refused"}
