"""The editors' site in place of Django's own."""

from django.contrib.admin.apps import AdminConfig


class EditorsConfig(AdminConfig):
    """Django's admin on our site."""

    default_site = "careerpath.admin.EditorsSite"
