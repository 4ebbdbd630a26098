"""Featured jobs. They are shown at once and need no publishing."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import URLField

from roles import models
from roles.admin.base import AnyModelAdmin


@admin.register(models.FeaturedJob)
class FeaturedJobAdmin(AnyModelAdmin):
    list_display = ("title", "employer", "role", "valid_through")
    list_filter = ("valid_through",)
    search_fields = ("title", "employer", "role")
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
