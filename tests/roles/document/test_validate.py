"""What must hold between the parts of a catalogue."""

from typing import Any

import pytest

from roles.document.parse import parse_catalogue
from roles.document.validate import find_problems
from tests.roles.factory import small_catalogue, small_plain


def problems_of(plain: dict[str, Any]) -> list[str]:
    return [str(problem) for problem in find_problems(parse_catalogue(plain))]


def test_a_good_catalogue_has_no_problems() -> None:
    assert find_problems(small_catalogue()) == []


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("categories", "Making"),
        ("families", "Builders"),
        ("seniorities", "junior"),
        ("tools", "git"),
        ("activities", "build"),
        ("skills", "python"),
        ("roles", "builder"),
        ("questionnaires", "full"),
    ],
)
def test_nothing_appears_twice(kind: str, value: str) -> None:
    plain = small_plain()
    plain[kind].append(plain[kind][0])
    assert f"catalogue: {kind}: {value!r} appears more than once" in problems_of(plain)


def test_a_step_belongs_to_one_skill() -> None:
    plain = small_plain()
    plain["skills"][1]["steps"][0]["slug"] = "python-1"
    assert problems_of(plain) == ["catalogue: steps: 'python-1' appears more than once"]


@pytest.mark.parametrize("kind", ["roles", "questionnaires"])
def test_something_to_read_and_to_ask(kind: str) -> None:
    plain = small_plain()
    plain[kind] = []
    noun = kind.removesuffix("s")
    assert problems_of(plain) == [f"catalogue: {kind}: there must be at least one {noun}"]


@pytest.mark.parametrize(
    ("place", "change", "problem"),
    [
        ("skills", {"category": "None"}, "skill python: category: 'None'"),
        ("skills", {"tools": ["none"]}, "skill python: tools: 'none'"),
        ("skills", {"prerequisites": ["none"]}, "skill python: prerequisites: 'none'"),
        ("roles", {"family": "None"}, "role builder: family: 'None'"),
        ("roles", {"seniority": "none"}, "role builder: seniority: 'none'"),
        (
            "roles",
            {"activities": [{"activity": "none", "importance": 1}]},
            "role builder: activities: 'none'",
        ),
        (
            "roles",
            {"tools": [{"group": "All", "items": ["none"]}]},
            "role builder: tools: 'none'",
        ),
        ("questionnaires", {"activities": ["none"]}, "questionnaire full: activities: 'none'"),
        (
            "questionnaires",
            {"sections": [{"title": "All", "skills": ["sql", "none"]}]},
            "questionnaire full: sections: 'none'",
        ),
    ],
)
def test_what_is_named_exists(place: str, change: dict[str, Any], problem: str) -> None:
    plain = small_plain()
    plain[place][0].update(change)
    assert problems_of(plain) == [f"{problem} is not in the catalogue"]


def test_a_required_skill_exists() -> None:
    plain = small_plain()
    plain["roles"][0]["requirements"][0]["skill"] = "none"
    assert problems_of(plain) == ["role builder: requirements: 'none' is not in the catalogue"]


@pytest.mark.parametrize("part", ["requirements", "activities"])
def test_a_role_asks_once(part: str) -> None:
    plain = small_plain()
    first = plain["roles"][0][part][0]
    plain["roles"][0][part].append(first)
    slug = next(iter(first.values()))
    assert problems_of(plain) == [f"role builder: {part}: {slug!r} appears more than once"]


def test_a_tool_and_its_group_appear_once() -> None:
    plain = small_plain()
    plain["roles"][0]["tools"] *= 2
    assert problems_of(plain) == [
        f"role builder: tools: {value!r} appears more than once"
        for value in ("git", "postgresql", "Every day")
    ]


def test_a_role_asks_for_something() -> None:
    plain = small_plain()
    for requirement in plain["roles"][0]["requirements"]:
        requirement["level"] = 0
    assert problems_of(plain) == [
        "role builder: requirements: a role must ask for at least one skill above level 0"
    ]


def test_a_role_may_be_unrated_but_not_every_role() -> None:
    plain = small_plain()
    plain["roles"][0]["requirements"] = []
    assert problems_of(plain) == []
    for role in plain["roles"]:
        role["requirements"] = []
    assert problems_of(plain) == ["catalogue: roles: at least one role must ask for a skill"]


def test_salaries_are_in_order() -> None:
    plain = small_plain()
    plain["roles"][0]["salaries"][0]["p75"] = 15
    assert problems_of(plain) == [
        "role builder: salaries: 2024 Mid: p25 <= median <= p75 must hold"
    ]


def test_steps_can_be_reached() -> None:
    plain = small_plain()
    del plain["skills"][0]["steps"][1]
    assert problems_of(plain) == [
        "skill python: steps.python-3: nobody can reach it: no step leads to level 2"
    ]


@pytest.mark.parametrize("before", [["python"], ["modelling"]])
def test_prerequisites_go_in_no_circle(before: list[str]) -> None:
    plain = small_plain()
    plain["skills"][0]["prerequisites"] = before
    [problem] = problems_of(plain)
    assert problem == (
        "catalogue: skills: prerequisites go in a circle among or above: modelling, python"
    )


def test_a_question_is_asked_once() -> None:
    plain = small_plain()
    plain["questionnaires"][0]["sections"][1]["skills"].append("python")
    plain["questionnaires"][0]["activities"].append("build")
    assert problems_of(plain) == [
        "questionnaire full: sections: 'python' is asked more than once",
        "questionnaire full: activities: 'build' is asked more than once",
    ]


def test_a_skill_and_an_activity_may_share_a_name() -> None:
    plain = small_plain()
    plain["activities"].append({"slug": "sql", "name": "SQL", "prompt": "Would you enjoy SQL?"})
    plain["questionnaires"][0]["activities"].append("sql")
    assert problems_of(plain) == []


def test_a_questionnaire_asks_about_a_skill() -> None:
    plain = small_plain()
    plain["questionnaires"][0]["sections"] = []
    assert problems_of(plain) == ["questionnaire full: sections: must ask about at least one skill"]
