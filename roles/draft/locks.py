"""Who reads or replaces the whole draft and who changes rows of it take turns, on PostgreSQL.

SQLite has one writer at a time anyway. Reading the draft goes on under every lock.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from roles.draft.rights import draft_models


def lock_draft() -> None:
    """Let all who would change the draft wait until the transaction ends.

    What is read after it is one state of the draft, however many queries that takes, and editors
    who save meanwhile notice what was changed under it.
    """
    _lock("SHARE ROW EXCLUSIVE")


@contextmanager
def changing_draft() -> Iterator[None]:
    """A transaction that changes rows of the draft: others may, too, but nobody has it locked."""
    with transaction.atomic():
        # Before any row is locked: an import that waits for that row would else hold the tables
        # that this transaction comes to later, and the two would wait for each other.
        _lock("ROW EXCLUSIVE")
        yield


def _lock(mode: str) -> None:
    if connection.vendor == "postgresql":
        tables = (connection.ops.quote_name(model._meta.db_table) for model in draft_models())
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {', '.join(tables)} IN {mode} MODE")
