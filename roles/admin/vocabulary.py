"""The lists that roles and skills choose from, and the catalogue's own description."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from roles import models
from roles.admin.base import KEPT, OrderedAdmin, TogetherAdmin


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
    fieldsets = (
        (None, {"fields": ("name", "slug", "position")}),
        ("Other names", {"fields": ("aliases",), "description": KEPT}),
    )
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
        ("What pages show", {"fields": ("home_text", "sections")}),
        (
            "The site's name and colours",
            {"fields": ("name", ("accent", "accent_dark")), "description": KEPT},
        ),
        ("Its own scale", {"fields": ("scale",), "description": KEPT}),
    )

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list of the one row, under its name: Django's heading asks to select one."""
        return super().changelist_view(
            request, {"title": "About the catalogue", **(extra_context or {})}
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
