"""Nothing that a client can send to the public pages is an error of the server."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver

from assessments import urls
from assessments.models import OwnStep
from assessments.sharing import public_urls
from roles import urls as roles_urls
from roles.models import Edition
from tests.assessments.person import PLAN, Person

pytestmark = pytest.mark.django_db

# A form for each address that takes one, as a browser sends it.
FORMS: dict[str, dict[str, str]] = {
    "start/": {"way": "full", "from": "", "catalogue": "main"},
    "families/": {"families": "Builders"},
    "{key}/questions/1/": {"skill-python": "3", "skill-sql": "1", "go": "next"},
    "{key}/questions/3/": {"activity-build": "3", "go": "back"},
    "{key}/questions/4/": {"education": "x", "hours_per_week": "5", "tools": "git", "go": "check"},
    "{key}/quick/python/": {"answer": "3", "go": ""},
    "{key}/roles/builder/questions/": {"skill-python": "3", "skill-statistics": "2"},
    "{key}/interests/": {"activity-explain": "1"},
    "{key}/target/": {"role": "builder", "show": "plan"},
    "{key}/weight/": {"percent": "50"},
    "{key}/plan/": {
        **PLAN,
        "plan_start": "2030-01-01",
        "ready_by": "2030-06-01",
        "weeks_off": "2030-02-04",
    },
    "{key}/plan/tick/": {"step": "role/builder/1", "done": "1"},
    "{key}/plan/note/": {
        **dict.fromkeys(("note", "evidence", "intention", "way", "resource", "done_on"), "x"),
        "step": "role/builder/1",
        "status": "done",
    },
    "{key}/plan/own/": {"title": "x", "what": "x", "hours": "3", "phase": "connect"},
    "{key}/plan/own/{own}/": {"title": "x", "what": "x", "hours": "3", "phase": "connect"},
    "{key}/plan/own/{own}/remove/": {"x": ""},
    "{key}/take-along/share/": {"shows": "plan", "ends_on": "2030-01-01"},
    "{key}/take-along/share/revoke/": {"share": "x"},
    "{key}/again/questions/": {"skill-sql": "2", "go": "check"},
    "{key}/check/": {"go": ""},
}
# What a page takes in its address.
QUERIES: dict[str, tuple[str, ...]] = {
    "/assessments/": ("catalogue",),
    "/assessments/families/": ("catalogue",),
    "/assessments/history/": ("catalogue", "role"),
    "/assessments/compare/": ("catalogue", "role"),
    "/assessments/{key}/": ("all", "page"),
    "/assessments/{key}/why/": ("first", "second"),
    "/assessments/{key}/what-if/builder/": ("skill-python", "skill-x", "every"),
    "/assessments/{key}/plan/": ("cost", "format", "provider"),
    "/assessments/{key}/changes/": ("with", "role"),
    "/assessments/{key}/current/": ("role",),
    "/assessments/{key}/compare/": ("role",),
    "/roles/": ("q", "family", "seniority", "skill", "tool", "sort", "page", "part"),
    "/compare/": ("first", "second", "catalogue"),
}
HUGE = "9" * 5000
VALUES = (
    *("", " ", "x", "0", "-1", "1.5", "1e9", "NaN", "Infinity", "٣", "²", "True", "null"),
    *(
        "99999999999999999999",
        HUGE,
        "é" * 3000,
        "\U0001f600",
        "a\r\nb",
        "[]",
        "{}",
        "../..",
        "%00",
    ),
    *(
        "0001-01-01",
        "9999-12-31",
        "2030-02-30",
        "10000-01-01",
        "<script>",
        "{{ x }}",
        "' OR 1=1 --",
    ),
    *("\u202e", "\ufffe", "%s%n", "role//1", "own/99999999999999999999"),
)
BYTES = (b"%00", b"a%00b", b"%ff%fe", b"%ed%a0%80", b"%u0041", b"%")


def sent(client: Client, url: str, form: dict[str, Any]) -> None:
    answer = client.post(url, form)
    assert answer.status_code < 500, (url, {name: str(v)[:40] for name, v in form.items()})


def odd_forms(form: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Each field missing, each repeated, odd values in all fields at once, and one by one."""
    yield {}
    for name in form:
        yield {other: value for other, value in form.items() if other != name}
        yield {**form, name: [form[name], "x", form[name]]}
    for start in range(0, len(VALUES), len(form)):
        yield dict(zip(form, VALUES[start:], strict=False))
    names = itertools.cycle(form)
    for value in VALUES[::5]:
        yield {**form, next(names): value}


def own_step(person: Person) -> int:
    row = OwnStep.objects.create(
        assessment=person.row, role="builder", title="Mine", hours=1, phase="connect"
    )
    return row.pk


@pytest.mark.parametrize("complete", [True, False])
def test_odd_forms(person: Person, complete: bool) -> None:
    person.answer_all()
    if complete:
        person.finish()
    for place, form in FORMS.items():
        if not complete and place.startswith(("{key}/plan", "{key}/take")):
            continue
        number = own_step(person)
        url = "/assessments/" + place.format(key=person.key, own=number)
        for odd in odd_forms(form):
            sent(person.client, url, odd)
        name = next(iter(form)).encode()
        for raw in BYTES[::3]:
            body = name + b"=" + raw + b"&" + raw + b"=1"
            kind = "application/x-www-form-urlencoded"
            answer = person.client.post(url, body, content_type=kind)
            assert answer.status_code < 500, (url, raw)
        for kind in ("application/json", "multipart/form-data"):
            answer = person.client.generic("POST", url, b"\xff{[", content_type=kind)
            assert answer.status_code < 500, (url, kind)


def test_odd_queries(finished: Person) -> None:
    for place, names in QUERIES.items():
        url = place.format(key=finished.key)
        for start in range(0, len(VALUES), len(names)):
            odd = VALUES[start : start + len(names)]
            query = {name: [value, "x", value] for name, value in zip(names, odd, strict=False)}
            for form in (query, dict(zip(names, odd, strict=False))):
                assert finished.client.get(url, form).status_code < 500, (url, odd)
        for raw in BYTES[::2]:
            text = "&".join(f"{name}={raw.decode()}" for name in names)
            assert finished.client.get(f"{url}?{text}").status_code < 500, (url, raw)


def patterns(found: list[Any], above: str) -> Iterator[str]:
    for pattern in found:
        here = above + str(pattern.pattern).removeprefix("^")
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern.url_patterns, here)
        elif isinstance(pattern, URLPattern) and "(" not in here:
            yield here


def test_odd_addresses(finished: Person) -> None:
    every = [
        *patterns(urls.urlpatterns, "/assessments/"),
        *patterns(public_urls.urlpatterns, "/"),
        *patterns(roles_urls.urlpatterns, "/"),
    ]
    for place in every:
        for value in ("x", "é", "%FF", "%F0%9F%98%80", "a" * 3000, "..", "%0A", "1", HUGE[:400]):
            url = place.replace("<str:key>", finished.key if "/<str:key>/" in place else value)
            for part in ("<str:slug>", "<str:suffix>", "<str:catalogue>", "<str:pair>"):
                url = url.replace(part, value)
            url = url.replace("<int:number>", HUGE[:400])
            assert finished.client.get(url).status_code < 500, (place, value[:20])
    for pair in (
        "a-vs-b",
        "a-vs-",
        "-vs-",
        "é-vs-é",
        "a-vs-b-vs-c",
    ):
        assert finished.client.get(f"/compare/{pair}/").status_code < 500, pair


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"\xff\xfe", b"\0", b"null", b"[]", b"1", b'"x"', b"{}", b"[" * 9000, b"NaN"),
        *(b"9" * 9000, b'{"a":1,"a":2}', b'{"schema":"careerpath-assessment"}', b"\xef\xbb\xbf{}"),
        b'{"schema":"careerpath-assessment","version":1,"answers":{"ratings":{"\\ud800":1}}}',
        b'{"schema":"careerpath-assessment","version":1e400}',
        b'{"schema":["careerpath-assessment"],"version":{"1":1}}',
    ],
)
def test_odd_files(published: Edition, content: bytes) -> None:
    for name in ("x.json", "é", "../x", "a" * 300):
        file = SimpleUploadedFile(name, content)
        answer = Client().post("/assessments/import/", {"file": file})
        assert answer.status_code == 422
