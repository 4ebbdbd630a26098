"""The catalogue: what roles ask for."""

from django.apps import AppConfig


class RolesConfig(AppConfig):
    """Roles and everything editors keep."""

    name = "roles"
    verbose_name = "Catalogue"
