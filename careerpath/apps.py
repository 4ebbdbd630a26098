"""The editors' site in place of Django's own."""

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig


class EditorsConfig(AdminConfig):
    """Django's admin app, with EditorsSite as the site that ``admin.site`` is."""

    default_site = "careerpath.admin.EditorsSite"

    def ready(self) -> None:
        """Find what the apps register, and take the worker's queue out: it is no content."""
        super().ready()
        from django_tasks_db.models import DBTaskResult  # models are only there by now

        admin.site.unregister(DBTaskResult)
