"""People who fill in the small catalogue's questionnaire."""

from collections.abc import Callable

import pytest
from django.test import Client

from roles.models import Edition
from tests.assessments.person import Person


@pytest.fixture
def person(published: Edition) -> Person:
    """Somebody who has just begun."""
    return Person().begin()


@pytest.fixture
def finished(person: Person) -> Person:
    """Somebody who has answered and completed."""
    return person.answer_all().finish()


@pytest.fixture
def stranger() -> Client:
    """Another browser."""
    return Client()


@pytest.fixture
def someone(published: Edition) -> Callable[[], Person]:
    """Makes people who have just begun."""
    return lambda: Person().begin()
