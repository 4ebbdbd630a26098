"""Somebody with something to keep to themselves."""

from tests.assessments.conftest import finished, person  # noqa: F401  # fixtures
