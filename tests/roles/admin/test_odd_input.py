"""Nothing that a client can send to the editors' pages is an error of the server."""

import re
from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, URLResolver

from roles.models import Edition, Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]

HUGE = "9" * 40
PAST_64_BITS = "9223372036854775808"
KEYS = ["abc", "1_5F", HUGE, PAST_64_BITS, "-1", "%FF", "%00", "%EF%BC%92", "é" * 2000]
# Lists with filters of their own; others have only what all have, and share the queries.
FILTERED = {"/admin/admin/logentry/", "/admin/auth/user/", "/admin/roles/edition/"}
FILTERED |= {"/admin/roles/role/"}
# For lists. Fields that a model does not have are odd, too.
QUERIES = [
    *("e=1", "e=x&q=x", "all", f"p={HUGE}", "p=-1", "p=x", f"o={HUGE}", "o=x.-.1", "o=-1.-1"),
    *("q=%FF%00", "q=%FF", f"q={'x' * 6000}", "q=%27%22%5C(", "_facets=x&q=x", "_popup=x"),
    *("_to_field=x", "_to_field=id", "_to_field=pk&_popup=1", "_changelist_filters=%FF%26x=1"),
    *("x=1", "x__y=1", "id=x", f"id={HUGE}", f"id__in={PAST_64_BITS}", "id__in=", "id__isnull=x"),
    *("pk=1_5F", "id__range=1", "id__range=1,2,3", "id__range=", "id__exact=1e9", "%FF=%FF"),
    *("title__regex=(", "name__regex=(", "object_repr__iregex=[", "title__x=1", "slug__year=1"),
    *(f"position__gte={HUGE}", "position__range=1", "family__id__exact=x", f"user={HUGE}"),
    *("edition__id__exact=-1", f"edition__id__exact={HUGE}", "published_at__gte=x"),
    *("published_at__year=-1", "published_at__year=0", f"date_joined__year={HUGE}"),
    *("published_at__gte=0001-01-01+00:00:00%2B14:00", "date_joined__week_day=x"),
    *("action_time__year=2026&action_time__month=13", f"action_time__year={HUGE}"),
    *("action_time__year=9999", "action_time__year=9999&action_time__month=12"),
    *("action_time__lt=9999-12-31+23:59:59-14:00", "action_flag__exact=x", "user__id__exact=x"),
    *("content_type__id__exact=é", "groups__id__exact=x", "is_staff__exact=2"),
]
# For pages that are no lists and not about one row.
OTHERS = ["_to_field=x", "_popup=x", "_changelist_filters=%FF", "catalogue=%FF", "format=x"]
OTHERS += [f"role={HUGE}&skill=x&family=x&seniority=x&category=x", "q=%00", "title=%FF&family=x"]
AUTOCOMPLETE = [
    "app_label=x&model_name=y&field_name=z",
    "app_label=roles&model_name=%FF&field_name=x",
    "app_label=roles.x&model_name=role.y&field_name=_",
    "app_label=roles&model_name=role&field_name=title",
    "app_label=roles&model_name=role&field_name=requirements",
    "app_label=roles&model_name=role&field_name=family&term=é&page=x",
    "app_label=roles&model_name=relatedrole&field_name=other&term=x&page=0",
    f"app_label=roles&model_name=requirement&field_name=skill&page={HUGE}",
    "app_label=roles&model_name=requirement&field_name=skill&term=%00",
    "app_label=auth&model_name=user&field_name=groups&term=%FF",
    "app_label=admin&model_name=logentry&field_name=user",
]
TICKED = ["", "x", "1_5F", HUGE, PAST_64_BITS, "-1", "２", "é" * 2000]
ACTIONS = ["", "x", "delete_selected", "make_verified"]
FORM = {"_save": "x", "seen": "x", "post": "yes", "title": "é" * 3000, "position": HUGE}


def addresses(patterns: list[URLPattern | URLResolver], above: str = "/admin/") -> Iterator[str]:
    for pattern in patterns:
        here = above + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, here)
        elif "(?P" not in here and "logout" not in here:
            yield here


ALL = sorted({*addresses(admin.site.urls[0])})
LISTS = {
    f"/admin/{model._meta.app_label}/{model._meta.model_name}/" for model in admin.site._registry
}


@pytest.fixture(params=["superuser", "viewer"])
def somebody(
    request: pytest.FixtureRequest, published: Edition, caplog: pytest.LogCaptureFixture
) -> Client:
    caplog.set_level("CRITICAL", logger="django.security")
    user = User.objects.create_user("x", is_staff=True, is_superuser=request.param == "superuser")
    call_command("setup_site")
    user.groups.add(Group.objects.get(name="Viewers"))
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def asked() -> Iterator[str]:
    """Addresses with odd keys, and with odd queries."""
    for number, url in enumerate(ALL):
        if "<" in url:
            key = KEYS[number % len(KEYS)]
            for text in {*KEYS[:3], key}:
                yield re.sub("<.*?>", text, url)
            yield f"{re.sub('<.*?>', str(Role.objects.get(slug='builder').pk), url)}?_to_field=x"
        elif url == "/admin/autocomplete/":
            yield from (f"{url}?{query}" for query in AUTOCOMPLETE)
        else:
            queries = QUERIES if url in LISTS else OTHERS
            step = 1 if url in FILTERED or url not in LISTS else 7
            yield from (f"{url}?{query}" for query in queries[number % step :: step])
    yield from ("/admin/é/", "/admin/x/y/z/", "/admin/roles/%FF/", f"/admin/r/{HUGE}/")


def sent() -> Iterator[tuple[str, dict[str, str | list[str]]]]:
    """Forms with odd keys of ticked rows, and odd forms."""
    for url in ALL:
        if url in LISTS:
            for action in ACTIONS:
                yield url, {"action": action, "_selected_action": TICKED, "index": "0"}
            yield url, {"action": "delete_selected", "_selected_action": ["1"], "index": HUGE}
            yield url, {"action": "delete_selected", "_selected_action": HUGE, "post": "yes"}
            yield url, {"_save": "1", "form-TOTAL_FORMS": "x", "form-0-id": HUGE}
        elif "<" in url:
            for key in KEYS[1:3]:
                yield re.sub("<.*?>", key, url), {**FORM}
        else:
            yield url, {**FORM}


def test_addresses(somebody: Client) -> None:
    failed = [url[:200] for url in asked() if somebody.get(url).status_code >= 500]
    assert not failed, "\n".join(failed)


def test_forms(somebody: Client) -> None:
    failed = [url[:200] for url, data in sent() if somebody.post(url, data).status_code >= 500]
    assert not failed, "\n".join(failed)


def test_a_filter_that_cannot_be_leads_to_the_whole_list(editor: Client) -> None:
    for query in ("position__range=1", "position__range=", "x__y=1"):
        answer = editor.get(f"/admin/roles/role/?{query}")
        assert answer["Location"] == "/admin/roles/role/?e=1"


def test_what_can_be_is_done_beside_what_cannot(editor: Client) -> None:
    role = Role.objects.get(slug="builder")
    ticked = {"action": "delete_selected", "_selected_action": [HUGE, "x", str(role.pk)]}
    answer = editor.post("/admin/roles/role/", {**ticked, "index": "0"})
    assert "Are you sure" in answer.content.decode()
    none = {"action": "delete_selected", "_selected_action": [HUGE, "x"], "index": "0"}
    page = editor.post("/admin/roles/role/", none, follow=True).content.decode()
    assert "Items must be selected" in page
    assert Role.objects.filter(pk=role.pk).exists()
