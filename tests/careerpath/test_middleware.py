"""Input that no browser sends gets a clear answer, never a 500."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings

from careerpath.middleware import RejectMalformedInput, is_utf8, with_safe_charset
from tests.assessments.person import Person

FORM = "application/x-www-form-urlencoded"


def answer(request: HttpRequest) -> HttpResponse:
    """The middleware around a view that reads everything."""

    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(repr((request.GET, request.POST, request.FILES)))

    return RejectMalformedInput(view)(request)


def served(environ: dict[str, Any]) -> HttpResponse:
    """The same as the server runs it: the request is made from a WSGI environment."""
    seen: list[HttpResponse] = []

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        seen.append(answer(WSGIRequest(environ)))
        return []

    with_safe_charset(application)(environ, lambda *_: None)  # type: ignore[arg-type]
    return seen[0]


def environ(content_type: str, body: bytes = b"a=1", **extra: Any) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/",
        "QUERY_STRING": "q=%E4%B8%AD",
        "CONTENT_TYPE": content_type,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
        "wsgi.url_scheme": "http",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        **extra,
    }


def assert_rejected(response: HttpResponse, status: int, words: str) -> None:
    assert response.status_code == status
    assert response["Content-Type"].startswith("text/html")
    assert words in response.content.decode()
    assert "default-src 'self'" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "no-store"


def test_ordinary_requests_pass(rf: RequestFactory) -> None:
    assert answer(rf.get("/x", {"q": "caffè"})).status_code == 200
    response = answer(rf.post("/x", {"name": "caffè", "file": SimpleUploadedFile("a.txt", b"\0")}))
    assert response.status_code == 200
    assert "caffè" in response.content.decode()


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", "utf8", "us-ascii", '"utf-8"', ""])
def test_utf8_by_any_name_passes(charset: str) -> None:
    response = served(environ(f"{FORM}; charset={charset}", b"a=caff%C3%A8"))
    assert response.status_code == 200
    assert "caffè" in response.content.decode()


@pytest.mark.parametrize(
    "charset",
    ["utf-7", "utf-16", "latin-1", "base64", "idna", "punycode", "hex", "rot13", "zip", "no"],
)
@pytest.mark.parametrize("kind", [FORM, "multipart/form-data; boundary=x"])
def test_other_charsets_are_refused(charset: str, kind: str) -> None:
    response = served(environ(f"{kind}; charset={charset}"))
    assert_rejected(response, 400, "UTF-8")


def test_charset_is_refused_without_the_server(rf: RequestFactory) -> None:
    response = answer(rf.post("/", "a=1", content_type=f"{FORM}; charset=utf-7"))
    assert_rejected(response, 400, "UTF-8")


@pytest.mark.parametrize("charset", ["utf-7", "base64", "idna", "no"])
def test_charset_of_other_requests_is_ignored(charset: str) -> None:
    response = served(environ(f"text/plain; charset={charset}", REQUEST_METHOD="GET"))
    assert response.status_code == 200
    assert "中" in response.content.decode()


@pytest.mark.parametrize(
    "extra",
    [
        {"PATH_INFO": "/roles/a\0b/"},
        {"QUERY_STRING": "q=a%00b"},
        {"QUERY_STRING": "a%00b=1"},
        {"HTTP_COOKIE": r'sessionid="abcdefgh\000"'},
    ],
)
def test_nul_in_the_request_is_refused(extra: dict[str, str]) -> None:
    assert_rejected(served(environ(FORM, **extra)), 400, "NUL")


@pytest.mark.parametrize("data", [{"a": "x\0"}, {"x\0": "a"}, {"a": ["b", "\0"]}])
@pytest.mark.parametrize("multipart", [True, False])
def test_nul_in_a_form_is_refused(
    rf: RequestFactory, data: dict[str, Any], multipart: bool
) -> None:
    if multipart:
        request = rf.post("/", data)
    else:
        body = "&".join(
            f"{name}={value}" for name, values in data.items() for value in values
        ).replace("\0", "%00")
        request = rf.post("/", body, content_type=FORM)
    response = answer(request)
    assert response.status_code == 400


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=100)
@pytest.mark.parametrize("multipart", [True, False])
def test_too_much_data(rf: RequestFactory, multipart: bool) -> None:
    request = (
        rf.post("/", {"a": "x" * 200})
        if multipart
        else rf.post("/", "a=" + "x" * 200, content_type=FORM)
    )
    assert_rejected(answer(request), 413, "more data")
    assert request.POST == {}


@override_settings(DATA_UPLOAD_MAX_NUMBER_FIELDS=3)
def test_too_many_fields(rf: RequestFactory) -> None:
    fields = {f"f{number}": "1" for number in range(4)}
    assert_rejected(answer(rf.post("/", fields)), 413, "more fields")
    assert_rejected(answer(rf.get("/", fields)), 413, "more fields")


@pytest.mark.parametrize("content_type", ["multipart/form-data", "multipart/form-data; boundary=é"])
def test_unreadable_form(rf: RequestFactory, content_type: str) -> None:
    request = rf.post("/", b"nonsense", content_type=content_type)
    assert_rejected(answer(request), 400, "could not be read")


def test_form_that_breaks_off() -> None:
    class Broken(BytesIO):
        def read(self, *_: Any) -> bytes:
            raise OSError("gone")

        readline = read

    response = served(environ(FORM, **{"wsgi.input": Broken()}))
    assert_rejected(response, 400, "could not be read")


def test_json_bodies_are_left_to_the_view(rf: RequestFactory) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(request.read())

    request = rf.post("/", '{"a": "\\u0000"}', content_type="application/json")
    assert RejectMalformedInput(view)(request).content == b'{"a": "\\u0000"}'


def test_broken_error_page_does_not_fail(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(names: list[str]) -> None:
        raise RuntimeError("broken template")

    monkeypatch.setattr("careerpath.middleware.select_template", broken)
    assert_rejected(answer(rf.get("/", {"q": "\0"})), 400, "NUL")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("UTF-8", True), ("utf_8", True), ("ascii", True), ("utf-7", False), ("", False)],
)
def test_is_utf8(name: str, expected: bool) -> None:
    assert is_utf8(name) is expected
    assert is_utf8("a\0") is False


@pytest.mark.django_db
def test_an_old_form_gets_a_page_of_ours() -> None:
    response = Client(enforce_csrf_checks=True).post("/assessments/start/")
    assert response.status_code == 403
    assert "Nothing was saved" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("rest", ["again/", "target/", "weight/", "plan/own/", "take-along/feed/"])
def test_what_only_a_button_sends_leads_back_when_opened(finished: Person, rest: str) -> None:
    response = finished.get(rest)
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert response["Content-Type"].startswith("text/html")
    page = response.content.decode()
    assert "belongs to a button or a form on another page" in page
    assert f'href="{finished.url()}">Back to this assessment' in page
    head = finished.client.head(finished.url(rest))
    assert (head.status_code, head["Allow"], head.content) == (405, "POST", b"")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "url", "allow"),
    [
        ("get", "/assessments/start/", "POST"),
        ("post", "/roles/", "GET, HEAD"),
        ("post", "/shared/yaHwY6SvWEzUJQ2_u-Qp4A/", "GET, HEAD"),
    ],
)
def test_any_other_refused_method_leads_on(
    client: Client, method: str, url: str, allow: str
) -> None:
    response = getattr(client, method)(url)
    assert (response.status_code, response["Allow"]) == (405, allow)
    page = response.content.decode()
    assert page.count("<h1") == 1
    assert 'href="/">the start page' in page
