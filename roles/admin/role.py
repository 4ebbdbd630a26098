"""A role on one page, its parts in the order readers meet them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from roles import editions, models
from roles.admin.base import Inline, OrderedAdmin
from roles.admin.overview import OverviewPages
from roles.admin.preview import missing_in, preview_page, role_changes
from roles.admin.requirements import RequirementInline
from roles.document.parse import CatalogueError
from roles.public.addresses import addresses


class ResponsibilityInline(Inline):
    model = models.Responsibility
    fields = ("text", "position")


class RoleActivityInline(Inline):
    model = models.RoleActivity
    fields = ("activity", "importance", "position")
    autocomplete_fields = ("activity",)
    verbose_name_plural = "activities"


class EducationInline(Inline):
    model = models.Education
    fields = ("text", ("source", "year"), "position")


class CertificateInline(Inline):
    model = models.Certificate
    fields = ("name", "issuer", ("source", "year"), "position")


class RoleToolInline(Inline):
    model = models.RoleTool
    fields = ("group", "tool", "position")
    autocomplete_fields = ("tool",)
    verbose_name_plural = "tools"


class IndustryInline(Inline):
    model = models.Industry
    fields = ("name", "source", "position")


class OutlookInline(Inline):
    model = models.Outlook
    fields = (
        "text",
        ("figure", "period"),
        "region",
        ("proxy", "proxy_fit"),
        ("source", "year"),
        "url",
        "position",
    )
    verbose_name_plural = "outlook"


class SalaryInline(Inline):
    model = models.Salary
    fields = (
        ("experience", "region"),
        ("year", "n"),
        ("p25", "median", "p75"),
        "currency",
        "source",
        "url",
        "position",
    )


class StartingStepInline(Inline):
    model = models.StartingStep
    fields = ("phase", "title", "text", "hours", "position")


class RelatedRoleInline(Inline):
    model = models.RelatedRole
    fk_name = "role"
    fields = ("other", "position")
    autocomplete_fields = ("other",)
    verbose_name_plural = "related roles"


class RoleSourceInline(Inline):
    model = models.RoleSource
    fields = ("title", ("publisher", "year"), "url", "position")
    verbose_name_plural = "sources"


@admin.register(models.Role)
class RoleAdmin(OverviewPages, OrderedAdmin):
    save_on_top = True
    list_display = ("title", "slug", "family", "seniority", "position")
    list_filter = ("family", "seniority")
    list_select_related = ("family", "seniority")
    search_fields = ("title", "slug", "summary")
    prepopulated_fields = {"slug": ("title",)}
    fieldsets = (
        ("What it is", {"fields": ("title", "summary", "definition")}),
        ("Where it stands", {"fields": (("family", "seniority"), "slug", "position")}),
    )
    inlines = (
        ResponsibilityInline,
        RequirementInline,
        RoleActivityInline,
        EducationInline,
        CertificateInline,
        RoleToolInline,
        IndustryInline,
        OutlookInline,
        SalaryInline,
        StartingStepInline,
        RelatedRoleInline,
        RoleSourceInline,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.Role]:
        """With family and seniority, which every page names."""
        return super().get_queryset(request).select_related("family", "seniority")

    def view_on_site(self, obj: models.Role) -> str | None:
        """The public page, for a role that has one."""
        try:
            published = obj.slug in editions.current().roles
        except editions.NoEditionError:
            return None
        return reverse("roles:role", args=[obj.slug]) if published else None

    def get_urls(self) -> list[URLPattern]:
        wrap, at = self.admin_site.admin_view, "<path:object_id>"
        return [
            *self.overview_urls(),
            path(f"{at}/differences/", wrap(self.differences_view), name="roles_role_differences"),
            path(f"{at}/preview/", wrap(self.preview_view), name="roles_role_preview"),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The form, with what the role lacks on top."""
        role = context.get("original")
        if role is not None:
            context["missing"] = missing_in(role)
        return super().render_change_form(request, context, *args, **kwargs)

    def _viewed(self, request: HttpRequest, object_id: str) -> models.Role:
        role: models.Role | None = self.get_object(request, object_id)
        if role is None:
            raise Http404
        if not self.has_view_permission(request, role):
            raise PermissionDenied
        return role

    def preview_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The public page as it would be if the draft were published now."""
        role = self._viewed(request, object_id)
        context = {"original": role, "opts": self.opts}
        headers = {"X-Robots-Tag": "noindex"}
        try:
            page = preview_page(role)
        except CatalogueError as error:
            context |= {**self.admin_site.each_context(request), "problems": error.problems}
            context["title"] = "This draft cannot be shown yet"
            return TemplateResponse(
                request, "admin/roles/role/differences.html", context, headers=headers
            )
        context |= {"page": page, "addresses": addresses()}
        return TemplateResponse(request, "admin/roles/role/preview.html", context, headers=headers)

    def differences_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What publishing would change in this role."""
        role = self._viewed(request, object_id)
        changes, problems = role_changes(role)
        context = {
            **self.admin_site.each_context(request),
            "title": "What differs from the current edition",
            "subtitle": str(role),
            "opts": self.opts,
            "original": role,
            "account": changes,
            "problems": problems,
        }
        return TemplateResponse(request, "admin/roles/role/differences.html", context)
