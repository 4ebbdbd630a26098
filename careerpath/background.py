"""Work that outlasts its request: a thread with a connection of its own. No broker to run.

A thread dies with its process. So its work keeps a row that says how far it is, and a row that
has gone silent is taken for dead and offered anew.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import connection, transaction


def after_commit(job: Callable[[], None], name: str) -> None:
    """Run ``job`` in a thread once the rows it needs are committed. It must not raise."""

    def target() -> None:
        try:
            job()
        finally:
            connection.close()

    def start() -> None:
        threading.Thread(target=target, name=name, daemon=True).start()

    transaction.on_commit(start)
