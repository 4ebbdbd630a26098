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

# Longer than any one step of a run takes; the longest, storing a large catalogue, cannot report.
SILENT = timedelta(minutes=5)

Run = TypeVar("Run", bound="BackgroundRun")
log = structlog.get_logger(__name__)


class BackgroundRun(models.Model):
    """A row that says how far some work is; it is under way while ``state`` is in ``BUSY``."""

    BUSY: ClassVar[tuple[str, ...]] = ()

    state = models.CharField(max_length=10)
    seen_at = models.DateTimeField(
        default=timezone.now, help_text="When its work was last heard of."
    )

    class Meta:
        abstract = True

    @classmethod
    def at_work(cls) -> Q:
        """A condition for the runs that are under way and were heard of within SILENT."""
        return Q(state__in=cls.BUSY, seen_at__gt=timezone.now() - SILENT)

    @classmethod
    def report(cls, pk: int, **said: Any) -> bool:
        """Store ``said``, fields of the run, and that it was heard of now.

        False, and nothing is stored, when its work is over or the row is gone. One query.
        """
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
    """Make a run's row and do its work: in this request, or by ``task`` where ``is_long``.

    ``make`` stores and returns the row; ``task`` takes its primary key. The row and its task are
    stored together or not at all.
    """
    with transaction.atomic():
        run = make()
        long = is_long(run)
        if long:
            task.enqueue(run.pk)
    if not long:  # after the commit: the work has transactions of its own, and reports in between
        task.call(run.pk)
    return run


def perform(
    model: type[Run],
    pk: int,
    work: Callable[[Run], None],
    fail: Callable[[Run], None],
) -> None:
    """Do the ``work`` of the run ``pk``; if it raises, log that and call ``fail`` with the run.

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
    except model.DoesNotExist:  # removed while it was at work: there is nothing left to fail
        log.info("run_gone", run=name)
    except Exception:
        log.exception("run_failed", run=name)
        fail(run)


class ThreadBackend(ImmediateBackend):
    """Does each task in a thread of this process, once the rows it needs are committed.

    For sites without a worker.
    """

    def _execute_task(self, task_result: TaskResult[Any]) -> None:
        def work() -> None:
            try:
                super(ThreadBackend, self)._execute_task(task_result)
            finally:
                connections.close_all()  # a thread's own connections, which nobody else closes

        # A daemon: the server may end without waiting, and the run then counts as dead.
        thread = Thread(target=work, name=task_result.task.name, daemon=True)
        transaction.on_commit(thread.start)
