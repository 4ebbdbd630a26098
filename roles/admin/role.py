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
from roles.draft.mapping import RoleList, role_lists
from roles.public.addresses import addresses

# Which fields of a list's entries stand side by side. Other lists show one field a line.
LAYOUTS: dict[str, tuple[str | tuple[str, ...], ...]] = {
    "education": ("text", ("source", "year")),
    "certificates": ("name", "issuer", ("source", "year")),
    "outlook": (
        "text",
        ("figure", "period"),
        "region",
        ("proxy", "proxy_fit"),
        ("source", "year"),
        "url",
    ),
    "salaries": (
        ("experience", "region"),
        ("year", "n"),
        ("p25", "median", "p75"),
        "currency",
        "source",
        "url",
    ),
    "getting_started": ("phase", "title", "text", "hours", ("skill", "level")),
    "sources": ("title", ("publisher", "year"), "url"),
}
HEADINGS = {"getting_started": "getting-started steps", "related": "related roles"}
LADDER = (
    "In results a role comes after lower ones of its ladder, as long as somebody is less than 80 % "
    "ready for those. A senior, lead or head role comes after some role of a lower grade, whatever "
    "its ladder, as long as somebody is less than 60 % ready for it."
)


def _inline(kind: RoleList) -> type[Inline]:
    """The editors' form of one of a role's lists, from the columns of its rows."""
    if kind.name == "requirements":
        return RequirementInline
    fields = LAYOUTS.get(kind.name) or tuple(column.name for column in kind.columns)
    options = {
        "model": kind.model,
        "fk_name": "role",
        "fields": (*fields, "position"),
        "autocomplete_fields": tuple(column.name for column in kind.columns if column.target),
        "verbose_name_plural": HEADINGS.get(kind.name, kind.name.replace("_", " ")),
    }
    return type(f"{kind.model.__name__}Inline", (Inline,), options)


@admin.register(models.Role)
class RoleAdmin(OverviewPages, OrderedAdmin):
    save_on_top = True
    list_display = ("title", "slug", "family", "seniority", "position")
    list_filter = ("family", "seniority")
    list_select_related = ("family", "seniority")
    search_fields = ("title", "slug", "aliases", "summary")
    prepopulated_fields = {"slug": ("title",)}
    fieldsets = (
        ("What it is", {"fields": ("title", "aliases", "summary", "definition")}),
        (
            "Where it stands",
            {"fields": (("family", "seniority"), "slug", "former_slugs", "position")},
        ),
        ("Its ladder", {"fields": (("grade", "ladder"),), "description": LADDER}),
    )
    inlines = tuple(map(_inline, role_lists()))

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.Role]:
        """Roles with family and seniority, which every page names, by the same query."""
        return super().get_queryset(request).select_related("family", "seniority")

    def view_on_site(self, obj: models.Role) -> str | None:
        """The address of the role's public page; None for a role that is not published."""
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
        """The form's page, with what the role lacks on top."""
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
        except models.Role.DoesNotExist as error:
            raise Http404 from error
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
        try:
            changes, problems = role_changes(role)
        except models.Role.DoesNotExist as error:
            raise Http404 from error
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
