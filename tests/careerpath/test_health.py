"""The health check."""

import pytest
from django.db import OperationalError, connection
from django.test import RequestFactory

from careerpath.health import healthz


@pytest.mark.django_db
def test_healthy(rf: RequestFactory) -> None:
    response = healthz(rf.get("/healthz"))
    assert response.status_code == 200
    assert response.content == b'{"status": "ok"}'
    assert "no-store" in response["Cache-Control"]


def test_database_down(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    def down() -> None:
        raise OperationalError("password authentication failed for user ann")

    monkeypatch.setattr(connection, "cursor", down)
    response = healthz(rf.get("/healthz"))
    assert response.status_code == 503
    assert response.content == b'{"status": "unavailable"}'
    assert "no-store" in response["Cache-Control"]


def test_only_reading(rf: RequestFactory) -> None:
    assert healthz(rf.post("/healthz")).status_code == 405
