"""The editors' pages that need scores: whom a draft affects, which roles are hard to tell apart."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path

from assessments.engine.confusable_roles import confusable_roles
from assessments.engine.profiles import compile_profiles
from assessments.impact import work
from assessments.impact.page import impact_page
from assessments.models import ImpactRun, RunState
from roles import editions
from roles.admin.base import FramedAdmin, ReadOnlyAdmin
from roles.document.differences import listed
from roles.document.parse import CatalogueError
from roles.document.serialise import from_json
from roles.document.validate import find_problems
from roles.draft.read import read_rows

PUBLISH = "roles.add_edition"
HERE = "admin:assessments_impact"
IMPACT = "assessments/impact"  # its template
LOOK_AGAIN = 3  # seconds until the page of an unfinished run asks again


@admin.register(ImpactRun)
class ImpactRunAdmin(FramedAdmin, ReadOnlyAdmin):
    """No list of runs: a run is looked at beside the draft it is about."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Never: not on the index, because the page for publishing leads here."""
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: runs themselves are not shown."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """The two pages, before the usual addresses of a model."""
        wrap = self.admin_site.admin_view
        return [
            path("impact/", wrap(self.impact_view), name="assessments_impact"),
            path("apart/", wrap(self.apart_view), name="assessments_apart"),
            *super().get_urls(),
        ]

    def impact_view(self, request: HttpRequest) -> HttpResponse:
        """Show what is known of the draft's impact; a POST works it out or begins to."""
        if not request.user.has_perm(PUBLISH):
            raise PermissionDenied
        context: dict[str, Any] = {"title": "Whom the draft would affect"}
        try:
            draft = read_rows()
            before = editions.current().catalogue
            problems = find_problems(draft)
        except CatalogueError as error:
            problems = error.problems
        except editions.NoEditionError:
            messages.info(request, "Nothing is published yet, so nobody can be affected.")
            return redirect("admin:roles_edition_publish")
        if problems:
            return self.framed(request, IMPACT, {**context, "problems": problems})
        if request.method == "POST":
            work.begin(draft, request.user.get_username())
            return redirect(HERE)
        run = work.latest(draft)
        context |= {"run": run, "same": draft == before}
        if run and run.state == RunState.DONE:
            context["page"] = impact_page(run, before, from_json(run.document))
        response = self.framed(request, IMPACT, context)
        if run and run.is_busy and not run.has_died:
            response["Refresh"] = str(LOOK_AGAIN)
        return response

    def apart_view(self, request: HttpRequest) -> HttpResponse:
        """Show which roles of the draft are hard to tell apart; worked out at each visit."""
        if not request.user.has_perm("roles.view_role"):
            raise PermissionDenied
        context: dict[str, Any] = {"title": "Roles that are hard to tell apart"}
        try:
            draft = read_rows()
            context["problems"] = find_problems(draft)
        except CatalogueError as error:
            context["problems"] = error.problems
        if not context["problems"]:
            titles = {role.slug: role.title for role in draft.roles}
            found = confusable_roles(compile_profiles(draft.scorable()))
            pairs = [
                (titles[item.first], titles[item.second], round(100 * item.share)) for item in found
            ]
            context["pairs"] = listed(pairs)
        return self.framed(request, "assessments/apart", context)
