"""Featured jobs, shown at once without publishing, and the job titles by which roles are known."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import URLField

from roles import models
from roles.admin.base import TogetherAdmin


@admin.register(models.FeaturedJob)
class FeaturedJobAdmin(TogetherAdmin):
    fields = (
        *("role", "title", "employer", "place", "kind", "level"),
        *("pay_low", "pay_high", "currency", "period", "url", "valid_through"),
    )
    list_display = ("title", "employer", "role", "valid_through")
    list_filter = ("valid_through",)
    search_fields = ("title", "employer", "role")
    formfield_overrides = {URLField: {"assume_scheme": "https"}}


class JobTitleForm(forms.ModelForm):  # type: ignore[type-arg]
    """The form of a job title; refuses a role that the draft does not have."""

    def clean_role(self) -> str:
        """The role's slug; ValidationError where the draft has no such role (one query)."""
        role: str = self.cleaned_data["role"]
        if not models.Role.objects.filter(slug=role).exists():
            raise forms.ValidationError(f"The draft has no role {role}.")
        return role


@admin.register(models.JobTitle)
class JobTitleAdmin(TogetherAdmin):
    """Which posted titles count for which role, when salaries or jobs are imported."""

    form: Any = JobTitleForm
    fields = ("role", "title", "levels")
    list_display = ("title", "role", "levels")
    list_filter = ("role",)
    search_fields = ("title", "role")
