"""No line of the log opens anything: keys of assessments, shares, feeds and mails are shortened."""

import io
import logging
from collections.abc import Iterator

import pytest
import structlog
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from assessments.models import CalendarFeed, Share, new_key
from assessments.sharing import public_views
from careerpath.logs import DiscreetFormatter, discreet
from roles.models import Edition
from tests.assessments.person import Person

KEY = "yaHwY6SvWEzUJQ2_u-Qp4A"
SECRET = ("<str:key>", "<str:token>")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the site's own handler writes."""
    (handler,) = [
        handler
        for handler in logging.getLogger().handlers
        if isinstance(handler, logging.StreamHandler)
        and isinstance(handler.formatter, DiscreetFormatter)
    ]
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


def addresses(
    patterns: list[URLPattern | URLResolver] | None = None, above: str = "/"
) -> Iterator[str]:
    """Every address that has a key in it."""
    for pattern in patterns or get_resolver().url_patterns:
        here = above + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            if not here.startswith("/admin/"):
                yield from addresses(pattern.url_patterns, here)
        elif any(part in here for part in SECRET):
            for part in SECRET:
                here = here.replace(part, KEY)
            yield here.replace("<int:number>", "1").replace("<str:slug>", "x")


@pytest.mark.django_db
@pytest.mark.parametrize("key", [KEY, "é" * 22])
def test_no_refusal_writes_a_key(published: Edition, log: io.StringIO, key: str) -> None:
    found = list(addresses())
    assert len(found) > 30
    client = Client()
    for url in (address.replace(KEY, key) for address in found):
        for method in ("get", "post", "delete"):
            getattr(client, method)(url)
            getattr(client, method)(url + "nothing/")
        client.get(f"{url}?a%00b")
    text = log.getvalue()
    assert text.count("Method Not Allowed") > 40
    assert text.count("Not Found") > 40
    assert "Rejected GET" in text
    assert key not in text
    assert key.encode("unicode_escape").decode() not in text


@pytest.mark.django_db
def test_what_fails_writes_no_key(
    finished: Person, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = Share.objects.create(assessment=finished.row, ends_on="2099-01-01")
    feed = CalendarFeed.objects.create(assessment=finished.row)

    def fail(key: str, *_: object) -> None:
        raise RuntimeError(f"no row with key='{key}'")

    monkeypatch.setattr(public_views, "find_share", fail)
    monkeypatch.setattr(public_views, "find_feed", fail)
    browser = Client(raise_request_exception=False)
    urls = [f"/shared/{share.key}/", f"/calendar/{feed.key}.ics"]
    assert {browser.get(url).status_code for url in urls} == {500}
    foreign = Client(enforce_csrf_checks=True)
    referer = f"https://elsewhere.example{finished.url('plan/')}"
    assert foreign.post(finished.url("plan/"), secure=True, HTTP_REFERER=referer).status_code == 403
    text = log.getvalue()
    assert "Internal Server Error" in text
    assert "RuntimeError" in text
    assert "Forbidden" in text
    assert not [key for key in (share.key, feed.key, finished.key) if key in text]


@pytest.mark.django_db
def test_queries_write_no_key(finished: Person, log: io.StringIO) -> None:
    queries = logging.getLogger("django.db.backends")
    queries.setLevel("DEBUG")
    try:
        with CaptureQueriesContext(connection):
            finished.get("plan/")
    finally:
        queries.setLevel("NOTSET")
    assert "assessments_assessment" in log.getvalue()
    assert finished.key not in log.getvalue()


def test_nor_do_lines_of_our_own(log: io.StringIO) -> None:
    key = new_key()
    lines = structlog.get_logger("tests")
    lines.warning("lost", key=key, where=f"/assessments/{key}/plan/")
    lines.warning(f'"GET /account/login/?next=%2Fassessments%2F{key}%2Fplan%2F HTTP/1.1" 200 5')
    lines.warning(f'"GET /assessments/x/changes/?with={key} HTTP/1.1" 200 5')
    assert log.getvalue().count(f"{key[:4]}...") == 4
    assert key not in log.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        "Not Found: /assessments/start/",
        "Not Found: /roles/database-administrator/",
        "Not Found: /compare/data-engineer-vs-database-administrator/",
        "digest 3f786850e387550fdab836ed7e6dc881de23001b3f786850e387550fdab836ed",
        "GET /static/css/tokens.4f5e3a2b1c0d.css HTTP/1.1",
    ],
)
def test_other_lines_stay_as_they_are(text: str) -> None:
    assert discreet(text) == text
