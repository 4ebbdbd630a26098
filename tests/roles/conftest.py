"""Editors, signed in."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from roles.models import Edition


@pytest.fixture
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    """Drawing the traceback of each refused request would take longer than the tests."""
    caplog.set_level("CRITICAL", logger="django.request")


@pytest.fixture
def editor(published: Edition, client: Client) -> Client:
    """Somebody who may do everything, signed in."""
    client.force_login(User.objects.create_superuser("editor"))
    return client
