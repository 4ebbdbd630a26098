"""Work in the background where the site has no worker: a thread of its own."""

import threading
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connections, transaction
from django_tasks import task

WAIT = 10  # seconds at most
seen: list[bool] = []
used: list[Any] = []


@task
def look_for(name: str) -> None:
    """See whether a row is there, by a connection of the thread's own."""
    seen.append(User.objects.filter(username=name).exists())
    used.append(connections["default"])
    assert used[-1].connection is not None


@task
def fail() -> None:
    """Go wrong."""
    raise RuntimeError("went wrong")


def join(name: str) -> None:
    for thread in threading.enumerate():
        if thread.name == name:
            thread.join(WAIT)


@pytest.mark.django_db(transaction=True)
def test_a_thread_begins_when_the_rows_are_there_and_closes_its_connection() -> None:
    seen.clear()
    with transaction.atomic():
        User.objects.create_user("ada")
        look_for.enqueue("ada")
        assert not [thread for thread in threading.enumerate() if thread.name == "look_for"]
    join("look_for")
    assert seen == [True]
    assert used[-1] is not connections["default"]
    assert used[-1].connection is None


@pytest.mark.django_db(transaction=True)
def test_nothing_begins_when_the_rows_are_not_kept() -> None:
    seen.clear()
    with transaction.atomic():
        look_for.enqueue("ada")
        transaction.set_rollback(True)
    join("look_for")
    assert not seen


@pytest.mark.django_db(transaction=True)
def test_a_task_that_fails_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    fail.enqueue()
    join("fail")
    assert "went wrong" in caplog.text
