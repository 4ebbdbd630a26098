"""Looking at one's email address writes nothing, whoever made the account."""

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import User
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.urls import urlpatterns
from roles.models import Edition
from tests.accounts.signing import last_code
from tests.accounts.test_odd_input import addresses
from tests.assessments.person import Person

pytestmark = pytest.mark.django_db
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
EVE = "eve@example.org"


@pytest.fixture
def eve(published: Edition) -> Client:
    """Somebody whose account, with an address, an administrator made."""
    client = Client()
    user = User.objects.create_user("eve", EVE, "an invented password")
    client.force_login(user, settings.AUTHENTICATION_BACKENDS[1])
    return client


def test_an_address_gets_its_row_when_a_code_is_asked_for(eve: Client) -> None:
    page = eve.get("/account/email/").content.decode()
    assert EVE in page.split("Waiting for its code")[1]
    assert eve.head("/account/email/").status_code == 200
    assert not EmailAddress.objects.exists()

    sent = eve.post("/account/email/", {"email": EVE, "action_send": "1"})
    assert sent["Location"] == "/account/confirm-email/"
    assert mail.outbox[-1].to == [EVE]
    eve.post("/account/confirm-email/", {"code": last_code()})
    assert EmailAddress.objects.get(email=EVE).verified
    assert "Waiting for its code" not in eve.get("/account/email/").content.decode()


def test_nobody_sees_the_page_without_signing_in(published: Edition) -> None:
    answer = Client().get("/account/email/")
    assert answer["Location"] == "/account/login/?next=/account/email/"


def test_looking_writes_nothing_but_the_browsers_session(eve: Client, ada: Person) -> None:
    for client in (eve, ada.client, Client()):
        with CaptureQueriesContext(connection) as queries:
            for url in sorted({*addresses(urlpatterns)}):
                assert client.get(url).status_code < 500, url
        writes = [q["sql"] for q in queries if q["sql"].lstrip().upper().startswith(WRITES)]
        assert not [sql for sql in writes if "django_session" not in sql]
