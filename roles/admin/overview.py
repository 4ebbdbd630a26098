"""Pages across roles: the matrix, the health of the catalogue, the links."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from roles import models
from roles.admin import editor_links, matrix
from roles.admin.base import FramedAdmin, require
from roles.document.alike import nearly_same_names, shared_names, used_alike
from roles.document.completeness import Hint, role_hints, skill_hints
from roles.document.differences import Listed, counted, listed
from roles.document.parse import CatalogueError
from roles.document.types import Catalogue
from roles.document.validate import find_problems
from roles.draft import actions
from roles.draft.links import used_links
from roles.draft.locks import changing_draft
from roles.draft.read import read_rows
from roles.draft.rights import ALL_VERBS

MOST_LINKS = 100  # on a page
MOST_LISTED = 50  # of each kind of fault
CHANGE_ROLE = "roles.change_role"


@dataclass(frozen=True)
class Lacking:
    """A role or skill with what it lacks, and where to put it right."""

    name: str
    url: str
    hints: list[Hint]


class OverviewPages(FramedAdmin):
    """The pages across roles, to be mixed into the admin of roles."""

    def overview_urls(self) -> list[URLPattern]:
        """The pages' URL patterns, to stand before Django's, which would take them for a key."""
        wrap = self.admin_site.admin_view
        return [
            path("matrix/", wrap(self.matrix_view), name="roles_matrix"),
            path("health/", wrap(self.health_view), name="roles_health"),
            path("links/", wrap(self.links_view), name="roles_links"),
        ]

    def matrix_view(self, request: HttpRequest) -> HttpResponse:
        """The table of roles and skills with levels and importance; on POST change many at once.

        Status 422 where a cell is wrong or somebody else changed it: then nothing is written.
        """
        require(request.user.has_perm("roles.view_role"))
        may_change = matrix.may(request.user, *ALL_VERBS)
        status, errors = 200, None
        if request.method == "POST":
            require(may_change)
            with changing_draft():
                # Locked before they are read: another editor's change waits until this is saved.
                chosen = matrix.filtered(request, lock=True)
                now = matrix.stored(chosen)
                sent = matrix.read(request, chosen, now)
                if not sent.errors:
                    actions.set_requirements(cells=sent.changes)
                    _log_cells(request.user, chosen, now, sent.changes)
            if not sent.errors:
                messages.success(request, _saved(len(sent.changes)))
                return redirect(request.get_full_path())
            status, errors, values = 422, sent.errors, sent.typed
        else:
            chosen = matrix.filtered(request)
            now = values = matrix.stored(chosen)
        table = matrix.matrix(chosen, values, now, errors)
        context = {"title": "Roles and skills", "matrix": table, "may_change": may_change}
        return self.framed(request, "roles/matrix", context, status=status)

    def health_view(self, request: HttpRequest) -> HttpResponse:
        """The health of the draft: what is wrong, missing, there twice, or a link to look at."""
        require(request.user.has_perm("roles.view_role"))
        context: dict[str, Any] = {"title": "Health of the catalogue"}
        try:
            catalogue = read_rows()
        except CatalogueError as error:
            return self.framed(request, "roles/health", {**context, "problems": error.problems})
        links = used_links(catalogue)
        found: dict[str, Any] = {
            "problems": find_problems(catalogue),
            "roles": _lacking_roles(catalogue),
            "skills": _lacking_skills(catalogue),
            "names": _with_urls(listed(nearly_same_names(catalogue), MOST_LISTED)),
            "shared": _with_urls(listed(shared_names(catalogue), MOST_LISTED)),
            "alike": _with_urls(listed(used_alike(catalogue), MOST_LISTED)),
            "links": len(links),
            "due": sum(link.due for link in links),
            "broken": sum(bool(link.check and not link.check.works) for link in links),
            "offered": editor_links.shown_at(editor_links.HEALTH, request),
            "counted": (len(catalogue.roles), len(catalogue.skills)),
        }
        return self.framed(request, "roles/health", context | found)

    def links_view(self, request: HttpRequest) -> HttpResponse:
        """The links of the draft that are due to be looked at; on POST mark those that were."""
        require(request.user.has_perm(CHANGE_ROLE))
        try:
            links = used_links(read_rows())
        except CatalogueError as error:
            context = {"title": "Links to look at", "problems": error.problems}
            return self.framed(request, "roles/links", context)
        due = [link for link in links if link.due]
        if request.method == "POST":
            known = {link.url for link in links}  # no other address is ever stored
            urls = [url for url in dict.fromkeys(request.POST.getlist("url")) if url in known]
            works = request.POST.get("works") == "yes"
            by = request.user.get_username()
            count = actions.mark_links(urls=urls, works=works, by=by, now=timezone.now())
            words = "as working" if works else "as broken"
            messages.success(request, f"{counted(count, 'link')} marked {words}.")
            return redirect("admin:roles_links")
        page: dict[str, Any] = {
            "title": "Links to look at",
            "due": due[:MOST_LINKS],
            "left": max(0, len(due) - MOST_LINKS),
            "all": len(links),
        }
        return self.framed(request, "roles/links", page)


def _saved(count: int) -> str:
    if not count:
        return "Nothing was changed."
    return f"{counted(count, 'cell')} changed."


def _log_cells(
    user: Any,
    chosen: matrix.Filtered,
    now: dict[matrix.Key, matrix.Texts],
    changes: dict[matrix.Key, Any],
) -> None:
    """Log one entry for each role that changed, with each of its cells from what to what."""
    skills = {skill.pk: skill.name for skill in chosen.skills}
    kind = ContentType.objects.get_for_model(models.Role)
    for role in chosen.roles:
        words = [
            f"{skills[skill]}: {_words(now.get((pk, skill)))} → {_words(asked)}"
            for (pk, skill), asked in changes.items()
            if pk == role.pk
        ]
        if words:
            message: Any = [{"changed": {"fields": ["requirements"]}}]
            LogEntry.objects.create(
                user_id=user.pk,
                content_type=kind,
                object_id=str(role.pk),
                object_repr=str(role)[:200],
                action_flag=CHANGE,
                change_message=json.dumps([*message, {"words": words}], ensure_ascii=False),
            )


def _words(asked: Any) -> str:
    if not asked or not str(asked[0]):
        return "not asked for"
    return f"level {asked[0]}, importance {asked[1]}"


def _urls(model: Any, slugs: Collection[str]) -> dict[str, str]:
    """Where rows are changed, by slug; none for a row that is gone since the draft was read."""
    name = f"admin:roles_{model._meta.model_name}_change"
    rows = model._default_manager.filter(slug__in=slugs).values_list("slug", "pk")
    return {slug: reverse(name, args=[pk]) for slug, pk in rows}


def _lacking_roles(catalogue: Catalogue) -> Listed:
    skills = {skill.slug: skill for skill in catalogue.skills}
    return _lacking(
        models.Role,
        [(role.slug, role.title, role_hints(role, skills)) for role in catalogue.roles],
    )


def _lacking_skills(catalogue: Catalogue) -> Listed:
    return _lacking(
        models.Skill,
        [(skill.slug, skill.name, skill_hints(skill, catalogue)) for skill in catalogue.skills],
    )


def _lacking(model: Any, hinted: list[tuple[str, str, list[Hint]]]) -> Listed:
    """The first that lack something, each with where it is changed."""
    found = listed([item for item in hinted if item[2]], MOST_LISTED)
    urls = _urls(model, {slug for slug, _name, _hints in found.shown})
    shown = [Lacking(name, urls[slug], hints) for slug, name, hints in found.shown if slug in urls]
    return Listed(shown, found.total)


def _with_urls(pairs: Listed) -> Listed:
    """Pairs as (pair, address of the first, of the second)."""
    kinds = {
        "skills": models.Skill,
        "roles": models.Role,
        "tools": models.Tool,
        "activities": models.Activity,
    }
    urls = {}
    for kind in {pair.kind for pair in pairs.shown}:
        slugs = {slug for pair in pairs.shown for slug in (pair.first, pair.second)}
        urls[kind] = _urls(kinds[kind], slugs)
    shown = []
    for pair in pairs.shown:
        of = urls[pair.kind]
        if pair.first in of and pair.second in of:
            shown.append((pair, of[pair.first], of[pair.second]))
    return Listed(shown, pairs.total)
