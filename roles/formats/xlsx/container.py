"""What a workbook file may hold before it is read: no macros, no links outside, no entities."""

from __future__ import annotations

import io
import warnings
from typing import Any

from openpyxl import load_workbook

from roles.document.parse import refusal
from roles.formats.guard import check_size, read_archive

# Parts of a workbook that run, reach outside or hide something, and what people call them.
REFUSED = {
    "vbaproject": "macros",
    "xl/macrosheets/": "macros",
    "xl/activex/": "controls that run programs",
    "xl/externallinks/": "links to other workbooks",
    "xl/connections": "connections to other data",
    "xl/querytables/": "connections to other data",
    "xl/embeddings/": "embedded files",
}
XML = (".xml", ".rels")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how an old .xls, or a protected file, begins
DECLARATIONS = (b"<!doctype", b"<!entity")


def open_workbook(content: bytes, where: str) -> Any:
    """openpyxl's workbook, to be read row by row and closed by the caller.

    Raises CatalogueError for a file that is no .xlsx workbook, is damaged or holds what is REFUSED.
    """
    _check(content, where)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts of the file that are not read
            # Row by row: a sheet may claim a million rows, and all of them would be made first.
            return load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    except Exception as error:  # openpyxl lets whatever a damaged file causes through
        raise damaged(where) from error


def damaged(where: str) -> Exception:
    """The CatalogueError to raise for a workbook that openpyxl cannot read."""
    return refusal(
        where, "is not a workbook that can be read, or is damaged: save it anew as .xlsx"
    )


def _check(content: bytes, where: str) -> None:
    check_size(len(content), where)
    if content.startswith(OLE):
        raise refusal(
            where,
            "is protected with a password or in the old .xls form: save it as .xlsx without one",
        )
    files = read_archive(content, where)
    if "[Content_Types].xml" not in files or not any(n.startswith("xl/") for n in files):
        raise refusal(where, "is not an .xlsx workbook")
    for name, data in files.items():
        found = next((what for part, what in REFUSED.items() if part in name.lower()), None)
        if found:
            raise refusal(where, f"holds {found}: save it as .xlsx without them")
        if name.lower().endswith(XML) and _declares(data):
            raise refusal(where, f"declares XML entities in {name:.80}: save it anew as .xlsx")


def _declares(data: bytes) -> bool:
    """Whether XML has a document type or entities, which can grow without end.

    NUL bytes mean UTF-16 or UTF-32, in which the search for them would find nothing.
    """
    return b"\x00" in data or any(mark in data.lower() for mark in DECLARATIONS)
