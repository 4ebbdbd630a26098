"""The registry of formats in which an assessment can be taken along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assessments.exports import pdf
from assessments.exports.csv_files import csv_files
from assessments.exports.json_file import json_file
from assessments.exports.markdown import markdown
from assessments.exports.record import Record
from assessments.exports.xlsx import xlsx


@dataclass(frozen=True)
class ExportFormat:
    """A format: what people read of it, and ``write``, which makes the file's bytes of a record."""

    slug: str
    name: str
    text: str
    suffix: str
    media_type: str
    write: Callable[[Record], bytes]


ALL = (
    ExportFormat(
        "pdf", "PDF", "To print, or to send to somebody.", "pdf", "application/pdf", pdf.pdf
    ),
    ExportFormat(
        "xlsx",
        "Excel",
        "A workbook with a sheet each for answers, roles, gaps and plan.",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        xlsx,
    ),
    ExportFormat(
        "csv",
        "CSV",
        "The same four tables as plain files, together in a zip.",
        "zip",
        "application/zip",
        csv_files,
    ),
    ExportFormat(
        "md",
        "Markdown",
        "Text with headings and tables, for notes and wikis.",
        "md",
        "text/markdown; charset=utf-8",
        markdown,
    ),
    ExportFormat(
        "json",
        "JSON",
        "A complete copy, to keep or to import into any CareerPath: the same result comes out.",
        "json",
        "application/json",
        json_file,
    ),
)


def available_formats() -> dict[str, ExportFormat]:
    """The formats that this installation can write, by slug: PDF only where WeasyPrint is."""
    return {item.slug: item for item in ALL if item.slug != "pdf" or pdf.available()}
