"""The public pages, all drawn from the current edition of a catalogue."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from roles import editions
from roles.document.types import Role
from roles.editions import LoadedEdition, NoEditionError
from roles.models import MAIN
from roles.public import list
from roles.public.addresses import address, frame
from roles.public.catalogues import catalogues_page
from roles.public.compare_pick import pick_page
from roles.public.comparison import compare_page
from roles.public.home import home_page
from roles.public.jobs import RoleJobs, featured_jobs
from roles.public.lost import lost_pair, lost_role, today
from roles.public.nearness import comparison_url, in_order
from roles.public.picking import UnknownRoleError, settle, settles_roles, titles_of
from roles.public.role_lines import role_url
from roles.public.role_page import role_page
from roles.public.visitor_ratings import ratings_of


def published(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A decorator: give the view the current edition, or answer 503 while there is none.

    An address that names a ``catalogue`` gets that one's edition, or 404. The one that editors edit
    has its pages at the short addresses, to which its long ones redirect.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, catalogue: str = "", **kwargs: Any) -> HttpResponse:
        if catalogue == MAIN:
            here = request.get_full_path().removeprefix(f"{reverse('roles:catalogues')}{MAIN}/")
            return redirect(f"{reverse('roles:home')}{here}")
        try:
            edition = editions.current(catalogue or MAIN)
        except NoEditionError as error:
            if catalogue:
                raise Http404("There is no such catalogue.") from error
            return render(request, "public/unpublished.html", status=503)
        return view(request, edition, **kwargs)

    return wrapped


def _draw(
    request: HttpRequest,
    edition: LoadedEdition,
    template: str,
    page: object,
    status: int = 200,
    jobs: tuple[RoleJobs, ...] = (),
) -> HttpResponse:
    context = {**frame(edition), "page": page, "jobs": jobs}
    if template == "home":  # it has the attribution in its text
        context["attribution"] = ""
    return render(request, f"public/{template}.html", context, status=status)


def _jobs(edition: LoadedEdition, *roles: Role) -> tuple[RoleJobs, ...]:
    """The featured jobs of roles; none in other catalogues, whose slugs may mean other roles."""
    if edition.catalogue_slug != MAIN:
        return ()
    return featured_jobs(roles, today=timezone.localdate())


@require_safe
def catalogues(request: HttpRequest) -> HttpResponse:
    """The list of all catalogues; 503 while nothing is published."""
    held = editions.newest_of_each_catalogue()
    if not held:
        return render(request, "public/unpublished.html", status=503)
    return render(request, "public/catalogues.html", {"page": catalogues_page(held)})


@require_safe
@published
def home(request: HttpRequest, edition: LoadedEdition) -> HttpResponse:
    """The start page, of the catalogue that editors edit."""
    return _draw(request, edition, "home", home_page(edition))


@require_safe
@published
def to_roles(_request: HttpRequest, edition: LoadedEdition) -> HttpResponse:
    """Redirect a catalogue's own address to its list of roles."""
    return redirect(address(edition, "index"))


@require_safe
@published
def index(request: HttpRequest, edition: LoadedEdition) -> HttpResponse:
    """The list of roles, filtered and searched, 25 a page."""
    page = list.index_page(
        edition,
        query=request.GET.get("q", ""),
        family=request.GET.get("family", ""),
        seniority=request.GET.get("seniority", ""),
        page=request.GET.get("page", ""),
    )
    return _draw(request, edition, "list", page)


@require_safe
@published
def role(request: HttpRequest, edition: LoadedEdition, slug: str) -> HttpResponse:
    """A role's page; a former slug redirects to its successor; 404 with suggestions for others."""
    if slug not in edition.roles:
        if successor := today(edition, slug):
            return redirect(role_url(edition, successor), permanent=True)
        return _draw(request, edition, "lost", lost_role(edition, slug), status=404)
    page = role_page(edition, edition.roles[slug], ratings_of(request, edition.catalogue_slug))
    jobs = _jobs(edition, edition.roles[slug])
    return _draw(request, edition, "role", page, jobs=jobs)


@require_safe
@settles_roles
@published
def compare_pick(request: HttpRequest, edition: LoadedEdition) -> HttpResponse:
    """Choose two roles; two different ones redirect to their comparison."""
    first, second = (_settled(request, edition, name) for name in ("first", "second"))
    if first != second and first in edition.roles and second in edition.roles:
        return redirect(comparison_url(edition, first, second))
    submitted = "first" in request.GET and "second" in request.GET
    page = pick_page(edition, first=first, second=second, submitted=submitted)
    return _draw(request, edition, "compare_pick", page)


def _settled(request: HttpRequest, edition: LoadedEdition, name: str) -> str:
    """The slug that the field ``name`` chooses, or what was sent where that is no role."""
    typed = request.GET.get(name, "").strip()
    try:
        return settle(titles_of(edition), typed, name) if typed else ""
    except UnknownRoleError:
        return typed


@require_safe
@published
def compare(request: HttpRequest, edition: LoadedEdition, first: str, second: str) -> HttpResponse:
    """Two roles side by side; the other order of the two, and former slugs, redirect to the one
    address.

    404 with suggestions for one role twice or an unknown one.
    """
    if first == second or first not in edition.roles or second not in edition.roles:
        now = today(edition, first), today(edition, second)
        if all(now) and now[0] != now[1]:
            return redirect(comparison_url(edition, *now), permanent=True)
        lost = lost_pair(edition, first, second)
        return _draw(request, edition, "lost", lost, status=404)
    if (first, second) != in_order(edition, first, second):
        # Not permanent: editors may reorder roles, and browsers would keep the old direction.
        return redirect(comparison_url(edition, first, second))
    roles = edition.roles[first], edition.roles[second]
    page = compare_page(edition, *roles, ratings_of(request, edition.catalogue_slug))
    jobs = _jobs(edition, *roles)
    return _draw(request, edition, "compare", page, jobs=jobs)


@require_safe
@published
def not_a_pair(request: HttpRequest, edition: LoadedEdition, pair: str) -> HttpResponse:
    """404 with suggestions, for an address of a comparison that does not name two roles."""
    page = lost_pair(edition, pair, "")
    return _draw(request, edition, "lost", page, status=404)
