"""Two to four roles beside one another, with oneself in the picture."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from assessments import access, queries
from assessments.presenters.compare import compare_page, fault_of
from assessments.presenters.lines import closest_other
from assessments.views.context import with_edition
from assessments.views.finished import completed, picked_role
from roles.models import MAIN
from roles.picking import settles_roles


@require_safe
@settles_roles
def compare(request: HttpRequest, key: str) -> HttpResponse:
    """The chosen roles, or the first two when none is."""
    scored = completed(request, key)
    slugs = [
        picked_role(scored, typed, "role", place).slug
        for place, typed in enumerate(request.GET.getlist("role"))
        if typed.strip()
    ]
    if "role" not in request.GET:
        first = scored.recommendation.order[:2]
        slugs = [scored.edition.catalogue.roles[int(row)].slug for row in first]
    page = compare_page(scored, [scored.edition.roles[slug] for slug in slugs], fault_of(slugs))
    context = with_edition(scored.edition, page=page)
    return render(request, "assessments/compare.html", context, status=422 if page.error else 200)


@require_safe
def compare_mine(request: HttpRequest) -> HttpResponse:
    """From a role's page: the roles asked for, with the newest result of this browser.

    A single role is put beside the closest other one.
    """
    catalogue = request.GET.get("catalogue", "") or MAIN
    mine = queries.owned_by(access.keys_of(request))
    done = [row for row in mine if row.completed_at and row.edition.catalogue_slug == catalogue]
    if not done:
        return redirect("assessments:index")
    scored = queries.scored(done[0])
    slugs = [slug for slug in request.GET.getlist("role") if slug in scored.edition.roles]
    if len(slugs) == 1:
        slugs = [slug for slug in (slugs[0], closest_other(scored, slugs[0])) if slug]
    query = urlencode([("role", slug) for slug in slugs])
    address = reverse("assessments:compare", args=[scored.assessment.key])
    return redirect(f"{address}?{query}" if query else address)
