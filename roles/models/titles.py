"""Which posted job titles count for which role. No part of an edition: it serves imports."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models

from roles.models.base import SLUG_RULES

LEVELS_PATTERN = r"^(EN|MI|SE|EX)(\+(EN|MI|SE|EX))*\Z"


class JobTitle(models.Model):
    """A job title that counts for a role, of some levels of experience or, where empty, of all."""

    role = models.SlugField("role's slug", max_length=100, validators=SLUG_RULES)
    title = models.CharField("job title", max_length=200)
    levels = models.CharField(
        max_length=20,
        blank=True,
        validators=[
            RegexValidator(
                LEVELS_PATTERN,
                "Give some of EN, MI, SE, EX joined by +, such as SE+EX, or leave it empty.",
                code="levels",
            )
        ],
        help_text=(
            "Only rows of these levels of experience count: some of EN (entry), MI (mid), "
            "SE (senior), EX (executive), joined by +. Empty: all."
        ),
    )

    class Meta:
        ordering = ("role", "title")
        constraints = (
            models.UniqueConstraint(fields=("role", "title"), name="one_row_a_role_and_title"),
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.role})"
