"""Job postings to feature. They expire, so they are no part of an edition."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

HTTPS = RegexValidator(
    # Under the code "invalid" a form would show its own, vaguer message.
    r"^https://\S+\Z",
    "Give an address that begins with https://.",
    code="https",
)


class FeaturedJob(models.Model):
    """A posting shown with one role until its last day."""

    role = models.SlugField("role's slug", max_length=100)
    title = models.CharField(max_length=200)
    employer = models.CharField(max_length=200)
    place = models.CharField(max_length=200, blank=True)
    kind = models.CharField("kind of contract", max_length=200, blank=True)
    level = models.CharField(max_length=200, blank=True)
    pay_low = models.PositiveIntegerField("lowest pay", default=0, help_text="0 where unknown.")
    pay_high = models.PositiveIntegerField("highest pay", default=0, help_text="0 where unknown.")
    currency = models.CharField(
        max_length=3, blank=True, validators=[RegexValidator(r"^[A-Z]{3}\Z")]
    )
    period = models.CharField("paid by", max_length=10, blank=True, help_text="year, month, hour")
    url = models.URLField("address", max_length=500, validators=[HTTPS])
    valid_through = models.DateField("last day")

    class Meta:
        ordering = ("-valid_through", "title", "pk")
        indexes = (models.Index(fields=("role", "-valid_through"), name="jobs_of_a_role"),)
        constraints = (
            models.UniqueConstraint(fields=("role", "url"), name="one_job_per_role_and_address"),
            models.CheckConstraint(condition=Q(pay_low__lte=F("pay_high")), name="job_pay_order"),
            models.CheckConstraint(
                condition=Q(url__startswith="https://"), name="job_address_is_https"
            ),
        )

    def __str__(self) -> str:
        return f"{self.title}, {self.employer}"
