"""What was said of a role's getting-started step stays with that step on another edition."""

from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from assessments.engine.getting_started import place_of, title_at
from roles.document.parse import parse_catalogue
from roles.document.types import Phase, StartingStep
from roles.draft import actions
from tests.assessments.person import Person
from tests.assessments.portable.test_import import export, imported
from tests.roles.factory import small_plain

MEET = {"phase": "connect", "title": "Meet", "text": "Go to a meeting.", "hours": 2}
READ = {"phase": "stay-current", "title": "Read", "text": "A journal.", "hours": 1}
ASK = {"phase": "know-your-interest", "title": "Ask", "text": "Somebody who does it.", "hours": 1}


@pytest.fixture(autouse=True)
def published(db: None) -> None:
    """An edition in which builders meet, then read."""
    publish(MEET, READ)


def publish(*steps: dict[str, Any]) -> None:
    """An edition in which the builder's steps are these."""
    plain = small_plain()
    next(role for role in plain["roles"] if role["slug"] == "builder")["getting_started"] = steps
    actions.import_catalogue(catalogue=parse_catalogue(plain))
    actions.publish(note="Next", author="tests")


def said(person: Person) -> dict[str, str]:
    """What was noted, by the title of the step on the person's own plan."""
    steps = export(person)["plan"]["progress"]
    return {line["title"]: line["note"] for line in steps}


@pytest.fixture
def noted(finished: Person) -> Person:
    """Somebody who wrote something about both steps."""
    finished.post("target/", {"role": "builder"})
    for place, note in ((1, "On Tuesdays"), (2, "At breakfast")):
        form = {"step": f"role/builder/{place}", "status": "doing", "note": note}
        assert finished.post("plan/note/", form).status_code == 302
    assert said(finished) == {"Meet": "On Tuesdays", "Read": "At breakfast"}
    return finished


CASES = [
    ([ASK, READ, MEET], {"Meet": "On Tuesdays", "Read": "At breakfast"}),
    ([READ], {"Read": "At breakfast"}),
    ([{**MEET, "title": "Go out"}, READ], {"Read": "At breakfast"}),
    ([READ, {**MEET, "text": "Say hello."}], {"Meet": "On Tuesdays", "Read": "At breakfast"}),
]


@pytest.mark.parametrize(("steps", "expected"), CASES)
def test_on_another_edition_here(
    noted: Person, steps: list[dict[str, Any]], expected: dict[str, str]
) -> None:
    publish(*steps)
    later = Person()
    later.client = noted.client
    later.key = noted.post("again/")["Location"].split("/")[2]
    later.post("again/questions/", {"go": "results"})
    later.post("check/")
    assert said(later) == expected


@pytest.mark.parametrize(("steps", "expected"), CASES)
def test_on_another_edition_elsewhere(
    noted: Person, stranger: Client, steps: list[dict[str, Any]], expected: dict[str, str]
) -> None:
    file = export(noted)
    file["edition"]["digest"] = "0" * 64
    publish(*steps)
    new = imported(stranger, file)
    assert said(new) == expected
    assert ("Left out" in new.text()) is (len(expected) < 2)


def test_of_two_with_one_title_the_place_tells(noted: Person, stranger: Client) -> None:
    file = export(noted)
    file["edition"]["digest"] = "0" * 64
    publish(MEET, {**MEET, "text": "Again."}, READ)
    first = imported(stranger, file)
    steps = {line["step"]: line["note"] for line in export(first)["plan"]["progress"]}
    assert steps == {"role/builder/1": "On Tuesdays", "role/builder/3": "At breakfast"}


def test_a_file_without_titles_says_it_on_the_same_edition_only(
    noted: Person, stranger: Client
) -> None:
    file = export(noted)
    for line in file["plan"]["progress"]:
        del line["title"]
    assert said(imported(stranger, file)) == said(noted)
    file["edition"]["digest"] = "0" * 64
    assert said(imported(stranger, file)) == {}


def test_two_lines_about_one_step_are_no_error(noted: Person, stranger: Client) -> None:
    file = export(noted)
    file["plan"]["progress"][1]["title"] = "Meet"
    assert said(imported(stranger, file)) == {"Meet": "On Tuesdays"}


TITLES = st.lists(st.sampled_from("ABCD"), max_size=5)


def steps_of(titles: list[str]) -> list[StartingStep]:
    return [StartingStep(phase=Phase.CONNECT, title=t, text="x", hours=1) for t in titles]


@given(TITLES, TITLES)
def test_a_step_never_becomes_another(before: list[str], now: list[str]) -> None:
    for place in (0, -1, 10**5000, *range(1, 7)):
        title = title_at(steps_of(before), place)
        found = place_of(steps_of(now), title, place)
        assert not found or title_at(steps_of(now), found) == title != ""
        if title and now.count(title) == 1:
            assert found
