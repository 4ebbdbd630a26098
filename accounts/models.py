"""Reminders by email, for those who asked for them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from assessments.models import Assessment, new_key


class Weekday(models.IntegerChoices):
    """Days of the week as Python's date.weekday() counts them."""

    MONDAY = 0, "Monday"
    TUESDAY = 1, "Tuesday"
    WEDNESDAY = 2, "Wednesday"
    THURSDAY = 3, "Thursday"
    FRIDAY = 4, "Friday"
    SATURDAY = 5, "Saturday"
    SUNDAY = 6, "Sunday"


class Interval(models.IntegerChoices):
    """How many weeks lie between two reminders."""

    WEEKLY = 1, "every week"
    FORTNIGHTLY = 2, "every two weeks"
    FOUR_WEEKLY = 4, "every four weeks"


class Reminder(models.Model):
    """A wish for mail about the next steps of one plan. To stop it is to delete the row.

    ``token`` opens the page that stops it to whoever has the mail.
    """

    assessment = models.OneToOneField(Assessment, models.CASCADE, related_name="reminder")
    weekday = models.PositiveSmallIntegerField(choices=Weekday, default=Weekday.MONDAY)
    every_weeks = models.PositiveSmallIntegerField(choices=Interval, default=Interval.WEEKLY)
    token = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    next_on = models.DateField(db_index=True, help_text="The day to send the next one.")
    last_sent = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(weekday__in=Weekday.values), name="reminder_weekday"
            ),
            models.CheckConstraint(
                condition=Q(every_weeks__in=Interval.values), name="reminder_every_weeks"
            ),
        )

    def __str__(self) -> str:
        return f"Reminder {self.pk}"
