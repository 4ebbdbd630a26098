"""Assessments in the admin: editors may count them, never read answers, which are the person's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from assessments.impact import admin as impact_admin
from assessments.models import Assessment
from roles.models import join_edition

__all__ = ["AssessmentAdmin", "impact_admin"]

if TYPE_CHECKING:
    AdminBase = admin.ModelAdmin[Assessment]
else:
    AdminBase = admin.ModelAdmin


@admin.register(Assessment)
class AssessmentAdmin(AdminBase):
    """Which assessments exist, on which edition; no answer, no address that opens one."""

    list_display = ("id", "edition", "started_at", "completed_at")
    list_filter = ("edition",)
    fields = ("edition", "questionnaire", "started_at", "saved_at", "completed_at")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Assessment]:
        """Each with its edition's number, without the edition's document."""
        return join_edition(super().get_queryset(request))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only people themselves start assessments."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Assessment | None = None) -> bool:
        """Editors change nobody's answers."""
        return False
