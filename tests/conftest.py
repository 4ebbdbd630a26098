"""What all tests share."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from roles.document.types import Catalogue
from roles.draft import actions
from roles.formats.folder import read_folder
from roles.models import Edition
from tests.roles.factory import small_catalogue

JOURNEYS = Path(__file__).parent / "journeys"
BUILTIN = Path(__file__).parents[1] / "roles" / "content"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in tests/journeys needs a browser."""
    for item in items:
        if item.path.is_relative_to(JOURNEYS):
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Keep the SQLite test database in a file, as in production.

    Threads (a served page, two submissions at once) then have connections of their own and wait
    for each other. In memory they would share one or fail with "table is locked".
    """
    connection = connections["default"]
    if connection.vendor == "sqlite":
        file = tmp_path_factory.mktemp("database") / "test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(file)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the system's Chromium, or the one that CHROMIUM names."""
    names = ("chromium", "chromium-browser", "google-chrome")
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if program is None:
        pytest.fail("No Chromium found: run tools/ensure-chromium.sh")
    return {
        **browser_type_launch_args,
        "executable_path": program,
        "args": [*browser_type_launch_args.get("args", []), "--no-sandbox"],
    }


@pytest.fixture
def published(db: None) -> Edition:
    """The small catalogue, imported and published."""
    actions.import_catalogue(catalogue=small_catalogue())
    return actions.publish(note="First", author="tests")


@pytest.fixture(scope="session")
def builtin() -> Catalogue:
    """The built-in catalogue, read once."""
    return read_folder(BUILTIN)
