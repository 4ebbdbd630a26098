"""The gallery of the site's pieces."""

import pytest
from django.test import Client

from tests.journeys.people import EDITOR, PASSWORD, make_editor

pytestmark = pytest.mark.django_db


def test_it_is_for_staff(published: object) -> None:
    client = Client()
    assert client.get("/gallery/")["Location"] == "/admin/login/?next=/gallery/"
    make_editor()
    client.login(username=EDITOR, password=PASSWORD)
    html = client.get("/gallery/").content.decode()
    assert '<div dir="ltr">' in html
    assert "The pieces our pages are made of" in html
    assert '<div dir="rtl">' in client.get("/gallery/?dir=rtl").content.decode()
