"""A person's answers and what follows from them."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Assessments and plans."""

    name = "assessments"
