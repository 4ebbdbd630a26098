"""People with accounts."""

import pytest

from roles.models import Edition
from tests.accounts.signing import sign_up
from tests.assessments.conftest import person, someone, stranger  # noqa: F401  # fixtures
from tests.assessments.person import Person


@pytest.fixture
def ada(published: Edition) -> Person:
    """Ada has finished an assessment and then made an account, without a password."""
    ada = Person().begin().answer_all().finish()
    assert sign_up(ada.client)["Location"] == "/account/"
    return ada
