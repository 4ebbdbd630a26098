"""A record as a PDF, where WeasyPrint and its libraries are installed."""

from __future__ import annotations

from functools import cache
from typing import cast

from django.template.loader import render_to_string

from assessments.exports.record import Record


@cache
def available() -> bool:
    """Whether this installation can draw a PDF."""
    # Its libraries come with the system, not with Python: without them the import raises OSError.
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):  # OSError: the package is there, its C libraries are not
        return False
    return True


def pdf(record: Record) -> bytes:
    """A document to print, drawn from templates/exports/pdf.html; only where ``available()``."""
    from weasyprint import HTML

    from assessments.exports.pdf_fetcher import RefusingFetcher

    page = render_to_string("exports/pdf.html", {"record": record})
    return cast(bytes, HTML(string=page, url_fetcher=RefusingFetcher()).write_pdf())
