"""What tests of the editors' pages do over and over."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from roles.models import Role

PUBLISH = "admin:roles_edition_publish"


def change_url(row: Any) -> str:
    return reverse(f"admin:roles_{row._meta.model_name}_change", args=[row.pk])


def form_data(client: Client, url: str) -> dict[str, Any]:
    """What a browser would send back unchanged."""
    context = client.get(url).context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    data = {}
    for form in forms:
        for field in form:
            value = field.value()
            if value is not None and value is not False:
                data[field.html_name] = value
    return data


def save(client: Client, row: Any, **changes: Any) -> Any:
    """Send the change page of a row with some fields changed."""
    url = change_url(row)
    return client.post(url, {**form_data(client, url), **changes})


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", response.content.decode()))


def builder() -> Role:
    return Role.objects.get(slug="builder")
