"""Skills with their levels and learning steps."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import ManyToManyRawIdWidget
from django.db.models import ManyToManyField
from django.http import HttpRequest, HttpResponse

from roles import models
from roles.admin.base import KEPT, Inline, OrderedAdmin

MOST_BOXES = 200  # to tick; the form of a skill with all of O*NET's tools weighed 1.8 MB
MOST_ROLES = 50  # named of those that ask for a skill, highest level first


class LevelStatementInline(Inline):
    model = models.LevelStatement
    max_num = 4
    classes = ()


class LearningStepInline(Inline):
    model = models.LearningStep
    fields = (
        "title",
        "slug",
        "level",
        "phase",
        "what",
        "hours",
        "done_when",
        "in_post",
        "position",
    )
    show_change_link = True
    verbose_name_plural = "learning steps (resources are on each step's own page)"


class ResourceInline(Inline):
    model = models.Resource
    fields = ("title", "provider", "url", "cost", "format", "position")
    classes = ()


@admin.register(models.Skill)
class SkillAdmin(OrderedAdmin):
    list_display = ("name", "slug", "category", "position")
    list_filter = ("category",)
    list_select_related = ("category",)
    search_fields = ("name", "slug", "aliases", "description", "prompt")
    # The autocompleting list of many has no label and no list items that axe accepts.
    formfield_overrides = {ManyToManyField: {"widget": forms.CheckboxSelectMultiple}}
    prepopulated_fields = {"slug": ("name",)}

    def formfield_for_manytomany(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelMultipleChoiceField[Any] | None:
        """Boxes to tick; above MOST_BOXES rows a field with the keys of those chosen and a search.

        One query, which counts them.
        """
        if db_field.related_model.objects.count() > MOST_BOXES:
            kwargs["widget"] = ManyToManyRawIdWidget(db_field.remote_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    fieldsets = (
        (
            None,
            {
                "fields": (
                    "name",
                    "slug",
                    "category",
                    "description",
                    "prompt",
                    "spread",
                    "prerequisites",
                    "tools",
                    "position",
                )
            },
        ),
        (
            "Other names, former slugs",
            {"fields": ("aliases", "former_slugs"), "description": KEPT},
        ),
    )
    inlines = (LevelStatementInline, LearningStepInline)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The form's page, with where the skill is used on top."""
        skill = context.get("original")
        if skill is not None:
            asked = skill.requirements.select_related("role").order_by("-level", "role__position")
            context["used"] = {
                "count": asked.count(),
                "requirements": asked[:MOST_ROLES],
                "questionnaires": models.Questionnaire.objects.filter(
                    sections__skill_rows__skill=skill
                ).distinct(),
                "before": models.Skill.objects.filter(prerequisites=skill),
            }
        return super().render_change_form(request, context, *args, **kwargs)


@admin.register(models.LearningStep)
class LearningStepAdmin(OrderedAdmin):
    list_display = ("title", "skill", "level", "phase", "hours")
    list_filter = ("level", "phase", "skill__category")
    list_select_related = ("skill",)
    search_fields = ("title", "slug", "skill__name")
    autocomplete_fields = ("skill",)
    fields = (
        "skill",
        "level",
        "phase",
        "title",
        "slug",
        "what",
        "hours",
        "done_when",
        "in_post",
        "position",
    )
    inlines = (ResourceInline,)
