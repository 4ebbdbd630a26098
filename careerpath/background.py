"""Work that outlasts its request, and the rows that say how far it is.

The work is a task: for the worker where the site has one, else for a thread of the server's own.
Either may end halfway with its process, and nobody is told. So the row says when it was last heard
of, and a run that has gone silent counts as dead and is offered again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Thread
from typing import Any, ClassVar, TypeVar

import structlog
from django.db import connections, models, transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import Task, TaskResult

SILENT = timedelta(minutes=5)

Run = TypeVar("Run", bound="BackgroundRun")
log = structlog.get_logger(__name__)


class BackgroundRun(models.Model):
    """A row and the work to be done for it, which is under way while the state is in ``BUSY``."""

    BUSY: ClassVar[tuple[str, ...]] = ()

    state = models.CharField(max_length=10)
    seen_at = models.DateTimeField(
        default=timezone.now, help_text="When its work was last heard of."
    )

    class Meta:
        abstract = True

    @classmethod
    def at_work(cls) -> Q:
        """Finds the runs that are under way and not silent."""
        return Q(state__in=cls.BUSY, seen_at__gt=timezone.now() - SILENT)

    @classmethod
    def report(cls, pk: int, **said: Any) -> bool:
        """Keep what a run says of itself; False, and nothing is kept, when its work is over."""
        busy = cls._default_manager.filter(pk=pk, state__in=cls.BUSY)
        return bool(busy.update(seen_at=timezone.now(), **said))

    @property
    def is_busy(self) -> bool:
        """Whether its work is not over, as far as is known."""
        return self.state in self.BUSY

    @property
    def has_died(self) -> bool:
        """Whether its work should be under way but has gone silent: its process is gone."""
        return self.is_busy and timezone.now() - self.seen_at > SILENT


def begin(make: Callable[[], Run], task: Task[[int], None], is_long: Callable[[Run], bool]) -> Run:
    """Make a run's row and do its work: now, or by a task where it is long.

    The row and its task are kept together or not at all.
    """
    with transaction.atomic():
        run = make()
        long = is_long(run)
        if long:
            task.enqueue(run.pk)
    if not long:
        task.call(run.pk)
    return run


def perform(
    model: type[Run],
    pk: int,
    work: Callable[[Run], None],
    fail: Callable[[Run], None],
) -> None:
    """Do the work of a run; if it raises, log that and ``fail`` the run.

    Nothing is done for a run that is gone, or that has died: its page has said that nothing came
    of it, and somebody may have begun again.
    """
    name = f"{model._meta.model_name}-{pk}"
    run = model._default_manager.filter(model.at_work(), pk=pk).first()
    if run is None or not model.report(pk):
        log.info("run_not_wanted", run=name)
        return
    try:
        work(run)
    except model.DoesNotExist:
        log.info("run_gone", run=name)
    except Exception:
        log.exception("run_failed", run=name)
        fail(run)


class ThreadBackend(ImmediateBackend):
    """Does a task in a thread, once the rows it needs are committed. There is no worker to run."""

    def _execute_task(self, task_result: TaskResult[Any]) -> None:
        def work() -> None:
            try:
                super(ThreadBackend, self)._execute_task(task_result)
            finally:
                connections.close_all()  # a thread has connections of its own

        thread = Thread(target=work, name=task_result.task.name, daemon=True)
        transaction.on_commit(thread.start)
