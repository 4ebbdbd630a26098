"""The editors' pages for bringing in a catalogue or jobs: send, look, confirm."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone

from roles.admin.base import FramedAdmin, require
from roles.document.limits import MAX_PROBLEMS_SHOWN
from roles.document.parse import CatalogueError, Problem
from roles.draft import dry_run, importing, rights
from roles.formats.guard import MAX_FILE, MEGABYTE
from roles.formats.registry import senders
from roles.models import MAIN, Catalogue, ImportState, PendingImport
from roles.sources.base import JOBS
from roles.sources.registry import SOURCES

EDITIONS = "admin:roles_edition_changelist"
JOBS_LIST = "admin:roles_featuredjob_changelist"
REFUSED = 422  # the status of a page after a POST that changed nothing
LOOK_AGAIN = 2  # seconds until the page of an import that is at work asks again
MAX_SENT = 100 * MEGABYTE  # of a source; the largest release known has 25
NEW = "+"  # a catalogue that is not there yet; no slug
GONE = "This import is no longer there: it was used, or is more than an hour old. Send it again."


def _kinds() -> list[tuple[str, str]]:
    own = ", ".join(f"{item.suffix} ({item.title})" for item in senders())
    return [
        ("", f"A catalogue of CareerPath's own form: {own}"),
        *((name, f"{source.title}: {source.sent}") for name, source in SOURCES.items()),
    ]


class ImportForm(forms.Form):
    """What is sent, what it is and where it goes; offers only what its user may do."""

    file = forms.FileField(
        label="File",
        max_length=200,
        help_text=(
            f"At most {MAX_FILE // MEGABYTE} MB; a source's own files {MAX_SENT // MEGABYTE} MB. "
            "You will see what it changes before it does."
        ),
    )
    kind = forms.ChoiceField(label="What it is", required=False, widget=forms.RadioSelect)
    into = forms.ChoiceField(
        label="Where it goes",
        required=False,
        widget=forms.RadioSelect,
        help_text="Salaries always go into the draft; jobs are shown beside the roles at once.",
    )
    slug = forms.CharField(
        label="A new catalogue's name in addresses",
        required=False,
        max_length=50,
        help_text="Small letters, digits and hyphens, such as onet.",
    )
    title = forms.CharField(
        label="Its title",
        required=False,
        max_length=200,
        help_text="Empty: the title that the source has.",
    )

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._draft = rights.may_replace_draft(user)
        self._publish = rights.may_publish(user)
        self._jobs = rights.may_feature_jobs(user)
        self._choose("kind", self._kinds())
        self._choose("into", self._places())
        if not self._publish:
            del self.fields["slug"], self.fields["title"]

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.initial.setdefault(name, choices[0][0])

    def _kinds(self) -> list[tuple[str, str]]:
        return [item for item in _kinds() if self._may_send(item[0])]

    def _may_send(self, kind: str) -> bool:
        if kind == JOBS:
            return self._jobs
        adds = bool(kind) and SOURCES[kind].add is not None
        return self._draft or (self._publish and not adds)

    def _places(self) -> list[tuple[str, str]]:
        places = [(MAIN, "Into the draft, in the place of all it holds")] if self._draft else []
        if self._publish:
            others = Catalogue.objects.exclude(pk=MAIN)
            places += [(row.slug, f"{row}: published as its next edition") for row in others]
            places.append((NEW, "A new catalogue of its own, published at once"))
        return places or [(MAIN, "Beside the roles")]

    def clean_title(self) -> str:
        """The title with single spaces, on one line."""
        return " ".join(self.cleaned_data["title"].split())

    def clean(self) -> dict[str, Any]:
        """Settle where the file goes (``into``), and refuse one that is too large.

        Salaries and jobs always go to the editors' catalogue; a new catalogue goes by its slug.
        """
        data = super().clean() or self.cleaned_data
        self._check_kind(data)
        if data.get("kind") and SOURCES[data["kind"]].needs_titles:
            data["into"] = MAIN
        elif data.get("into") == NEW:
            self._clean_slug(data)
        elif data.get("into") == "":
            data["into"] = self.initial["into"]
        file = data.get("file")
        if file and file.size > MAX_SENT:
            self.add_error("file", f"This file is too large: at most {MAX_SENT // MEGABYTE} MB.")
        return data

    def _check_kind(self, data: dict[str, Any]) -> None:
        """Refuse an empty kind where it was not offered: it means a catalogue of our own forms,
        which not everybody may send."""
        offered = dict(self.fields["kind"].choices)  # type: ignore[attr-defined]
        if data.get("kind") == "" and "" not in offered:
            self.add_error("kind", "Choose what it is.")

    def _clean_slug(self, data: dict[str, Any]) -> None:
        """Check the slug of a new catalogue and make it where the file goes."""
        slug = data.get("slug", "")
        try:
            Catalogue(slug=slug).clean_fields()
        except forms.ValidationError as error:
            self.add_error("slug", error.messages)
            return
        if Catalogue.objects.filter(pk=slug).exists() or slug == MAIN:
            self.add_error("slug", f"There is a catalogue {slug} already: choose it above.")
        data["into"] = slug

    def wish(self) -> importing.ImportRequest:
        """What the form asks to be done with the file; the form must be valid."""
        data = self.cleaned_data
        return importing.ImportRequest(data["kind"], data["into"], data.get("title", ""))


class ImportPages(FramedAdmin):
    """The pages for import, below those of the editions."""

    def import_urls(self) -> list[URLPattern]:
        """The pages' URL patterns, to stand before Django's, which would take them for a key."""
        wrap = self.admin_site.admin_view
        return [
            path("import/", wrap(self.import_view), name="roles_import"),
            path("import/<str:key>/", wrap(self.confirm_view), name="roles_import_confirm"),
        ]

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """The form that takes a file; on POST read it and lead to the page that confirms it."""
        require(rights.may_import(request.user))
        form = ImportForm(request.user)
        problems: list[Problem] = []
        if request.method == "POST":
            form = ImportForm(request.user, request.POST, request.FILES)
            if form.is_valid():
                try:
                    row = importing.begin(form.cleaned_data["file"], form.wish(), request.user)
                except CatalogueError as error:
                    problems = error.problems
                else:
                    if row.state != ImportState.REFUSED:
                        return redirect("admin:roles_import_confirm", key=row.key)
                    problems = row.refusal()
        context = {"title": "Import", "form": form, **_shown(problems)}
        status = REFUSED if request.method == "POST" else 200
        return self.framed(request, "roles/edition/import", context, status=status)

    def confirm_view(self, request: HttpRequest, key: str) -> HttpResponse:
        """Show how far an import is and what it would change; on POST do exactly that."""
        require(rights.may_import(request.user))
        row = _own(request, key)
        if row is None:
            return _gone(request)
        require(_may(request.user, row))
        if request.method == "POST":
            # Sent twice, it is done once: the second is told what became of it.
            with suppress(PendingImport.DoesNotExist):
                importing.confirm(key, request.user)
            row = _own(request, key)
            if row is None:
                return _gone(request)
            if row.is_busy:
                return redirect(request.path)
        if row.state == ImportState.DONE:
            messages.success(request, row.progress)
            return redirect(JOBS_LIST if row.for_jobs else EDITIONS)
        return self._state_page(request, row)

    def _state_page(self, request: HttpRequest, row: PendingImport) -> HttpResponse:
        """The page of an import in the state it is in."""
        name, context = _look(row)
        # What was posted was not done, or this page would not be shown.
        status = REFUSED if request.method == "POST" else 200
        response = self.framed(
            request,
            f"roles/edition/{name}",
            {"title": row.file_name, "row": row, **context},
            status=status,
        )
        if row.is_busy and not row.has_died:
            # A header, so that the page asks again without a script.
            response["Refresh"] = str(LOOK_AGAIN)
        return response


def _own(request: HttpRequest, key: str) -> PendingImport | None:
    """The import of that key, where it is its author who asks and it is still there."""
    return PendingImport.objects.alive().filter(key=key, author=request.user.pk).first()


def _look(row: PendingImport) -> tuple[str, dict[str, Any]]:
    """The name of the page for an import that is not done, and what it shows."""
    if row.state == ImportState.REFUSED:
        return "refused_file", _shown(row.refusal())
    if row.is_busy:
        return "busy", {}
    title = "What this import changes"
    if row.for_jobs:
        jobs = dry_run.look_at_jobs(row, timezone.localdate())
        return "confirm_jobs", {"title": title, "dry_run": jobs}
    return "confirm", {"title": title, "dry_run": dry_run.look(row)}


def _may(user: Any, row: PendingImport) -> bool:
    """Whether a user may do what an import does: rights may have changed since it was sent."""
    if row.for_jobs:
        return rights.may_feature_jobs(user)
    return rights.may_replace_draft(user) if row.for_draft else rights.may_publish(user)


def _shown(problems: list[Problem]) -> dict[str, Any]:
    return {"count": len(problems), "problems": problems[:MAX_PROBLEMS_SHOWN]}


def _gone(request: HttpRequest) -> HttpResponse:
    messages.error(request, GONE)
    return redirect("admin:roles_import")
