"""How large an imported file may be. Every message that refuses one says the limit."""

from __future__ import annotations

from roles.document.parse import CatalogueError, Problem

MEGABYTE = 1024 * 1024
MAX_FILE = 40 * MEGABYTE  # as sent; 24 roles have 0.6 as JSON, all of ESCO 14
MAX_UNPACKED = 200 * MEGABYTE  # all files of an archive together
MAX_RATIO = 200  # unpacked to packed: text and XML reach 50, a bomb 1,000
MAX_ENTRIES = 20_000  # files in an archive: a role and a skill each have one
MAX_ROWS = 100_000  # rows with something in them, on one sheet
MAX_ITEMS = 20_000  # roles, skills, tools, ... of each kind
MAX_PARTS = 2_000  # entries of any list inside one of them
MAX_COLUMNS = 50
MAX_CELL = 32_767  # characters: what a cell of a workbook holds
MAX_PROBLEMS = 200  # shown at once
MAX_DEPTH = 30  # lists within lists


def refuse(where: str, message: str, place: str = "") -> CatalogueError:
    """One problem with a file as a whole, to raise."""
    return CatalogueError([Problem(where, "", message, place)])


def check_size(size: int, where: str, what: str = "is too large") -> None:
    """Raise CatalogueError when a file is too large, or empty."""
    if size > MAX_FILE:
        raise refuse(where, f"{what}: {size / MEGABYTE:.1f} MB; at most {MAX_FILE // MEGABYTE} MB")
    if size == 0:
        raise refuse(where, "is empty")
