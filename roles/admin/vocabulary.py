"""The lists that roles and skills choose from, and the catalogue's own description."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from roles import models
from roles.admin.base import OrderedAdmin, TogetherAdmin


@admin.register(models.Category, models.Family)
class NameAdmin(OrderedAdmin):
    list_display = ("name", "position")
    search_fields = ("name",)
    fields = ("name", "position")


@admin.register(models.Seniority)
class SeniorityAdmin(OrderedAdmin):
    list_display = ("name", "slug", "position")
    search_fields = ("name", "slug")
    fields = ("name", "slug", "position")
    prepopulated_fields = {"slug": ("name",)}


@admin.register(models.Tool)
class ToolAdmin(OrderedAdmin):
    list_display = ("name", "slug", "position")
    search_fields = ("name", "slug", "aliases")
    fields = ("name", "slug", "aliases", "position")
    prepopulated_fields = {"slug": ("name",)}


@admin.register(models.Activity)
class ActivityAdmin(OrderedAdmin):
    list_display = ("name", "slug", "position")
    search_fields = ("name", "slug", "prompt")
    prepopulated_fields = {"slug": ("name",)}
    fields = ("name", "slug", "prompt", "position")


@admin.register(models.CatalogueInfo)
class CatalogueInfoAdmin(TogetherAdmin):
    """The one row about the catalogue itself: an import makes it, and nobody adds or deletes it."""

    fieldsets = (
        (None, {"fields": ("title", "description", "attribution")}),
        ("Its own scale", {"fields": ("scale",)}),
        (
            "The site around it",
            {"fields": ("name", "home_text", ("accent", "accent_dark"), "sections")},
        ),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
