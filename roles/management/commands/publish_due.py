"""Publish what was scheduled and is due. Meant to be run every few minutes, by cron."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from roles.draft import actions
from roles.models import ScheduledEdition, ScheduleState


class Command(BaseCommand):
    help = "Publish the editions whose time has come; exits 1 when one had to be held back."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        due = ScheduledEdition.objects.filter(state=ScheduleState.WAITING, publish_at__lte=now)
        held = []
        for pk in list(due.values_list("pk", flat=True)):
            row = actions.publish_scheduled(pk=pk, now=now)
            if row.edition is not None:
                self.stdout.write(f"Published edition {row.edition.number}: {row.note}")
            elif row.state == ScheduleState.HELD:
                held.append(f"Held back ({row.note}): {row.why_held}")
        if held:
            raise CommandError("\n".join(held))
