"""What differs between two catalogues, in words."""

from typing import Any

import pytest

from roles.document.diff import Change, compare
from roles.document.parse import parse_catalogue
from tests.roles.factory import small_catalogue, small_plain


def changes_to(plain: dict[str, Any]) -> list[Change]:
    return compare(small_catalogue(), parse_catalogue(plain))


def test_equal_catalogues_do_not_differ() -> None:
    assert changes_to(small_plain()) == []


def test_a_value_is_named_by_its_owner() -> None:
    plain = small_plain()
    plain["roles"][1]["requirements"][1]["level"] = 3
    path = "roles.lead-builder.requirements.sql.level"
    assert changes_to(plain) == [Change(path, "changed", "2.5", "3")]


def test_added_and_removed() -> None:
    plain = small_plain()
    old = plain["roles"][0]["requirements"].pop()
    plain["roles"][0]["requirements"].append({**old, "skill": "statistics"})
    assert changes_to(plain) == [
        Change("roles.builder.requirements.statistics", "added", "", "statistics"),
        Change("roles.builder.requirements.sql", "removed", "sql", ""),
    ]


def test_a_role_keeps_its_name_when_it_moves() -> None:
    plain = small_plain()
    plain["roles"].reverse()
    assert changes_to(plain) == [
        Change(
            "roles (order)",
            "changed",
            "builder, lead-builder, modeller",
            "modeller, lead-builder, builder",
        )
    ]


def test_order_is_told_beside_additions() -> None:
    plain = small_plain()
    plain["tools"] = [{"slug": "new", "name": "New"}, *reversed(plain["tools"])]
    assert [change.path for change in changes_to(plain)] == ["tools (order)", "tools.new"]


@pytest.mark.parametrize(
    ("field", "value", "before", "after"),
    [
        ("responsibilities", ["Rest."], "Do the work.; Check the work.", "Rest."),
        ("education", [], "A degree.; Survey; 2024", ""),
    ],
)
def test_lists_without_names_are_told_whole(
    field: str, value: list[Any], before: str, after: str
) -> None:
    plain = small_plain()
    plain["roles"][0][field] = value
    assert [(change.before, change.after) for change in changes_to(plain)] == [(before, after)]


def test_a_level_statement() -> None:
    plain = small_plain()
    del plain["skills"][0]["levels"][4]
    [change] = changes_to(plain)
    assert (change.path, change.kind) == ("skills.python.levels.4", "removed")
