"""Make a fresh installation usable: the built-in catalogue, groups, in development an editor."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django.db import transaction

from roles.draft import actions
from roles.formats.folder import read_folder
from roles.models import MAIN, Edition, JobTitle, Role
from roles.sources.titles import read_titles

CONTENT = Path(__file__).resolve().parents[2] / "content"
EDITOR = "editor"


class Command(BaseCommand):
    help = "Publish the built-in catalogue and make an editor, where there is none."

    def handle(self, *args: Any, **options: Any) -> None:
        self._catalogue()
        self._job_titles()
        self._groups()
        self._editor()
        self.stdout.write("The site is at /, the editors' pages are at /admin/.")

    def _catalogue(self) -> None:
        if Edition.objects.of(MAIN).exists():
            return
        if Role.objects.exists():
            # Somebody's work: publishing it is theirs to decide, replacing it nobody's.
            self.stdout.write("The draft has roles, but nothing is published: see /admin/.")
            return
        # Both or none: a draft without an edition would count as somebody's work the next time.
        with transaction.atomic():
            actions.import_catalogue(catalogue=read_folder(CONTENT))
            edition = actions.publish(note="The built-in catalogue", author="setup")
        self.stdout.write(f"Published the built-in catalogue as edition {edition.number}.")

    def _job_titles(self) -> None:
        """Copy the built-in table of job titles into rows that editors can change, if none are."""
        if not JobTitle.objects.exists():
            count = actions.keep_job_titles(titles=read_titles())
            self.stdout.write(f"Added {count} job titles, for salaries and featured jobs.")

    def _groups(self) -> None:
        new = actions.make_groups()
        if new:
            self.stdout.write(f"Made the groups {', '.join(new)}.")

    def _editor(self) -> None:
        users = get_user_model()._default_manager
        if users.filter(is_staff=True).exists():
            return
        if not settings.DEBUG:
            self.stdout.write("There is no editor yet: run manage.py createsuperuser.")
            return
        password = secrets.token_urlsafe(12)
        users.create_superuser(EDITOR, password=password)
        self.stdout.write(f"Editor for development: {EDITOR}, password {password}")
