"""What a PDF may fetch. Imported only where WeasyPrint is installed."""

from __future__ import annotations

from typing import NoReturn

from weasyprint.urls import URLFetcher


class RefusingFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint is not typed
    """Refuses every address: the page has its style within, so neither network nor files are read.

    Even an address that somebody typed into a note could then open nothing.
    """

    def fetch(self, url: str, headers: object = None) -> NoReturn:
        """Raises ValueError, whatever the address."""
        raise ValueError("A PDF fetches nothing.")
