"""Importing a catalogue into the draft, and exporting the draft or an edition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from roles import actions, editions
from roles.admin import rights
from roles.admin.base import AnyModelAdmin
from roles.catalogue.diff import Change, compare
from roles.catalogue.document import Catalogue
from roles.catalogue.formats import JSON, Format, packers, senders, unpack
from roles.catalogue.limits import MAX_FILE, MAX_PROBLEMS, MEGABYTE, check_size
from roles.catalogue.parse import CatalogueError, Problem
from roles.catalogue.serialise import from_json, to_json
from roles.catalogue.words import Group, group, size_in_words
from roles.models import MAIN, Edition, PendingImport
from roles.rows import read_rows, rows_digest

LIST = "admin:roles_edition_changelist"
DRAFT = "draft"
REFUSED = 422
GONE = "This import is no longer there: it was used, or is more than an hour old. Send it again."
CHANGED = "Somebody has changed the draft since. Nothing was imported: send the file again."


class ImportForm(forms.Form):
    file = forms.FileField(
        label="A catalogue",
        max_length=200,
        help_text=(
            f"{', '.join(f'{item.suffix} ({item.title})' for item in senders())}. "
            f"At most {MAX_FILE // MEGABYTE} MB. You will see what it changes before it does."
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(item.suffix for item in senders())}),
    )


class ExportForm(forms.Form):
    edition = forms.ChoiceField(label="Which catalogue")
    format = forms.ChoiceField(
        label="As", choices=[(name, item.title) for name, item in packers().items()]
    )

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(DRAFT, "The draft")] if rights.may_fetch_draft(user) else []
        if rights.may_fetch_editions(user):
            known = Edition.objects.order_by("catalogue__position", "catalogue", "-number")
            choices += [
                (key_of(row.catalogue_slug, row.number), f"{row}: {row.note:.60}")
                for row in known.only("catalogue", "number", "note")
            ]
        self.fields["edition"].choices = choices  # type: ignore[attr-defined]


@dataclass(frozen=True)
class DryRun:
    """What an import would do: differences by kind, or why they cannot be told."""

    waiting: PendingImport
    catalogue: Catalogue
    changes: list[Change]
    problems: list[Problem]  # of the draft as it is
    stale: bool

    @property
    def groups(self) -> list[Group]:
        return group(self.changes)

    @property
    def size(self) -> str:
        return size_in_words(self.changes)

    @property
    def can_confirm(self) -> bool:
        return not self.stale and bool(self.changes or self.problems)


class TransferPages(AnyModelAdmin):
    """The pages for import and export, below those of the editions."""

    def transfer_urls(self) -> list[URLPattern]:
        """Their addresses, to stand before the editions' own."""
        wrap = self.admin_site.admin_view
        return [
            path("import/", wrap(self.import_view), name="roles_import"),
            path("import/<str:key>/", wrap(self.confirm_view), name="roles_import_confirm"),
            path("export/", wrap(self.export_view), name="roles_export"),
        ]

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Take a file; on POST read it, keep it and show what it would change."""
        _require(rights.may_import(request.user))
        form = ImportForm()
        problems: list[Problem] = []
        if request.method == "POST":
            form = ImportForm(request.POST, request.FILES)
            if form.is_valid():
                try:
                    waiting = _hold(form.cleaned_data["file"], request.user)
                except CatalogueError as error:
                    problems = error.problems
                else:
                    return redirect("admin:roles_import_confirm", key=waiting.key)
        status = REFUSED if request.method == "POST" else 200
        context = {
            "title": "Import a catalogue",
            "form": form,
            "count": len(problems),
            "problems": problems[:MAX_PROBLEMS],
        }
        return self.transfer_page(request, "import", context, status=status)

    def confirm_view(self, request: HttpRequest, key: str) -> HttpResponse:
        """Show what an import would change; on POST do exactly that."""
        _require(rights.may_import(request.user))
        waiting = (
            PendingImport.objects.alive()
            .filter(key=key, author=request.user.pk)
            .select_related("author")
            .first()
        )
        if waiting is None:
            messages.error(request, GONE)
            return redirect("admin:roles_import")
        dry_run = _dry_run(waiting)
        if request.method == "POST":
            try:
                actions.confirm_import(key=key, author=waiting.author, size=dry_run.size)
            except PendingImport.DoesNotExist:
                messages.error(request, GONE)
                return redirect("admin:roles_import")
            except actions.DraftChangedError:
                dry_run = _dry_run(waiting)
            else:
                messages.success(request, f"The draft is now as in {waiting.file_name}.")
                return redirect(LIST)
        context = {"title": "What this import changes", "dry_run": dry_run, "changed": CHANGED}
        status = REFUSED if request.method == "POST" else 200
        return self.transfer_page(request, "confirm", context, status=status)

    def export_view(self, request: HttpRequest) -> HttpResponse:
        """Ask what is wanted, or send it."""
        user = request.user
        _require(rights.may_fetch_draft(user) or rights.may_fetch_editions(user))
        form = ExportForm(user, request.GET or None)
        problems: list[Problem] = []
        if form.is_valid():
            try:
                return export(form.cleaned_data["edition"], form.cleaned_data["format"])
            except CatalogueError as error:
                problems = error.problems
        context = {"title": "Export a catalogue", "form": form, "problems": problems}
        status = REFUSED if form.is_bound else 200
        return self.transfer_page(request, "export", context, status=status)

    def transfer_page(
        self, request: HttpRequest, name: str, context: dict[str, Any], *, status: int
    ) -> HttpResponse:
        """A page in the admin's frame."""
        page = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        template = f"admin/roles/edition/{name}.html"
        return TemplateResponse(request, template, page, status=status)


def key_of(catalogue: str, number: int) -> str:
    """How a form and a file name call an edition: 3, or onet-1 of another catalogue."""
    return str(number) if catalogue == MAIN else f"{catalogue}-{number}"


def _of_key(edition: str) -> tuple[str, int]:
    catalogue, _, number = edition.rpartition("-")
    return catalogue or MAIN, int(number)


def export(edition: str, name: str) -> HttpResponse:
    """The draft or an edition, by its key, as a file. Raises CatalogueError for what makes none."""
    form = packers()[name]
    response = HttpResponse(_content(edition, form), content_type=form.media_type)
    which = edition if edition == DRAFT else f"edition-{edition}"
    response["Content-Disposition"] = f'attachment; filename="catalogue-{which}{form.suffix}"'
    return response


def _content(edition: str, form: Format) -> bytes | str:
    if edition != DRAFT and form is JSON:  # byte for byte as published, so that its digest holds
        catalogue, number = _of_key(edition)
        documents = Edition.objects.of(catalogue).values_list("document", flat=True)
        return documents.get(number=number)
    return form.pack(_catalogue(edition)) if form.pack else b""


def _catalogue(edition: str) -> Catalogue:
    if edition == DRAFT:
        return read_rows()
    try:
        catalogue, number = _of_key(edition)
        return editions.load(number=number, catalogue=catalogue).catalogue
    except editions.DamagedEditionError as error:
        raise CatalogueError([Problem(f"edition {edition}", "", str(error))]) from error


def _hold(file: UploadedFile[bytes], user: Any) -> PendingImport:
    name = file.name or "file"
    check_size(file.size or 0, name)
    catalogue = unpack(file.read(), name).catalogue
    return actions.hold_import(catalogue=catalogue, file_name=name, author=user)


def _dry_run(waiting: PendingImport) -> DryRun:
    catalogue = from_json(waiting.document)
    problems: list[Problem] = []
    try:
        draft = read_rows()
    except CatalogueError as error:
        problems, draft = error.problems, Catalogue(title="-")
    stale = rows_digest() != waiting.draft_digest
    same = not problems and to_json(draft) == waiting.document
    changes = [] if same else compare(draft, catalogue)
    return DryRun(waiting, catalogue, changes, problems, stale)


def _require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied
