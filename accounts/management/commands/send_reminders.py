"""Send the reminders that are due. To be run once a day."""

from __future__ import annotations

import logging
from collections import Counter
from contextlib import closing
from datetime import date, timedelta
from enum import Enum, auto
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts import actions, queries
from accounts.mail import can_remind, reminder_mail
from accounts.models import Reminder

logger = logging.getLogger(__name__)
TOMORROW = timedelta(days=1)


class Delivery(Enum):
    """What became of a reminder; one that was passed over is not to be sent any more."""

    SENT = auto()
    FAILED = auto()
    PASSED = auto()


class Command(BaseCommand):
    help = "Send the reminders that are due. Run it once a day; twice does no harm."

    def handle(self, *args: Any, **options: Any) -> None:
        if not can_remind():
            why = (
                "does not know its own address, which links in mail need (CAREERPATH_URL)"
                if settings.SENDS_MAIL
                else "sends no mail"
            )
            self.stdout.write(f"This site {why}, so there are no reminders.")
            return
        today = timezone.localdate()
        with closing(get_connection()) as connection:
            done = Counter(self._turn(number, connection, today) for number in queries.due(today))
        sent, failed = done[Delivery.SENT], done[Delivery.FAILED]
        self.stdout.write(f"Reminders sent: {sent}.")
        if failed:
            raise CommandError(f"Reminders that failed, to be tried again tomorrow: {failed}.")

    def _turn(self, number: int, connection: BaseEmailBackend, today: date) -> Delivery:
        """Send the reminder ``number`` unless it was stopped, or sent by another run, meanwhile."""
        # Its turn is taken before it is sent: two runs at a time would else both send it.
        reminder = queries.due_still(number, today)
        if reminder is None or not actions.take_turn(reminder=reminder, today=today):
            return Delivery.PASSED
        return self._send(reminder, connection, today)

    def _send(self, reminder: Reminder, connection: BaseEmailBackend, today: date) -> Delivery:
        """Send the mail; one that fails is logged and put off to tomorrow, and the others go on."""
        try:
            address = getattr(reminder, "address")  # noqa: B009  # the query set adds it
            message = reminder_mail(reminder, address, connection)
            # Scoring takes a moment, in which the plan may be deleted or the reminder stopped.
            if not queries.reminder_exists(reminder.token):
                return Delivery.PASSED
            # Else send() opens a connection for this mail alone. Here and not before the first one,
            # so that a new one follows a failure, and none is made where nothing is due.
            connection.open()
            message.send()
        except Exception:
            connection.close()
            if not actions.put_off(reminder=reminder, until=today + TOMORROW):
                return Delivery.PASSED
            logger.exception("Reminder %s could not be sent", reminder.pk)
            return Delivery.FAILED
        return Delivery.SENT
