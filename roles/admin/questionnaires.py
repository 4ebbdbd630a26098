"""The editors' forms of questionnaires and their sections."""

from __future__ import annotations

from django.contrib import admin

from roles import models
from roles.admin.base import Inline, OrderedAdmin


class SectionInline(Inline):
    model = models.Section
    fields = ("title", "intro", "position")
    show_change_link = True
    verbose_name_plural = "sections (skills are on each section's own page)"
    classes = ()


class QuestionnaireActivityInline(Inline):
    model = models.QuestionnaireActivity
    fields = ("activity", "position")
    autocomplete_fields = ("activity",)
    verbose_name_plural = "activities"


class SectionSkillInline(Inline):
    model = models.SectionSkill
    fields = ("skill", "position")
    autocomplete_fields = ("skill",)
    verbose_name_plural = "skills"
    classes = ()


@admin.register(models.Questionnaire)
class QuestionnaireAdmin(OrderedAdmin):
    list_display = ("title", "slug", "position")
    search_fields = ("title", "slug")
    fields = ("title", "slug", "description", "position")
    prepopulated_fields = {"slug": ("title",)}
    inlines = (SectionInline, QuestionnaireActivityInline)


@admin.register(models.Section)
class SectionAdmin(OrderedAdmin):
    list_display = ("title", "questionnaire", "position")
    list_filter = ("questionnaire",)
    list_select_related = ("questionnaire",)
    search_fields = ("title",)
    fields = ("questionnaire", "title", "intro", "position")
    inlines = (SectionSkillInline,)
