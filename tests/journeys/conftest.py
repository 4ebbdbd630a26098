"""The whole built-in catalogue, published, and browsers that report what goes wrong in them."""

from collections.abc import Iterator
from typing import Any, Protocol

import pytest
from django.db import models
from playwright.sync_api import BrowserContext, ConsoleMessage, Response, expect
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from roles import editions
from roles.document.types import Catalogue
from roles.editions import LoadedEdition
from roles.models import Catalogue as CatalogueRow
from roles.models import Edition
from tests.conftest import published_rows, put_back

# Milliseconds: long enough for a busy machine. Nothing is waited for longer than it takes.
TIMEOUT = 30_000
expect.set_options(timeout=TIMEOUT)
REFUSED_PAGE = "Failed to load resource: the server responded with a status of 4"


class OpenBrowser(Protocol):
    """Opens a browser of one's own: no cookie is shared with any other."""

    def __call__(self, **options: Any) -> BrowserContext: ...


@pytest.fixture(scope="session")
def kept_rows(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, builtin: Catalogue
) -> list[models.Model]:
    """All rows of the published catalogue, made once. The database is left as it was."""
    with django_db_blocker.unblock():
        return published_rows(builtin)


@pytest.fixture
def edition(transactional_db: None, kept_rows: list[models.Model]) -> LoadedEdition:
    """The published catalogue, which is all that readers need."""
    put_back([row for row in kept_rows if isinstance(row, (CatalogueRow, Edition))])
    return editions.current()


@pytest.fixture
def draft(edition: LoadedEdition, kept_rows: list[models.Model]) -> LoadedEdition:
    """The published catalogue together with the rows that editors work on."""
    put_back([row for row in kept_rows if not isinstance(row, (CatalogueRow, Edition))])
    return edition


@pytest.fixture
def open_browser(new_context: Any, live_server: LiveServer) -> Iterator[OpenBrowser]:
    """Opens browsers; in the end none of them may have complained in its console.

    Chromium reports there what the content security policy forbids, failed downloads, exceptions
    and unknown headers. It also reports a page that is answered with 404 or 422, as it should be.
    """
    complaints: list[tuple[str, str]] = []
    pages: set[str] = set()

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append((message.location["url"], message.text))

    def note(response: Response) -> None:
        if response.request.is_navigation_request():
            pages.add(response.url)

    def open_one(**options: Any) -> BrowserContext:
        given = {"base_url": live_server.url, "reduced_motion": "reduce", **options}
        context: BrowserContext = new_context(**given)
        context.set_default_timeout(TIMEOUT)
        context.on("console", hear)
        context.on("weberror", lambda error: complaints.append(("", str(error.error))))
        context.on("response", note)
        return context

    yield open_one
    left = [
        f"{url}: {text}"
        for url, text in complaints
        if not (text.startswith(REFUSED_PAGE) and url in pages)
    ]
    assert not left, "\n".join(left)
