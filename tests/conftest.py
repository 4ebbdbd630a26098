"""What all tests share."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, connections, models, transaction
from django_tasks import default_task_backend
from django_tasks_db.management.commands import db_worker
from pytest_django import DjangoDbBlocker

from roles.document.types import Catalogue
from roles.draft import actions
from roles.formats.folder import read_folder
from roles.models import Catalogue as CatalogueRow
from roles.models import Edition
from tests.roles.factory import small_catalogue

JOURNEYS = Path(__file__).parent / "journeys"
BUILTIN = Path(__file__).parents[1] / "roles" / "content"

# The same examples in every run, as long as a busy machine needs for them. FUZZ_EXAMPLES is for
# who wants to look further: more examples, and others each time.
hypothesis.settings.register_profile(
    "careerpath",
    deadline=None,
    derandomize="FUZZ_EXAMPLES" not in os.environ,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("careerpath")


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


def published_rows(catalogue: Catalogue) -> list[models.Model]:
    """All rows of a catalogue that was imported and published. The database is left as it was."""
    with transaction.atomic():
        actions.import_catalogue(catalogue=catalogue)
        actions.publish(note="First", author="tests")
        tables = apps.get_app_config("roles").get_models(include_auto_created=True)
        kept = [row for table in tables for row in table._base_manager.all()]
        transaction.set_rollback(True)
    return kept


@transaction.atomic
def put_back(rows: list[models.Model]) -> None:
    """Store rows that ``published_rows`` gave, under the keys they had."""
    tables = list(dict.fromkeys(type(row) for row in rows))
    for table in tables:
        table._base_manager.bulk_create(
            [row for row in rows if type(row) is table],
            ignore_conflicts=table is CatalogueRow,  # it is there until tables are emptied
        )
    with connection.cursor() as cursor:  # PostgreSQL would give these keys once more
        for command in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(command)


@pytest.fixture(scope="session")
def small_rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> list[models.Model]:
    """The rows of the small catalogue, made once: laying them is quicker than publishing."""
    with django_db_blocker.unblock():
        return published_rows(small_catalogue())


@pytest.fixture
def published(db: None, small_rows: list[models.Model]) -> Edition:
    """The small catalogue, imported and published."""
    put_back(small_rows)
    return Edition.objects.get()


@pytest.fixture
def later(settings: Any) -> Callable[[], None]:
    """Does the one task that was begun: until then it only waits."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}

    def work() -> None:
        [result] = default_task_backend.results
        default_task_backend.clear()
        result.task.call(*result.args, **result.kwargs)

    return work


@pytest.fixture
def worker(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """A site with a worker: does what waits in the database, in this process."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    # Neither pytest's signals nor the test's connection are the worker's to end.
    monkeypatch.setattr(db_worker.Worker, "configure_signals", lambda _self: None)
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    return lambda: call_command("db_worker", "--batch", "--interval=0")


@pytest.fixture(scope="session")
def builtin() -> Catalogue:
    """The built-in catalogue, read once."""
    return read_folder(BUILTIN)
