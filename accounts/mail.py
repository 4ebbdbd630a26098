"""The mail that reminds of a plan."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import Reminder
from accounts.next_steps import next_steps


def can_remind() -> bool:
    """Whether the site sends mail and knows its own address, which links in mail need."""
    return bool(settings.SENDS_MAIL and settings.SITE_URL)


def reminder_mail(reminder: Reminder, address: str, connection: BaseEmailBackend) -> EmailMessage:
    """The next steps, and how to stop: a link, and the button mail programs show (RFC 8058).

    Scores the assessment for it, but sends nothing.
    """
    steps = next_steps(reminder.assessment)
    plan = reverse("assessments:plan", args=[reminder.assessment.key])
    stop = settings.SITE_URL + reverse("accounts:stop", args=[reminder.token])
    context = {
        "steps": steps,
        "often": reminder.get_every_weeks_display(),
        # By way of signing in: nowhere else does an assessment with an owner open.
        "plan_url": f"{settings.SITE_URL}{reverse('account_login')}?{urlencode({'next': plan})}",
        "stop_url": stop,
    }
    return EmailMessage(
        subject=f"Your next steps towards {steps.role}",
        body=render_to_string("accounts/reminder.txt", context),
        to=[address],
        connection=connection,
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",  # so that no absence notice answers it (RFC 3834)
        },
    )
