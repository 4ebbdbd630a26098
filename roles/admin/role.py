"""A role on one page, its parts in the order readers meet them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from roles import editions, models
from roles.admin.base import Inline, OrderedAdmin
from roles.catalogue.diff import Change, compare
from roles.catalogue.parse import CatalogueError, Problem
from roles.rows import read_role


class ResponsibilityInline(Inline):
    model = models.Responsibility
    fields = ("text", "position")


class RequirementInline(Inline):
    model = models.Requirement
    fields = ("skill", ("level", "importance"), "note", "position")
    autocomplete_fields = ("skill",)


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


class RoleSourceInline(Inline):
    model = models.RoleSource
    fields = ("title", ("publisher", "year"), "url", "position")
    verbose_name_plural = "sources"


@admin.register(models.Role)
class RoleAdmin(OrderedAdmin):
    list_display = ("title", "slug", "family", "seniority", "position")
    list_filter = ("family", "seniority")
    list_select_related = ("family", "seniority")
    search_fields = ("title", "slug", "summary")
    prepopulated_fields = {"slug": ("title",)}
    fields = ("title", "slug", ("family", "seniority"), "summary", "definition", "position")
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
        RoleSourceInline,
    )

    def view_on_site(self, obj: models.Role) -> str | None:
        """The public page, for a role that has one."""
        try:
            published = obj.slug in editions.current().roles
        except editions.NoEditionError:
            return None
        return reverse("roles:role", args=[obj.slug]) if published else None

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.differences_view)
        address = path("<path:object_id>/differences/", view, name="roles_role_differences")
        return [address, *super().get_urls()]

    def differences_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What publishing would change in this role."""
        role = self.get_object(request, object_id)
        if role is None:
            raise Http404
        if not self.has_view_permission(request, role):
            raise PermissionDenied
        changes, problems = role_changes(role)
        context = {
            **self.admin_site.each_context(request),
            "title": "What differs from the current edition",
            "subtitle": str(role),
            "opts": self.opts,
            "original": role,
            "changes": changes,
            "problems": problems,
        }
        return TemplateResponse(request, "admin/roles/role/differences.html", context)


def role_changes(role: models.Role) -> tuple[list[Change], list[Problem]]:
    """What differs between the role's row and the current edition, or why it cannot be read."""
    try:
        catalogue = editions.current().catalogue
        draft = read_role(role)
    except editions.NoEditionError as error:
        return [], [Problem("", "", str(error))]
    except CatalogueError as error:
        return [], error.problems
    published = [item for item in catalogue.roles if item.slug == role.slug]
    before: dict[str, Any] = {"roles": tuple(published)}
    return compare(
        catalogue.model_copy(update=before), catalogue.model_copy(update={"roles": (draft,)})
    ), []
