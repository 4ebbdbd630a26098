"""Which role a typed name means."""

import pytest
from django.test import Client

from roles.document.types import Catalogue
from roles.public.picking import (
    RoleTitles,
    UnknownRoleError,
    UnsettledError,
    matches,
    picker,
    settle,
)
from tests.roles.pages import many, store, text_of

MANY = {f"role-{n}": f"Role {n}" for n in range(100)} | {"nurse": "Nurse", "head": "Head nurse"}
FEW = {"nurse": "Nurse", "head": "Head nurse"}


def test_a_slug_or_a_whole_title() -> None:
    assert settle(MANY, "role-7", "role") == "role-7"
    assert settle(MANY, "  NURSE ", "role") == "nurse"


def test_anything_else_is_unsettled_where_names_are_typed() -> None:
    with pytest.raises(UnsettledError):
        settle(MANY, "nurs", "role")
    with pytest.raises(UnknownRoleError):
        settle(FEW, "nurs", "role")


def test_the_likeliest_first() -> None:
    assert [choice.text for choice in matches(MANY, "nurse").choices] == ["Nurse", "Head nurse"]
    assert [choice.text for choice in matches(MANY, "nurze").choices] == ["Nurse"]
    found = matches(MANY, "role")
    assert (len(found.choices), found.more) == (12, 88)
    assert matches(MANY, " ").total == 0


def test_other_names() -> None:
    named = RoleTitles(MANY, {"nurse": ("Carer", "Role 7"), "head": ("Carer", "Matron of nurses")})
    assert settle(named, "matron  of nurses", "role") == "head"
    assert settle(named, "role 7", "role") == "role-7"  # a title goes before an alias
    with pytest.raises(UnsettledError):
        settle(named, "carer", "role")
    assert [(choice.value, choice.text) for choice in matches(named, "carer").choices] == [
        ("nurse", "Nurse (also called Carer)"),
        ("head", "Head nurse (also called Carer)"),
    ]
    found = matches(named, "nurse")
    assert [choice.text for choice in found.choices] == ["Nurse", "Head nurse"]
    assert matches(named, "matrom of nurses").choices[0].value == "head"


def test_a_list_while_there_are_few() -> None:
    few = picker(FEW, "nurse", name="role", id="x", label="Role")
    assert [c.selected for group in few.groups for c in group.choices] == [True, False]
    many_ = picker(MANY, "nurse", name="role", id="x", label="Role", suggested=["head"])
    assert (many_.groups, many_.typed, many_.suggested) == ((), "Nurse", ("Head nurse",))


def test_two_roles_are_compared_by_their_names(
    db: None, builtin: Catalogue, client: Client
) -> None:
    store(many(builtin, 200))
    assert "<select" not in text_of(client, "/compare/")
    page = text_of(client, "/compare/?first=data+engineer&second=Data+Scientist+12")
    assert "Which role do you mean?" in page
    assert '<input type="hidden" name="second" value="Data Scientist 12">' in page
    response = client.get("/compare/?first=Data+Engineer+4&second=data+scientist+12")
    assert response["Location"].endswith("/compare/data-engineer-4-vs-data-scientist-12/")
    text_of(client, "/compare/?first=zzzz&second=", status=422)
