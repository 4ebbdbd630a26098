"""Send the reminders that are due. To be run once a day."""

from __future__ import annotations

import logging
from datetime import date, timedelta
from typing import Any

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts import actions, queries
from accounts.mail import can_remind, reminder_mail
from accounts.models import Reminder

logger = logging.getLogger(__name__)
TOMORROW = timedelta(days=1)


class Command(BaseCommand):
    help = "Send the reminders that are due. Run it once a day; twice does no harm."

    def handle(self, *args: Any, **options: Any) -> None:
        if not can_remind():
            self.stdout.write("This site sends no mail, so there are no reminders.")
            return
        today = timezone.localdate()
        connection = get_connection()
        sent = failed = 0
        for reminder in queries.due(today):
            if not actions.take_turn(reminder=reminder, today=today):
                continue  # another run was quicker
            if self._send(reminder, connection, today):
                sent += 1
            else:
                failed += 1
        connection.close()
        self.stdout.write(f"Reminders sent: {sent}.")
        if failed:
            raise CommandError(f"Reminders that failed, to be tried again tomorrow: {failed}.")

    def _send(self, reminder: Reminder, connection: BaseEmailBackend, today: date) -> bool:
        """Whether it went out; if not, the others go on."""
        try:
            address = getattr(reminder, "address")  # noqa: B009  # the query set adds it
            reminder_mail(reminder, address, connection).send()
        except Exception:
            logger.exception("Reminder %s could not be sent", reminder.pk)
            connection.close()
            actions.put_off(reminder=reminder, until=today + TOMORROW)
            return False
        return True
